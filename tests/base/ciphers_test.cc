// AES, AES-SIV, HMAC, HKDF and SipHash: published vectors, and parity with OpenSSL's own.
#include <gtest/gtest.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/aes_block.h"
#include "base/aes_siv.h"
#include "base/hex.h"
#include "base/hkdf_sha256.h"
#include "base/hmac_sha256.h"
#include "base/siphash.h"

namespace writ {
namespace {

using Bytes = std::vector<std::uint8_t>;

Bytes FromHex(std::string_view text) { return DecodeHex(text).value(); }

template <std::size_t N>
std::array<std::uint8_t, N> ArrayOf(std::string_view hex) {
  const Bytes bytes = FromHex(hex);
  EXPECT_EQ(bytes.size(), N);
  std::array<std::uint8_t, N> array{};
  std::copy(bytes.begin(), bytes.end(), array.begin());
  return array;
}

// Bytes that differ from place to place and from `seed` to seed.
Bytes Pattern(std::size_t size, unsigned seed) {
  Bytes bytes(size);
  std::uint32_t state = seed * 2654435761U + 1U;
  for (std::uint8_t& byte : bytes) {
    state = state * 1664525U + 1013904223U;
    byte = static_cast<std::uint8_t>(state >> 24U);
  }
  return bytes;
}

Bytes SealOf(AesSiv& siv, const Bytes& plaintext) {
  Bytes sealed(plaintext.size() + AesSiv::kSivBytes);
  siv.Seal(plaintext, sealed);
  return sealed;
}

// FIPS 197 Appendix C.1.
TEST(AesBlock, Vector) {
  AesBlock aes(ArrayOf<16>("000102030405060708090a0b0c0d0e0f"));
  const auto plain = ArrayOf<16>("00112233445566778899aabbccddeeff");
  const auto cipher = ArrayOf<16>("69c4e0d86a7b0430d8cdb78070b4c55a");
  for (int i = 0; i < 2; ++i) {
    EXPECT_EQ(aes.Encrypt(plain), cipher);
    EXPECT_EQ(aes.Decrypt(cipher), plain);
  }
}

// RFC 5297 §A.1.
TEST(AesSiv, DeterministicVector) {
  const Bytes associated = FromHex("101112131415161718191a1b1c1d1e1f2021222324252627");
  const AesSiv::Bytes strings[] = {associated};
  AesSiv siv(ArrayOf<32>("fffefdfcfbfaf9f8f7f6f5f4f3f2f1f0f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff"),
             strings);
  const Bytes plaintext = FromHex("112233445566778899aabbccddee");
  const Bytes sealed = FromHex("85632d07c6e8f37f950acd320a2ecc9340c02b9690c4dc04daef7f6afe5c");
  EXPECT_EQ(SealOf(siv, plaintext), sealed);
  Bytes opened(plaintext.size());
  EXPECT_TRUE(siv.Open(sealed, opened));
  EXPECT_EQ(opened, plaintext);
}

// RFC 5297 §A.2: three strings, more than a block of plaintext.
TEST(AesSiv, NonceVector) {
  const Bytes first =
      FromHex("00112233445566778899aabbccddeeffdeaddadadeaddadaffeeddccbbaa99887766554433221100");
  const Bytes second = FromHex("102030405060708090a0");
  const Bytes nonce = FromHex("09f911029d74e35bd84156c5635688c0");
  const AesSiv::Bytes strings[] = {first, second, nonce};
  AesSiv siv(ArrayOf<32>("7f7e7d7c7b7a79787776757473727170404142434445464748494a4b4c4d4e4f"),
             strings);
  const Bytes plaintext = FromHex(
      "7468697320697320736f6d6520706c61696e7465787420746f20656e63727970742075"
      "73696e67205349562d414553");
  EXPECT_EQ(SealOf(siv, plaintext),
            FromHex("7bdb6e3b432667eb06f4d14bff2fbd0fcb900f2fddbe404326601965c889bf17dba77ceb09"
                    "4fa663b7a3f748ba8af829ea64ad544a272e9c485b62a3fd5c0d"));
}

// OpenSSL's own AES-SIV with one string of associated data.
Bytes SealByOpenSsl(const AesSiv::Key& key, const Bytes& associated, const Bytes& plaintext) {
  const std::unique_ptr<EVP_CIPHER, void (*)(EVP_CIPHER*)> cipher(
      EVP_CIPHER_fetch(nullptr, "AES-128-SIV", nullptr), EVP_CIPHER_free);
  const std::unique_ptr<EVP_CIPHER_CTX, void (*)(EVP_CIPHER_CTX*)> context(EVP_CIPHER_CTX_new(),
                                                                           EVP_CIPHER_CTX_free);
  Bytes sealed(AesSiv::kSivBytes + plaintext.size());
  int size = 0;
  EXPECT_EQ(EVP_EncryptInit_ex(context.get(), cipher.get(), nullptr, key.data(), nullptr), 1);
  EXPECT_EQ(EVP_EncryptUpdate(context.get(), nullptr, &size, associated.data(),
                              static_cast<int>(associated.size())),
            1);
  EXPECT_EQ(EVP_EncryptUpdate(context.get(), sealed.data() + AesSiv::kSivBytes, &size,
                              plaintext.data(), static_cast<int>(plaintext.size())),
            1);
  EXPECT_EQ(EVP_EncryptFinal_ex(context.get(), sealed.data() + sealed.size(), &size), 1);
  EXPECT_EQ(
      EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_GET_TAG, AesSiv::kSivBytes, sealed.data()),
      1);
  return sealed;
}

// OpenSSL's CMAC.
AesBlockBytes CmacByOpenSsl(std::span<const std::uint8_t> key,
                            std::span<const std::uint8_t> message) {
  std::string cipher = "AES-128-CBC";
  const OSSL_PARAM parameters[] = {
      OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_CIPHER, cipher.data(), cipher.size()),
      OSSL_PARAM_construct_end()};
  AesBlockBytes tag{};
  std::size_t size = 0;
  EXPECT_NE(EVP_Q_mac(nullptr, "CMAC", nullptr, nullptr, parameters, key.data(), key.size(),
                      message.data(), message.size(), tag.data(), tag.size(), &size),
            nullptr);
  return tag;
}

