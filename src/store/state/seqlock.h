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
// rather than undefined. A reader that meets a Store begins again, for as long as that takes; a
// read that lasted through exactly 2^31 - 1 of them would be taken for whole, which takes hours of
// nothing but stores. `flags` may be set apart from the words and is read alone.
template <std::size_t N>
class Seqlock {
 public:
  using Words = std::array<std::uint64_t, N>;

  Seqlock() = default;
  // As after so many writes that the version is this even one; for tests of its wrapping.
  explicit Seqlock(std::uint32_t version) : version_(version) {}

  // Only the writer calls this.
  void Store(const Words& words) {
    const std::uint32_t version = version_.load(std::memory_order_relaxed);
    version_.store(version + 1, std::memory_order_relaxed);  // odd: in the middle
    // Each release store carries the odd version with it, to whoever sees the new word.
    for (std::size_t i = 0; i < N; ++i) words_[i].store(words[i], std::memory_order_release);
    version_.store(After(version), std::memory_order_release);
  }

  // The version that follows an even one. 0 is that of a slot that was never written, and is not
  // come back to.
  [[nodiscard]] static constexpr std::uint32_t After(std::uint32_t version) {
    return version + 2 == 0 ? 2 : version + 2;
  }

  // What the last finished Store wrote; false when there was none.
  [[nodiscard]] bool Load(Words& words) const {
    for (;;) {
      // As Readers wants it, since words may name what can be freed.
      const std::uint32_t before = version_.load(std::memory_order_seq_cst);
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
