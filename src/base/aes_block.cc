#include "base/aes_block.h"

#include <openssl/evp.h>

#include "base/check.h"

namespace writ {
namespace {

// Looking a cipher up by name costs more than using it: once for the process, kept until its end.
const EVP_CIPHER* Algorithm(AesMode mode) {
  static const EVP_CIPHER* const ecb = EVP_CIPHER_fetch(nullptr, "AES-128-ECB", nullptr);
  static const EVP_CIPHER* const cbc = EVP_CIPHER_fetch(nullptr, "AES-128-CBC", nullptr);
  CHECK(ecb != nullptr && cbc != nullptr);
  return mode == AesMode::kEcb ? ecb : cbc;
}

}  // namespace

void FreeCipherContext::operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }

CipherContext MakeAesContext(AesMode mode, AesDirection direction,
                             std::span<const std::uint8_t, 16> key) {
  CipherContext context(EVP_CIPHER_CTX_new());
  CHECK(context != nullptr);
  constexpr AesBlockBytes kZero{};
  CHECK(EVP_CipherInit_ex(context.get(), Algorithm(mode), nullptr, key.data(),
                          mode == AesMode::kCbc ? kZero.data() : nullptr,
                          direction == AesDirection::kEncrypt ? 1 : 0) == 1);
  CHECK(EVP_CIPHER_CTX_set_padding(context.get(), 0) == 1);
  return context;
}

void RunAes(EVP_CIPHER_CTX* context, std::span<const std::uint8_t> in,
            std::span<std::uint8_t> out) {
  int written = 0;
  const int size = static_cast<int>(in.size());
  CHECK(in.size() % 16 == 0 && out.size() == in.size());
  CHECK(EVP_CipherUpdate(context, out.data(), &written, in.data(), size) == 1 && written == size);
}

AesBlock::AesBlock(const AesKey& key)
    : encrypt_(MakeAesContext(AesMode::kEcb, AesDirection::kEncrypt, key)),
      decrypt_(MakeAesContext(AesMode::kEcb, AesDirection::kDecrypt, key)) {}

AesBlockBytes AesBlock::Encrypt(const AesBlockBytes& block) {
  AesBlockBytes out{};
  RunAes(encrypt_.get(), block, out);
  return out;
}

AesBlockBytes AesBlock::Decrypt(const AesBlockBytes& block) {
  AesBlockBytes out{};
  RunAes(decrypt_.get(), block, out);
  return out;
}

}  // namespace writ
