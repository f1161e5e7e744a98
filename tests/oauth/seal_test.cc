// The seal, case by case: its format, computed a second way; key states; sizes; allocation.
#include "oauth/token/seal.h"

#include <gtest/gtest.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/params.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/base62.h"
#include "oauth/seal_allocations.h"
#include "oauth/token/token_codec.h"

namespace writ::oauth {
namespace {

using Bytes = std::vector<std::uint8_t>;

constexpr MasterKey kMaster = {0xa0, 0xb1, 0xc2};
constexpr SealSecret kSecret = {9, 8, 7, 6, 5, 4, 3, 2, 1};

Seal SealWith(std::vector<Key> keys) { return Seal(std::make_shared<KeyRing>(kMaster, keys)); }
Seal MakeSeal() { return SealWith({{5, KeyState::kIssue, {}}}); }

TokenClaims AccessClaims() {
  TokenClaims claims;
  claims.kind = TokenKind::kAccess;
  claims.grant = GrantId{0x0102030405060708};
  claims.sequence = Sequence{0x1112131415};
  claims.issued_at = FromUnix(0x65432101);
  claims.scopes.count = 61;
  claims.serial = TokenSerial{0xa1a2a3a4a5a6};
  claims.lifetime = Seconds(3600);
  return claims;
}

TokenClaims RefreshClaims() {
  TokenClaims claims = AccessClaims();
  claims.kind = TokenKind::kRefresh;
  claims.serial = TokenSerial::kNone;
  claims.lifetime = Seconds(0);
  claims.generation = 7;
  return claims;
}

// ---- the format again, from OpenSSL's own HKDF, AES-SIV and SipHash.

Bytes Hkdf(const MasterKey& master, std::string salt, Bytes info) {
  const std::unique_ptr<EVP_KDF, void (*)(EVP_KDF*)> kdf(EVP_KDF_fetch(nullptr, "HKDF", nullptr),
                                                         EVP_KDF_free);
  const std::unique_ptr<EVP_KDF_CTX, void (*)(EVP_KDF_CTX*)> context(EVP_KDF_CTX_new(kdf.get()),
                                                                     EVP_KDF_CTX_free);
  std::string digest = "SHA256";
  Bytes root(master.begin(), master.end());
  const std::array<OSSL_PARAM, 5> parameters = {
      OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, digest.data(), 0),
      OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_KEY, root.data(), root.size()),
      OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_SALT, salt.data(), salt.size()),
      OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_INFO, info.data(), info.size()),
      OSSL_PARAM_construct_end()};
  Bytes out(32);
  EXPECT_EQ(EVP_KDF_derive(context.get(), out.data(), out.size(), parameters.data()), 1);
  return out;
}

Bytes SipHash(const SealSecret& secret, const Bytes& message) {
  std::size_t size = 8;
  const std::array<OSSL_PARAM, 2> parameters = {
      OSSL_PARAM_construct_size_t(OSSL_MAC_PARAM_SIZE, &size), OSSL_PARAM_construct_end()};
  Bytes tag(8);
  std::size_t written = 0;
  EXPECT_NE(
      EVP_Q_mac(nullptr, "SIPHASH", nullptr, nullptr, parameters.data(), secret.data(),
                secret.size(), message.data(), message.size(), tag.data(), tag.size(), &written),
      nullptr);
  return tag;
}

Bytes Siv(const Bytes& key, const Bytes& associated, const Bytes& plaintext) {
  const std::unique_ptr<EVP_CIPHER, void (*)(EVP_CIPHER*)> cipher(
      EVP_CIPHER_fetch(nullptr, "AES-128-SIV", nullptr), EVP_CIPHER_free);
  const std::unique_ptr<EVP_CIPHER_CTX, void (*)(EVP_CIPHER_CTX*)> context(EVP_CIPHER_CTX_new(),
                                                                           EVP_CIPHER_CTX_free);
  Bytes sealed(16 + plaintext.size());
  int size = 0;
  EXPECT_EQ(EVP_EncryptInit_ex(context.get(), cipher.get(), nullptr, key.data(), nullptr), 1);
  EXPECT_EQ(EVP_EncryptUpdate(context.get(), nullptr, &size, associated.data(),
                              static_cast<int>(associated.size())),
            1);
  EXPECT_EQ(EVP_EncryptUpdate(context.get(), &sealed[16], &size, plaintext.data(),
                              static_cast<int>(plaintext.size())),
            1);
  EXPECT_EQ(EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_GET_TAG, 16, sealed.data()), 1);
  return sealed;
}

