// Wiping memory that held a secret, in a way that the compiler does not drop.
#pragma once

#include <cstdint>
#include <span>

namespace writ {

// Overwrites all of `memory`. Thread-safe.
void Wipe(std::span<std::uint8_t> memory);

}  // namespace writ
