// The seal: claims to token text and back (design: S2V + CTR of RFC 5297, one key per kind, inside
// it a SipHash MAC under a secret of the record the token claims). Deterministic, so that a token
// can be made again instead of remembered.
//
// Text: prefix, then canonical base62 of: 1 byte key id (high bit: kind kOrganization, which shares
// `access_`), 16 bytes SIV, then the encrypted claims and MAC. The short form of a TokenClaims is
// at most 80 characters, any token at most 255.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "oauth/records/records.h"
#include "oauth/token/token.h"

namespace writ::oauth {

// The root of all keys, 256 bits. It never enters the store.
using MasterKey = std::array<std::uint8_t, 32>;

// Keys of every kind and state, derived once (HKDF). Immutable, so thread-safe.
class KeyRing {
 public:
  // Exactly one of `keys` has kIssue. Ids are unique, 1..127.
  KeyRing(const MasterKey& master, std::span<const Key> keys);
  ~KeyRing();
  KeyRing(const KeyRing&) = delete;
  KeyRing& operator=(const KeyRing&) = delete;

  [[nodiscard]] std::uint8_t IssuingKey() const;
  [[nodiscard]] KeyState StateOf(std::uint8_t key) const;  // kDead for an unknown one

 private:
  friend class Seal;
  struct Material;
  std::unique_ptr<Material> material_;
};

// A token that was opened but whose MAC is still to be checked: only the record that it claims can
// prove it.
template <typename Claims>
struct Opened {
  Claims claims;
  std::uint8_t key = 0;  // that sealed it
  std::uint64_t mac = 0;
};

// Seals and opens with kept cipher contexts; nothing allocates but the returned text of Make…. Not
// thread-safe: one per thread. Cheap to keep, not cheap to construct.
class Seal {
 public:
  explicit Seal(std::shared_ptr<const KeyRing> ring);
  ~Seal();
  Seal(const Seal&) = delete;
  Seal& operator=(const Seal&) = delete;

  [[nodiscard]] const KeyRing& Ring() const { return *ring_; }

  // Seals under the issuing key. `secret` is the claimed record's.
  [[nodiscard]] std::string Make(const TokenClaims& claims, const SealSecret& secret);
  [[nodiscard]] std::string Make(const CodeClaims& claims, const SealSecret& secret);
  [[nodiscard]] std::string Make(const TicketClaims& claims, const SealSecret& secret);
  [[nodiscard]] std::string Make(const LoginClaims& claims, const SealSecret& secret);
  // As Make, into `out` without allocating; the number of characters written (at most 255).
  [[nodiscard]] std::size_t MakeInto(const TokenClaims& claims, const SealSecret& secret,
                                     std::span<char, 256> out);

  // Nothing unless the prefix is of a token kind of that family, the text is canonical, the key is
  // in a state that opens it (kOpenRefreshOnly: kRefresh only) and the SIV is right. Arithmetic
  // only: nothing is looked up.
  [[nodiscard]] std::optional<Opened<TokenClaims>> OpenToken(std::string_view text);
  [[nodiscard]] std::optional<Opened<CodeClaims>> OpenCode(std::string_view text);
  [[nodiscard]] std::optional<Opened<TicketClaims>> OpenTicket(std::string_view text);
  [[nodiscard]] std::optional<Opened<LoginClaims>> OpenLogin(std::string_view text);

  // Whether the MAC is the one that `secret` gives, in constant time. Ask before believing any
  // claim.
  [[nodiscard]] static bool Proves(const Opened<TokenClaims>& opened, const SealSecret& secret);
  [[nodiscard]] static bool Proves(const Opened<CodeClaims>& opened, const SealSecret& secret);
  [[nodiscard]] static bool Proves(const Opened<TicketClaims>& opened, const SealSecret& secret);
  [[nodiscard]] static bool Proves(const Opened<LoginClaims>& opened, const SealSecret& secret);

 private:
  struct Contexts;
  std::shared_ptr<const KeyRing> ring_;
  std::unique_ptr<Contexts> contexts_;
};

// True when `text` has the prefix of some token kind; says nothing of its being ours.
[[nodiscard]] bool LooksLikeToken(std::string_view text);

}  // namespace writ::oauth
