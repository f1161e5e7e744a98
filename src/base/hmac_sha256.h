// HMAC with SHA-256 (RFC 2104) under a key that is kept.
#pragma once

#include <openssl/types.h>

#include <cstdint>
#include <memory>
#include <span>

#include "base/sha256.h"

namespace writ {

// Not thread-safe. Compute does not allocate.
class HmacSha256 {
 public:
  // A key of any size; OpenSSL keeps it, and wipes it with this.
  explicit HmacSha256(std::span<const std::uint8_t> key);

  [[nodiscard]] Sha256Digest Compute(std::span<const std::uint8_t> message);

 private:
  struct Free {
    void operator()(EVP_MAC_CTX* context) const;
  };
  std::unique_ptr<EVP_MAC_CTX, Free> context_;
};

}  // namespace writ
