// SHA-256 (FIPS 180-4).
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace writ {

using Sha256Digest = std::array<std::uint8_t, 32>;

// The digest of `bytes`. Thread-safe; allocates only on a thread's first call.
[[nodiscard]] Sha256Digest Sha256(std::span<const std::uint8_t> bytes);
[[nodiscard]] Sha256Digest Sha256(std::string_view bytes);

}  // namespace writ
