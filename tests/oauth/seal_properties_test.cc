// The seal, by properties: what was sealed opens as itself, and nothing else opens or proves.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/base62.h"
#include "oauth/seal_claims.h"
#include "oauth/token/seal.h"
#include "oauth/token/token_codec.h"

namespace writ::oauth {
namespace {

using namespace testing;  // NOLINT(google-build-using-namespace): the generators of this suite

constexpr MasterKey kMaster = {1, 2, 3};

Seal MakeSeal(const MasterKey& master = kMaster, std::uint8_t id = 5) {
  const std::array<Key, 1> keys = {Key{id, KeyState::kIssue, {}}};
  return Seal(std::make_shared<KeyRing>(master, keys));
}

// Whether `text` opens as anything at all.
bool OpensAtAll(Seal& seal, std::string_view text) {
  return seal.OpenToken(text) || seal.OpenCode(text) || seal.OpenTicket(text) ||
         seal.OpenLogin(text);
}

// One token of any kind.
std::string DrawText(Seal& seal) {
  const auto secret = DrawBytes<SealSecret>();
  switch (*rc::gen::inRange(0, 6)) {
    case 0:
      return seal.Make(DrawCode(), secret);
    case 1:
      return seal.Make(DrawTicket(), secret);
    case 2:
      return seal.Make(DrawLogin(), secret);
    default:
      return seal.Make(DrawToken(), secret);
  }
}

std::string_view BodyOf(std::string_view text) { return text.substr(text.find('_') + 1); }
std::string PrefixIn(std::string_view text) {
  return std::string(text.substr(0, text.find('_') + 1));
}

RC_GTEST_PROP(Seal, TokensOpenAsThemselves, ()) {
  Seal seal = MakeSeal();
  const TokenClaims claims = DrawToken();
  const auto secret = DrawBytes<SealSecret>();
  const std::string text = seal.Make(claims, secret);
  RC_ASSERT(text.starts_with(PrefixOf(claims.kind)));
  RC_ASSERT(text.size() <= (claims.scopes.form == ScopeClaim::Form::kFirst ? 80U : 255U));
  RC_ASSERT(BodyOf(text).size() <= 72U || claims.scopes.form != ScopeClaim::Form::kFirst);
  RC_ASSERT(LooksLikeToken(text));
  const auto opened = seal.OpenToken(text);
  RC_ASSERT(opened.has_value());
  RC_ASSERT(opened->claims == claims);
  RC_ASSERT(opened->key == 5);
  RC_ASSERT(Seal::Proves(*opened, secret));
  RC_ASSERT(!seal.OpenCode(text) && !seal.OpenTicket(text) && !seal.OpenLogin(text));
  // The same claims give the same token, by whichever call and in another process.
  std::array<char, 256> buffer{};
  const std::size_t size = MakeSeal().MakeInto(claims, secret, buffer);
  RC_ASSERT(std::string_view(buffer.data(), size) == text);
}

RC_GTEST_PROP(Seal, CodesOpenAsThemselves, ()) {
  Seal seal = MakeSeal();
  const CodeClaims claims = DrawCode();
  const auto secret = DrawBytes<SealSecret>();
  const std::string text = seal.Make(claims, secret);
  RC_ASSERT(text.starts_with("auth_") && text.size() <= 255U);
  const auto opened = seal.OpenCode(text);
  RC_ASSERT(opened.has_value());
  RC_ASSERT(opened->claims == claims);
  RC_ASSERT(Seal::Proves(*opened, secret));
  RC_ASSERT(!seal.OpenToken(text) && !seal.OpenTicket(text) && !seal.OpenLogin(text));
  RC_ASSERT(MakeSeal().Make(claims, secret) == text);
}

RC_GTEST_PROP(Seal, TicketsOpenAsThemselves, ()) {
  Seal seal = MakeSeal();
  const TicketClaims claims = DrawTicket();
  const auto secret = DrawBytes<SealSecret>();
  const std::string text = seal.Make(claims, secret);
  RC_ASSERT(text.starts_with("ticket_") && text.size() <= 255U);
  const auto opened = seal.OpenTicket(text);
  RC_ASSERT(opened.has_value());
  RC_ASSERT(opened->claims == claims);
  RC_ASSERT(Seal::Proves(*opened, secret));
  RC_ASSERT(!seal.OpenToken(text) && !seal.OpenCode(text) && !seal.OpenLogin(text));
}

RC_GTEST_PROP(Seal, LoginsOpenAsThemselves, ()) {
  Seal seal = MakeSeal();
  const LoginClaims claims = DrawLogin();
  const auto secret = DrawBytes<SealSecret>();
  const std::string text = seal.Make(claims, secret);
  RC_ASSERT(text.starts_with(PrefixOf(claims.kind)) && text.size() <= 255U);
  const auto opened = seal.OpenLogin(text);
  RC_ASSERT(opened.has_value());
  RC_ASSERT(opened->claims == claims);
  RC_ASSERT(Seal::Proves(*opened, secret));
  RC_ASSERT(!seal.OpenToken(text) && !seal.OpenCode(text) && !seal.OpenTicket(text));
}

RC_GTEST_PROP(Seal, AnyFlippedBitIsRefused, ()) {
  Seal seal = MakeSeal();
  const std::string text = DrawText(seal);
  RC_ASSERT(OpensAtAll(seal, text));
  const std::vector<std::uint8_t> bytes = DecodeBase62(BodyOf(text)).value();
  for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
    std::vector<std::uint8_t> other = bytes;
    other[bit / 8] = static_cast<std::uint8_t>(other[bit / 8] ^ (1U << (bit % 8)));
    RC_ASSERT(!OpensAtAll(seal, PrefixIn(text) + EncodeBase62(other)));
  }
}

RC_GTEST_PROP(Seal, AnyOtherCharacterIsRefused, ()) {
  Seal seal = MakeSeal();
  const std::string text = DrawText(seal);
  for (std::size_t i = 0; i < text.size(); ++i) {
    for (const char other : {'0', 'A', 'z', '_', '-', ' ', '\0', '\n', '\xff'}) {
      if (text[i] == other) continue;
      std::string changed = text;
      changed[i] = other;
      RC_ASSERT(!OpensAtAll(seal, changed));
    }
  }
}

RC_GTEST_PROP(Seal, AnyOtherSpellingIsRefused, ()) {
  Seal seal = MakeSeal();
  const std::string text = DrawText(seal);
  const std::string prefix = PrefixIn(text);
  const std::string body(BodyOf(text));
  for (const char* more : {"0", "00", "A", " ", "=", "\n", "_"}) {
    RC_ASSERT(!OpensAtAll(seal, text + more));
    RC_ASSERT(!OpensAtAll(seal, prefix + more + body));
    RC_ASSERT(!OpensAtAll(seal, more + text));
  }
  for (std::size_t size = 0; size < text.size(); ++size) {
    RC_ASSERT(!OpensAtAll(seal, text.substr(0, size)));
    RC_ASSERT(!OpensAtAll(seal, prefix + body.substr(std::min(size, body.size() - 1) + 1)));
  }
  RC_ASSERT(!OpensAtAll(seal, body));
  RC_ASSERT(!OpensAtAll(seal, text + std::string(1000, '0')));
  // A value of a block plus the range of the block is the same bytes to a careless decoder.
  std::string over = body;
  for (std::size_t i = 0; i < 19; ++i) over[i] = 'z';
  RC_ASSERT(!OpensAtAll(seal, prefix + over));
}

RC_GTEST_PROP(Seal, NoKindPassesForAnother, ()) {
  Seal seal = MakeSeal();
  const std::string text = DrawText(seal);
  for (const TokenKind kind : kTokenKinds) {
    if (text.starts_with(PrefixOf(kind))) continue;
    RC_ASSERT(!OpensAtAll(seal, std::string(PrefixOf(kind)) + std::string(BodyOf(text))));
  }
  // kAccess and kOrganization share a prefix and differ in one bit in clear.
  std::vector<std::uint8_t> bytes = DecodeBase62(BodyOf(text)).value();
  bytes[0] ^= 0x80U;
  RC_ASSERT(!OpensAtAll(seal, PrefixIn(text) + EncodeBase62(bytes)));
}

RC_GTEST_PROP(Seal, OtherKeysOpenNothing, ()) {
  Seal seal = MakeSeal();
  const std::string text = DrawText(seal);
  MasterKey other = kMaster;
  other[*rc::gen::inRange<std::size_t>(0, other.size())] ^= 0x10U;
  Seal other_master = MakeSeal(other);
  Seal other_key = MakeSeal(kMaster, 6);
  RC_ASSERT(!OpensAtAll(other_master, text));
  RC_ASSERT(!OpensAtAll(other_key, text));
  // Nor when the token claims to be of the key there is.
  std::vector<std::uint8_t> bytes = DecodeBase62(BodyOf(text)).value();
  bytes[0] = static_cast<std::uint8_t>((bytes[0] & 0x80U) | 6U);
  RC_ASSERT(!OpensAtAll(other_key, PrefixIn(text) + EncodeBase62(bytes)));
}

template <typename Claims>
void OnlyItsSecretProves(const Opened<Claims>& opened, const SealSecret& secret) {
  RC_ASSERT(Seal::Proves(opened, secret));
  for (std::size_t bit = 0; bit < 128; ++bit) {
    SealSecret other = secret;
    other[bit / 8] = static_cast<std::uint8_t>(other[bit / 8] ^ (1U << (bit % 8)));
    RC_ASSERT(!Seal::Proves(opened, other));
  }
  for (unsigned bit = 0; bit < 64; ++bit) {
    Opened<Claims> other = opened;
    other.mac ^= std::uint64_t{1} << bit;
    RC_ASSERT(!Seal::Proves(other, secret));
  }
}

RC_GTEST_PROP(Seal, OnlyTheRecordsSecretProves, ()) {
  Seal seal = MakeSeal();
  const auto secret = DrawBytes<SealSecret>();
  OnlyItsSecretProves(*seal.OpenToken(seal.Make(DrawToken(), secret)), secret);
  OnlyItsSecretProves(*seal.OpenCode(seal.Make(DrawCode(), secret)), secret);
  OnlyItsSecretProves(*seal.OpenTicket(seal.Make(DrawTicket(), secret)), secret);
  OnlyItsSecretProves(*seal.OpenLogin(seal.Make(DrawLogin(), secret)), secret);
}

// A stolen key seals anything, but what it seals is not proved by a MAC seen elsewhere.
RC_GTEST_PROP(Seal, AMacProvesItsOwnClaimsOnly, ()) {
  Seal seal = MakeSeal();
  const auto secret = DrawBytes<SealSecret>();
  auto opened = *seal.OpenToken(seal.Make(DrawToken(), secret));
  const TokenClaims other = DrawToken();
  if (!(other == opened.claims)) {
    opened.claims = other;
    RC_ASSERT(!Seal::Proves(opened, secret));
  }
  // Codes and tickets of one client share its secret, as sessions and links of a subject do.
  auto login = *seal.OpenLogin(seal.Make(DrawLogin(), secret));
  login.claims.kind =
      login.claims.kind == TokenKind::kSession ? TokenKind::kLoginLink : TokenKind::kSession;
  RC_ASSERT(!Seal::Proves(login, secret));
}

RC_GTEST_PROP(Seal, RandomTextsNeverOpen, (const std::string& raw)) {
  Seal seal = MakeSeal();
  RC_ASSERT(!OpensAtAll(seal, raw));
  for (const TokenKind kind : kTokenKinds) {
    RC_ASSERT(!OpensAtAll(seal, std::string(PrefixOf(kind)) + raw));
    for (const std::size_t size : {0U, 1U, 17U, 25U, 48U, 53U, 64U, 69U, 71U, 100U, 101U}) {
      std::vector<std::uint8_t> bytes(size);
      for (std::uint8_t& byte : bytes) byte = static_cast<std::uint8_t>(DrawNumber(8));
      if (size > 0) bytes[0] = 5;
      RC_ASSERT(!OpensAtAll(seal, std::string(PrefixOf(kind)) + EncodeBase62(bytes)));
    }
  }
}

}  // namespace
}  // namespace writ::oauth