std::string TextOf(std::string prefix, std::uint8_t key_byte, std::uint8_t key, std::uint8_t kind,
                   const Bytes& claims) {
  Bytes authenticated = {kind};
  authenticated.insert(authenticated.end(), claims.begin(), claims.end());
  const Bytes mac = SipHash(kSecret, authenticated);
  Bytes plaintext = claims;
  plaintext.insert(plaintext.end(), mac.begin(), mac.end());
  const Bytes sealed =
      Siv(Hkdf(kMaster, "writ seal", {1, kind, key}), {'w', 'r', 'i', 't', 1, kind}, plaintext);
  Bytes all = {key_byte};
  all.insert(all.end(), sealed.begin(), sealed.end());
  return prefix + EncodeBase62(all);
}

TEST(Seal, AccessTokenIsOfTheDocumentedFormat) {
  const Bytes claims = {1,    2,    3,    4,    5,    6,    7, 8,  // grant
                        0,    0x11, 0x12, 0x13, 0x14, 0x15,        // sequence
                        0x65, 0x43, 0x21, 0x01,                    // issued at
                        61,                                        // scopes
                        0xa1, 0xa2, 0xa3, 0xa4, 0xa5, 0xa6,        // serial
                        0,    0x0e, 0x10};                         // lifetime
  EXPECT_EQ(MakeSeal().Make(AccessClaims(), kSecret), TextOf("access_", 5, 5, 1, claims));
  TokenClaims organization = AccessClaims();
  organization.kind = TokenKind::kOrganization;
  EXPECT_EQ(MakeSeal().Make(organization, kSecret), TextOf("access_", 0x85, 5, 4, claims));
}

TEST(Seal, NarrowedRefreshTokenIsOfTheDocumentedFormat) {
  TokenClaims narrowed = RefreshClaims();
  narrowed.scopes = {ScopeClaim::Form::kPlaces, 0, {{0x3, 0x8000000000000000}}};
  Bytes claims = {1,    2,    3,    4,    5,    6,    7,    8,    0,    0x11,
                  0x12, 0x13, 0x14, 0x15, 0x65, 0x43, 0x21, 0x01, 0x81,  // by places
                  0,    0,    0,    7,                                   // generation
                  0,    0,    0,    0,    0,    0,    0,    3,           // the places
                  0x80, 0,    0,    0,    0,    0,    0,    0};
  EXPECT_EQ(MakeSeal().Make(narrowed, kSecret), TextOf("refresh_", 5, 5, 2, claims));
  // Of 0.1, by index in the catalogue.
  narrowed.scopes.form = ScopeClaim::Form::kIndexes;
  claims[18] = 0x80;
  EXPECT_EQ(MakeSeal().Make(narrowed, kSecret), TextOf("refresh_", 5, 5, 2, claims));
}

TEST(Seal, SizesOfTexts) {
  Seal seal = MakeSeal();
  TokenClaims claims = AccessClaims();
  EXPECT_EQ(seal.Make(claims, kSecret).size(), 7U + 72U);
  EXPECT_EQ(seal.Make(RefreshClaims(), kSecret).size(), 8U + 66U);
  claims.scopes = {ScopeClaim::Form::kPlaces, 0, {{2, 0}}};
  EXPECT_EQ(seal.Make(claims, kSecret).size(), 7U + 94U);
  EXPECT_EQ(seal.Make(CodeClaims(), kSecret).size(), 5U + 116U);
  // As many scopes as go together, of a catalogue as large as can be.
  CodeClaims longest;
  longest.challenge = Digest{};
  for (std::size_t i = 0; i < kScopesTogetherMax; ++i) {
    longest.scopes.indexes[longest.scopes.size++] = static_cast<ScopeIndex>(4 * i + 3);
  }
  const std::string text = seal.Make(longest, kSecret);
  EXPECT_LE(text.size(), 255U);
  EXPECT_EQ(seal.OpenCode(text)->claims, longest);
  EXPECT_EQ(seal.Make(TicketClaims(), kSecret).size(), 7U + 97U);
  EXPECT_EQ(seal.Make(LoginClaims(), kSecret).size(), 8U + 66U);
}

// ---- key states

