#include "base/random.h"

#include <openssl/rand.h>

#include "base/check.h"

namespace writ {

void SystemRandom::Fill(std::span<std::uint8_t> out) {
  CHECK(RAND_bytes(out.data(), static_cast<int>(out.size())) == 1);
}

}  // namespace writ
