// The sandbox's master key by a number that everybody may know: what is derived from it is the same
// at every start.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>

#include "base/check.h"
#include "base/random.h"
#include "base/sha256.h"

namespace writ {

// Thread-safe.
class SeededKey final : public Random {
 public:
  explicit SeededKey(std::uint64_t seed)
      : bytes_(Sha256("writ sandbox, seed " + std::to_string(seed))) {}

  // The same bytes each time. At most 32.
  void Fill(std::span<std::uint8_t> out) override {
    CHECK(out.size() <= bytes_.size());
    std::copy_n(bytes_.begin(), out.size(), out.begin());
  }

 private:
  std::array<std::uint8_t, 32> bytes_;
};

}  // namespace writ