AesBlockBytes Doubled(const AesBlockBytes& block) {
  AesBlockBytes out{};
  for (std::size_t i = 0; i < 16; ++i) {
    const unsigned next = i < 15 ? block[i + 1] >> 7U : 0U;
    out[i] = static_cast<std::uint8_t>(block[i] * 2U | next);
  }
  if ((block[0] & 0x80U) != 0) out[15] ^= 0x87U;
  return out;
}

// OpenSSL 3.0's SIV refuses an empty plaintext, so that length is held to RFC 5297 §2.4 written out
// over OpenSSL's CMAC.
TEST(AesSiv, EmptyPlaintextIsAsDefined) {
  AesSiv::Key key{};
  const Bytes key_bytes = Pattern(key.size(), 6);
  std::copy(key_bytes.begin(), key_bytes.end(), key.begin());
  const std::span<const std::uint8_t> mac_key = std::span(key).first<16>();
  for (unsigned seed = 0; seed < 8; ++seed) {
    const Bytes associated = Pattern(20 + seed, seed);
    const AesSiv::Bytes strings[] = {associated};
    AesBlockBytes d = Doubled(CmacByOpenSsl(mac_key, AesBlockBytes{}));
    const AesBlockBytes a = CmacByOpenSsl(mac_key, associated);
    for (std::size_t i = 0; i < 16; ++i) d[i] ^= a[i];
    AesBlockBytes last = Doubled(d);
    last[0] ^= 0x80U;
    const AesBlockBytes siv = CmacByOpenSsl(mac_key, last);
    AesSiv ours(key, strings);
    EXPECT_EQ(SealOf(ours, {}), Bytes(siv.begin(), siv.end()));
  }
}

TEST(AesSiv, ParityWithOpenSslAtEveryLength) {
  AesSiv::Key key{};
  const Bytes key_bytes = Pattern(key.size(), 1);
  std::copy(key_bytes.begin(), key_bytes.end(), key.begin());
  for (const std::size_t associated_size : {1U, 15U, 16U, 17U, 40U}) {
    const Bytes associated = Pattern(associated_size, 2);
    const AesSiv::Bytes strings[] = {associated};
    AesSiv siv(key, strings);
    for (std::size_t size = 1; size <= 200; ++size) {
      const Bytes plaintext = Pattern(size, 3);
      const Bytes sealed = SealOf(siv, plaintext);
      ASSERT_EQ(sealed, SealByOpenSsl(key, associated, plaintext)) << size;
      Bytes opened(size);
      ASSERT_TRUE(siv.Open(sealed, opened)) << size;
      ASSERT_EQ(opened, plaintext);
    }
  }
}

// The counter must carry out of its last byte.
TEST(AesSiv, CounterCarries) {
  const AesSiv::Key key{};
  const Bytes associated = {1};
  const AesSiv::Bytes strings[] = {associated};
  AesSiv siv(key, strings);
  int carries = 0;
  for (unsigned seed = 0; seed < 200; ++seed) {
    const Bytes plaintext = Pattern(200, seed);
    const Bytes sealed = SealOf(siv, plaintext);
    if (sealed[15] > 256 - 13) ++carries;
    ASSERT_EQ(sealed, SealByOpenSsl(key, associated, plaintext)) << seed;
  }
  EXPECT_GT(carries, 0);
}

