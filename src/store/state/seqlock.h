// A few words that one thread writes and any thread reads whole, without a lock.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <type_traits>

namespace writ::store {

// One writer, any number of readers. Every word is an atomic, so that a torn read is detected
// rather than undefined. `flags` may be set apart from the words and is read alone.
template <std::size_t N>
class Seqlock {
 public:
  using Words = std::array<std::uint64_t, N>;

  // Only the writer calls this.
  void Store(const Words& words) {
    const std::uint32_t version = version_.load(std::memory_order_relaxed);
    version_.store(version + 1, std::memory_order_relaxed);
    // Each release store carries the odd version with it, to whoever sees the new word.
    for (std::size_t i = 0; i < N; ++i) words_[i].store(words[i], std::memory_order_release);
    version_.store(version + 2, std::memory_order_release);
  }

  // What the last finished Store wrote; false when there was none.
  [[nodiscard]] bool Load(Words& words) const {
    for (;;) {
      const std::uint32_t before = version_.load(std::memory_order_acquire);
      if (before == 0) return false;
      for (std::size_t i = 0; i < N; ++i) words[i] = words_[i].load(std::memory_order_acquire);
      if ((before & 1U) == 0 && version_.load(std::memory_order_relaxed) == before) return true;
    }
  }

  [[nodiscard]] std::uint32_t Flags() const { return flags_.load(std::memory_order_acquire); }
  void SetFlags(std::uint32_t flags) { flags_.store(flags, std::memory_order_release); }

 private:
  std::atomic<std::uint32_t> version_{0};
  std::atomic<std::uint32_t> flags_{0};
  std::array<std::atomic<std::uint64_t>, N> words_{};
};

// The same for a plain record.
template <typename T>
class SeqlockRecord {
  static_assert(std::is_trivially_copyable_v<T>);
  static constexpr std::size_t kWords = (sizeof(T) + 7) / 8;

 public:
  void Store(const T& value) {
    typename Seqlock<kWords>::Words words{};
    std::memcpy(words.data(), &value, sizeof(T));
    lock_.Store(words);
  }
  [[nodiscard]] bool Load(T& value) const {
    typename Seqlock<kWords>::Words words{};
    if (!lock_.Load(words)) return false;
    std::memcpy(static_cast<void*>(&value), words.data(), sizeof(T));
    return true;
  }

 private:
  Seqlock<kWords> lock_;
};

}  // namespace writ::store
