// AES-SIV with 256 bits of key (RFC 5297): deterministic authenticated encryption. OpenSSL's own
// allocates and sets up keys for each message; this one keeps AES contexts and the S2V of the
// associated data, which is the same for all messages.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "base/aes_block.h"

namespace writ {

// Not thread-safe. Neither Seal nor Open allocates.
class AesSiv {
 public:
  static constexpr std::size_t kSivBytes = 16;
  static constexpr std::size_t kPlaintextBytesMax = 256;

  using Key = std::array<std::uint8_t, 32>;
  using Bytes = std::span<const std::uint8_t>;

  // `associated` are the strings of associated data, in order, none of them empty
  // (CVE-2023-2975: some implementations skip those).
  AesSiv(const Key& key, std::span<const Bytes> associated);

  // Writes SIV and ciphertext to `out`, which is kSivBytes larger than `plaintext` (at most
  // kPlaintextBytesMax) and does not overlap it.
  void Seal(Bytes plaintext, std::span<std::uint8_t> out);

  // False, and zeros in `plaintext`, unless Seal made `sealed` under this key and associated data.
  // `plaintext` is kSivBytes smaller than `sealed` and does not overlap it; a `sealed` too short or
  // too long is refused.
  [[nodiscard]] bool Open(Bytes sealed, std::span<std::uint8_t> plaintext);

 private:
  [[nodiscard]] AesBlockBytes Cmac(std::span<std::uint8_t> padded);
  [[nodiscard]] AesBlockBytes CmacOf(Bytes message);
  [[nodiscard]] AesBlockBytes Siv(Bytes plaintext);
  void Crypt(const AesBlockBytes& siv, Bytes in, std::span<std::uint8_t> out);

  CipherContext cbc_;      // under the first half of the key, for S2V
  CipherContext ecb_;      // under the second, for CTR
  AesBlockBytes chain_{};  // the block that cbc_ will add to the next
  AesBlockBytes subkey1_{};
  AesBlockBytes subkey2_{};
  AesBlockBytes prefix_{};  // S2V of the associated data
};

}  // namespace writ
