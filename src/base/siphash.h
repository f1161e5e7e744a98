// SipHash-2-4 with 64 bits of output (Aumasson and Bernstein, 2012): a fast MAC for short messages.
#pragma once

#include <array>
#include <cstdint>
#include <span>

namespace writ {

using SipHashKey = std::array<std::uint8_t, 16>;

// The tag of `message`; its byte form is little-endian. Thread-safe, does not allocate.
[[nodiscard]] std::uint64_t SipHash24(const SipHashKey& key, std::span<const std::uint8_t> message);

}  // namespace writ
