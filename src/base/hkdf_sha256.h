// HKDF with SHA-256 (RFC 5869): many independent keys from one root.
#pragma once

#include <cstdint>
#include <span>

namespace writ {

// Fills all of `out`, at most 8160 bytes. `root` is the input keying material; `info` names the use
// of the key. Thread-safe.
void HkdfSha256(std::span<const std::uint8_t> root, std::span<const std::uint8_t> salt,
                std::span<const std::uint8_t> info, std::span<std::uint8_t> out);

}  // namespace writ