TEST(Seal, AKeyOpensWhatItsStateAllows) {
  Seal before = MakeSeal();
  const std::string access = before.Make(AccessClaims(), kSecret);
  const std::string refresh = before.Make(RefreshClaims(), kSecret);
  const std::string code = before.Make(CodeClaims(), kSecret);

  Seal open = SealWith({{5, KeyState::kOpen, {}}, {6, KeyState::kIssue, {}}});
  EXPECT_EQ(open.Ring().IssuingKey(), 6);
  EXPECT_EQ(open.Ring().StateOf(5), KeyState::kOpen);
  EXPECT_EQ(open.Ring().StateOf(7), KeyState::kDead);
  EXPECT_EQ(open.Ring().StateOf(255), KeyState::kDead);
  ASSERT_TRUE(open.OpenToken(access));
  EXPECT_EQ(open.OpenToken(access)->key, 5);
  EXPECT_TRUE(open.OpenToken(refresh));
  EXPECT_TRUE(open.OpenCode(code));
  // What is made now is under the new key, and the old ring does not know it.
  const std::string renewed = open.Make(RefreshClaims(), kSecret);
  EXPECT_NE(renewed, refresh);
  EXPECT_EQ(open.OpenToken(renewed)->key, 6);
  EXPECT_FALSE(before.OpenToken(renewed));

  Seal refresh_only = SealWith({{6, KeyState::kIssue, {}}, {5, KeyState::kOpenRefreshOnly, {}}});
  EXPECT_FALSE(refresh_only.OpenToken(access));
  EXPECT_TRUE(refresh_only.OpenToken(refresh));
  EXPECT_FALSE(refresh_only.OpenCode(code));

  Seal dead = SealWith({{6, KeyState::kIssue, {}}, {5, KeyState::kDead, {}}});
  EXPECT_FALSE(dead.OpenToken(access));
  EXPECT_FALSE(dead.OpenToken(refresh));
  EXPECT_FALSE(dead.OpenCode(code));
}

TEST(KeyRingDeathTest, RefusesRingsThatCannotBe) {
  EXPECT_DEATH(SealWith({}), "does not hold");
  EXPECT_DEATH(SealWith({{5, KeyState::kOpen, {}}}), "does not hold");
  EXPECT_DEATH(SealWith({{5, KeyState::kIssue, {}}, {6, KeyState::kIssue, {}}}), "does not hold");
  EXPECT_DEATH(SealWith({{5, KeyState::kIssue, {}}, {5, KeyState::kOpen, {}}}), "does not hold");
  EXPECT_DEATH(SealWith({{0, KeyState::kIssue, {}}}), "does not hold");
  EXPECT_DEATH(SealWith({{128, KeyState::kIssue, {}}}), "does not hold");
}

TEST(SealDeathTest, ClaimsOutOfRangeAreBugs) {
  Seal seal = MakeSeal();
  const auto refuses = [&](auto change) {
    TokenClaims claims = AccessClaims();
    change(claims);
    EXPECT_DEATH((void)seal.Make(claims, kSecret), "does not hold");
  };
  refuses([](TokenClaims& claims) { claims.sequence = Sequence{std::uint64_t{1} << 48U}; });
  refuses([](TokenClaims& claims) { claims.serial = TokenSerial{std::uint64_t{1} << 48U}; });
  refuses([](TokenClaims& claims) { claims.lifetime = Seconds(1 << 24); });
  refuses([](TokenClaims& claims) { claims.lifetime = Seconds(-1); });
  refuses([](TokenClaims& claims) { claims.issued_at = FromUnix(-1); });
  refuses([](TokenClaims& claims) { claims.issued_at = FromUnix(std::int64_t{1} << 32U); });
  refuses([](TokenClaims& claims) { claims.scopes.count = 129; });
  refuses([](TokenClaims& claims) { claims.scopes.form = ScopeClaim::Form::kPlaces; });
  refuses([](TokenClaims& claims) { claims.generation = 1; });
  refuses([](TokenClaims& claims) { claims.kind = TokenKind::kCode; });
  refuses([](TokenClaims& claims) { claims.kind = TokenKind::kRefresh; });
}

// ---- forgeries made with the right key