RC_GTEST_PROP(AesSiv, OpensWhatItSealedAndNothingElse, ()) {
  const auto plaintext = *rc::gen::resize(60, rc::gen::arbitrary<Bytes>());
  const Bytes associated = {1, 2, 3};
  const AesSiv::Bytes strings[] = {associated};
  AesSiv siv(AesSiv::Key{7}, strings);
  const Bytes sealed = SealOf(siv, plaintext);
  Bytes opened(plaintext.size());
  RC_ASSERT(siv.Open(sealed, opened));
  RC_ASSERT(opened == plaintext);
  for (std::size_t bit = 0; bit < sealed.size() * 8; ++bit) {
    Bytes other = sealed;
    other[bit / 8] = static_cast<std::uint8_t>(other[bit / 8] ^ (1U << (bit % 8)));
    RC_ASSERT(!siv.Open(other, opened));
    RC_ASSERT(opened == Bytes(plaintext.size(), 0));
  }
  // A refusal leaves nothing behind in the contexts.
  RC_ASSERT(siv.Open(sealed, opened));
  RC_ASSERT(SealOf(siv, plaintext) == sealed);
}

TEST(AesSiv, RefusesOtherKeysAndAssociatedData) {
  const Bytes one = {1};
  const Bytes two = {2};
  const AesSiv::Bytes ones[] = {one};
  const AesSiv::Bytes twos[] = {two};
  const AesSiv::Bytes both[] = {one, two};
  AesSiv siv(AesSiv::Key{1}, ones);
  const Bytes plaintext = Pattern(40, 1);
  const Bytes sealed = SealOf(siv, plaintext);
  Bytes opened(plaintext.size());
  EXPECT_FALSE(AesSiv(AesSiv::Key{2}, ones).Open(sealed, opened));
  EXPECT_FALSE(AesSiv(AesSiv::Key{1}, twos).Open(sealed, opened));
  EXPECT_FALSE(AesSiv(AesSiv::Key{1}, both).Open(sealed, opened));
  EXPECT_TRUE(AesSiv(AesSiv::Key{1}, ones).Open(sealed, opened));
  EXPECT_FALSE(siv.Open(Bytes(15), {}));
  EXPECT_FALSE(siv.Open(Bytes(AesSiv::kSivBytes + AesSiv::kPlaintextBytesMax + 1), opened));
}

// RFC 4231 §4.3, §4.4, §4.7 (a key longer than a block).
TEST(HmacSha256, Vectors) {
  HmacSha256 jefe(FromHex("4a656665"));
  for (int i = 0; i < 2; ++i) {
    EXPECT_EQ(EncodeHex(jefe.Compute(
                  FromHex("7768617420646f2079612077616e7420666f72206e6f7468696e673f"))),
              "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  }
  EXPECT_EQ(EncodeHex(HmacSha256(Bytes(20, 0xaa)).Compute(Bytes(50, 0xdd))),
            "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe");
  EXPECT_EQ(EncodeHex(HmacSha256(Bytes(131, 0xaa))
                          .Compute(FromHex("54657374205573696e67204c6172676572205468616e20426c6f"
                                           "636b2d53697a65204b6579202d2048617368204b657920466972"
                                           "7374"))),
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

// RFC 5869 §A.1, §A.3 (no salt, no info).
TEST(HkdfSha256, Vectors) {
  Bytes out(42);
  HkdfSha256(Bytes(22, 0x0b), FromHex("000102030405060708090a0b0c"),
             FromHex("f0f1f2f3f4f5f6f7f8f9"), out);
  EXPECT_EQ(EncodeHex(out),
            "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865");
  HkdfSha256(Bytes(22, 0x0b), Bytes(), Bytes(), out);
  EXPECT_EQ(EncodeHex(out),
            "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8");
}

// The paper's Appendix A and the first of its authors' reference vectors.
TEST(SipHash24, Vectors) {
  const auto key = ArrayOf<16>("000102030405060708090a0b0c0d0e0f");
  EXPECT_EQ(SipHash24(key, FromHex("000102030405060708090a0b0c0d0e")), 0xa129ca6149be45e5U);
  EXPECT_EQ(SipHash24(key, Bytes()), 0x726fdb47dd0e0e31U);
  EXPECT_EQ(SipHash24(key, Bytes{0}), 0x74f839c593dc67fdU);
}

TEST(SipHash24, ParityWithOpenSslAtEveryLength) {
  SipHashKey key{};
  const Bytes key_bytes = Pattern(key.size(), 4);
  std::copy(key_bytes.begin(), key_bytes.end(), key.begin());
  std::size_t tag_size = 8;
  const OSSL_PARAM parameters[] = {OSSL_PARAM_construct_size_t(OSSL_MAC_PARAM_SIZE, &tag_size),
                                   OSSL_PARAM_construct_end()};
  for (std::size_t size = 0; size <= 200; ++size) {
    const Bytes message = Pattern(size, 5);
    std::array<std::uint8_t, 8> tag{};
    std::size_t written = 0;
    ASSERT_NE(EVP_Q_mac(nullptr, "SIPHASH", nullptr, nullptr, parameters, key.data(), key.size(),
                        message.data(), message.size(), tag.data(), tag.size(), &written),
              nullptr);
    std::uint64_t expected = 0;
    for (std::size_t i = 8; i > 0; --i) expected = expected << 8U | tag[i - 1];
    ASSERT_EQ(SipHash24(key, message), expected) << size;
  }
}

}  // namespace
}  // namespace writ
