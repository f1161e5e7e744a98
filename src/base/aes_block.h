// One block of AES-128 (FIPS 197): a keyed permutation of 128 bits.
#pragma once

#include <openssl/types.h>

#include <array>
#include <cstdint>
#include <memory>
#include <span>

namespace writ {

using AesKey = std::array<std::uint8_t, 16>;
using AesBlockBytes = std::array<std::uint8_t, 16>;

struct FreeCipherContext {
  void operator()(EVP_CIPHER_CTX* context) const;
};
using CipherContext = std::unique_ptr<EVP_CIPHER_CTX, FreeCipherContext>;

enum class AesMode : std::uint8_t { kEcb, kCbc };
enum class AesDirection : std::uint8_t { kEncrypt, kDecrypt };

// A context with the key expanded, without padding, and with a zero IV. It keeps the key and wipes
// it when freed.
[[nodiscard]] CipherContext MakeAesContext(AesMode mode, AesDirection direction,
                                           std::span<const std::uint8_t, 16> key);

// Runs whole blocks through `context`; `out` may be `in`, and is as large. Does not allocate.
void RunAes(EVP_CIPHER_CTX* context, std::span<const std::uint8_t> in, std::span<std::uint8_t> out);

// Not thread-safe. Neither call allocates.
class AesBlock {
 public:
  explicit AesBlock(const AesKey& key);

  [[nodiscard]] AesBlockBytes Encrypt(const AesBlockBytes& block);
  [[nodiscard]] AesBlockBytes Decrypt(const AesBlockBytes& block);

 private:
  CipherContext encrypt_;
  CipherContext decrypt_;
};

}  // namespace writ