TEST(TokenCodec, OnlyOneByteFormDecodes) {
  std::array<std::uint8_t, kClaimsBytesMax> buffer{};
  TokenClaims token;
  std::size_t size = EncodeClaims(AccessClaims(), buffer);
  EXPECT_TRUE(DecodeClaims(TokenKind::kAccess, std::span(buffer).first(size), token));
  buffer[18] = 0x81;  // the long form's mark in the short form
  EXPECT_FALSE(DecodeClaims(TokenKind::kAccess, std::span(buffer).first(size), token));
  buffer[18] = 61;  // a count in the long form
  EXPECT_FALSE(DecodeClaims(TokenKind::kAccess, std::span(buffer).first(size + 16), token));
  EXPECT_FALSE(DecodeClaims(TokenKind::kAccess, std::span(buffer).first(size + 1), token));
  EXPECT_FALSE(DecodeClaims(TokenKind::kCode, std::span(buffer).first(size), token));

  CodeClaims code;
  size = EncodeClaims(CodeClaims(), buffer);
  EXPECT_TRUE(DecodeClaims(TokenKind::kCode, std::span(buffer).first(size), code));
  buffer[26] = 16 + 8;  // no such flag
  EXPECT_FALSE(DecodeClaims(TokenKind::kCode, std::span(buffer).first(size), code));
  buffer[26] = 0;  // a code of 0.1
  EXPECT_FALSE(DecodeClaims(TokenKind::kCode, std::span(buffer).first(size), code));
  buffer[26] = 8;
  buffer[58] = 1;  // a challenge where the flag says there is none
  EXPECT_FALSE(DecodeClaims(TokenKind::kCode, std::span(buffer).first(size), code));
  buffer[26] = 8 + 4;
  EXPECT_TRUE(DecodeClaims(TokenKind::kCode, std::span(buffer).first(size), code));
}

TEST(TokenCodec, ACodesScopesHaveOneForm) {
  std::array<std::uint8_t, kClaimsBytesMax> buffer{};
  const std::size_t fixed = EncodeClaims(CodeClaims(), buffer);
  const auto decodes = [&](std::initializer_list<std::uint8_t> scopes, std::size_t more = 0) {
    std::fill(buffer.begin() + static_cast<std::ptrdiff_t>(fixed) - 1, buffer.end(), 0);
    std::copy(scopes.begin(), scopes.end(),
              buffer.begin() + static_cast<std::ptrdiff_t>(fixed) - 1);
    CodeClaims code;
    const std::size_t size = fixed - 1 + scopes.size() + more;
    return DecodeClaims(TokenKind::kCode, std::span(buffer).first(size), code);
  };
  EXPECT_TRUE(decodes({2, 0, 7, 1, 0xFF}));
  EXPECT_FALSE(decodes({2, 0, 7, 0, 7}));  // one scope twice
  EXPECT_FALSE(decodes({1, 2, 0}));        // beyond the last index
  EXPECT_FALSE(decodes({1, 0, 7, 0}));     // more than it says
  EXPECT_FALSE(decodes({2, 0, 7}));        // less
  EXPECT_FALSE(decodes({33}, 63));         // too many for a list
  EXPECT_FALSE(decodes({0xFF, 1}, 63));    // too few for a set
  EXPECT_TRUE(decodes({0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 1}, 59));
  EXPECT_FALSE(decodes({0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 1}, 58));
}

TEST(Seal, LooksLikeToken) {
  for (const char* text :
       {"access_x", "refresh_", "auth_1", "live_1", "test_1", "login_1", "session_1", "ticket_1"}) {
    EXPECT_TRUE(LooksLikeToken(text)) << text;
  }
  for (const char* text : {"", "access", "Access_1", " access_1", "app_1", "token_1", "org_1"}) {
    EXPECT_FALSE(LooksLikeToken(text)) << text;
  }
}

// ---- the hot path

TEST(Seal, MakesOpensAndProvesWithoutAllocating) {
  Seal seal = MakeSeal();
  const TokenClaims claims = AccessClaims();
  std::array<char, 256> text{};
  std::size_t size = seal.MakeInto(claims, kSecret, text);
  std::string forged(text.data(), size);
  forged.back() = forged.back() == '0' ? '1' : '0';
  bool right = true;
  const std::uint64_t before = writ::testing::Allocations();
  for (int i = 0; i < 100; ++i) {
    size = seal.MakeInto(claims, kSecret, text);
    const auto opened = seal.OpenToken(std::string_view(text.data(), size));
    right = right && opened && Seal::Proves(*opened, kSecret) && !seal.OpenToken(forged);
  }
  const std::uint64_t after = writ::testing::Allocations();
  EXPECT_TRUE(right);
  EXPECT_EQ(after, before);
  // That the counter counts both allocators.
  const auto one = std::make_unique<int>(1);
  EXPECT_GT(writ::testing::Allocations(), after);
  const std::uint64_t between = writ::testing::Allocations();
  const std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX*)> two(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  EXPECT_GT(writ::testing::Allocations(), between);
}

}  // namespace
}  // namespace writ::oauth
