#include "base/constant_time.h"

#include <openssl/crypto.h>

namespace writ {

bool EqualInConstantTime(std::span<const std::uint8_t> left, std::span<const std::uint8_t> right) {
  return left.size() == right.size() &&
         (left.empty() || CRYPTO_memcmp(left.data(), right.data(), left.size()) == 0);
}

bool EqualInConstantTime(std::string_view left, std::string_view right) {
  return left.size() == right.size() &&
         (left.empty() || CRYPTO_memcmp(left.data(), right.data(), left.size()) == 0);
}

}  // namespace writ
