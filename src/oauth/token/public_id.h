// Ids as the world sees them: one AES block over kind and ordinal under a key of their own, in
// base62, so that they neither tell volume nor can be guessed, and are looked up by arithmetic. The
// key depends on the master key alone: ids outlive sealing keys.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "oauth/records/ids.h"
#include "oauth/records/records.h"
#include "oauth/token/seal.h"

namespace writ::oauth {

// The name of one token in logs and answers (RFC 7662 `jti`): not a credential, but we can find the
// token by it.
struct TokenId {
  GrantId grant = GrantId::kNone;
  TokenKind kind = TokenKind::kAccess;  // kAccess or another kind with a serial; kRefresh
  std::uint64_t serial = 0;  // TokenSerial, or the generation of a refresh token; below 2^48

  friend bool operator==(const TokenId&, const TokenId&) = default;
};

// What `claims` go by.
[[nodiscard]] inline TokenId IdOf(const TokenClaims& claims) {
  return {claims.grant, claims.kind,
          claims.kind == TokenKind::kRefresh ? claims.generation : Number(claims.serial)};
}

// Encrypts and decrypts ids; also the keyed hash of client secrets, derived from the same root.
// Thread-safe: a copy of the cipher context is kept per thread.
class PublicIds {
 public:
  explicit PublicIds(const MasterKey& master);
  ~PublicIds();
  PublicIds(const PublicIds&) = delete;
  PublicIds& operator=(const PublicIds&) = delete;

  [[nodiscard]] std::string Show(ClientId id) const;        // app_ and 22 characters
  [[nodiscard]] std::string Show(SubjectId id) const;       // org_…
  [[nodiscard]] std::string Show(GrantId id) const;         // grant_…
  [[nodiscard]] std::string Show(const TokenId& id) const;  // token_…
  // As Show, without allocating: exactly 26 and 28 characters.
  void ShowInto(ClientId id, std::span<char, 26> out) const;
  void ShowInto(SubjectId id, std::span<char, 26> out) const;
  void ShowInto(const TokenId& id, std::span<char, 28> out) const;

  // Nothing for a text that no Show returned, or that shows an id which names nothing. A token's id
  // leaves 13 bits to check: about one random block in 13,000 reads as some token of a grant that
  // is not there.
  [[nodiscard]] std::optional<ClientId> ReadClient(std::string_view text) const;
  [[nodiscard]] std::optional<SubjectId> ReadSubject(std::string_view text) const;
  [[nodiscard]] std::optional<GrantId> ReadGrant(std::string_view text) const;
  [[nodiscard]] std::optional<TokenId> ReadToken(std::string_view text) const;

  // HMAC-SHA256 of a client secret under a key that only this process has.
  [[nodiscard]] SecretHash HashSecret(std::string_view secret) const;

  // A secret of 40 base62 characters that depends on the master key and `label` alone: the
  // sandbox's demo apps.
  [[nodiscard]] std::string DeriveSecret(std::string_view label) const;

 private:
  struct Keys;
  std::unique_ptr<Keys> keys_;
};

}  // namespace writ::oauth
