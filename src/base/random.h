// Unpredictable bytes, drawn at the edge of the program and handed to the rules as arguments.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace writ {

// A source of bytes. Thread-safe.
class Random {
 public:
  Random() = default;
  Random(const Random&) = delete;
  Random& operator=(const Random&) = delete;
  virtual ~Random() = default;

  // Fills all of `out`. A source that fails stops the process: there is no safe way on.
  virtual void Fill(std::span<std::uint8_t> out) = 0;

  // `N` fresh bytes.
  template <std::size_t N>
  [[nodiscard]] std::array<std::uint8_t, N> Bytes() {
    std::array<std::uint8_t, N> bytes{};
    Fill(bytes);
    return bytes;
  }
};

// OpenSSL's generator, seeded by the operating system.
class SystemRandom final : public Random {
 public:
  void Fill(std::span<std::uint8_t> out) override;
};

}  // namespace writ
