// An array over dense 32-bit ordinals that grows without ever moving an element.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <type_traits>

#include "store/state/zero_pages.h"

namespace writ::store {

// One writer makes elements, any thread finds them; neither waits. Elements come in chunks of
// 2^kChunkBits, value-initialised, and live as long as the array or until the writer detaches their
// chunk: where it does, elements are found within a Readers::Reading only. Those that need no
// destructor must have zeros for their initial value: their chunks are mapped, all but the first in
// large pages, and take memory only as far as they are used. So an array of few elements is small.
template <typename T, unsigned kChunkBits>
class Chunked {
  static constexpr unsigned kMiddleBits = 10;
  static constexpr unsigned kRootBits = 32 - kMiddleBits - kChunkBits;

  struct Chunk {
    std::array<T, std::size_t{1} << kChunkBits> elements{};
  };
  static auto NewChunk([[maybe_unused]] std::uint32_t ordinal) {
    if constexpr (std::is_trivially_destructible_v<T>) {
      return MakeInZeroPages<Chunk>(ordinal >> kChunkBits == 0 ? Pages::kSmall : Pages::kLarge);
    } else {
      return std::make_unique<Chunk>();
    }
  }
  struct Middle {
    std::array<std::atomic<Chunk*>, std::size_t{1} << kMiddleBits> chunks{};
    std::array<std::uint32_t, std::size_t{1} << kMiddleBits> used{};  // only the writer
    ~Middle() {
      for (auto& chunk : chunks) ChunkOwner(chunk.load()).reset();
    }
  };

 public:
  using ChunkOwner = decltype(NewChunk(0));

  Chunked() = default;
  Chunked(const Chunked&) = delete;
  Chunked& operator=(const Chunked&) = delete;
  ~Chunked() {
    for (auto& middle : *root_) std::unique_ptr<Middle>(middle.load()).reset();
  }

  // The element, or null when its chunk was never made.
  [[nodiscard]] T* Find(std::uint32_t ordinal) const {
    const Middle* middle =
        (*root_)[ordinal >> (kChunkBits + kMiddleBits)].load(std::memory_order_acquire);
    if (middle == nullptr) return nullptr;
    Chunk* chunk = middle->chunks[MiddleIndex(ordinal)].load(std::memory_order_seq_cst);
    if (chunk == nullptr) return nullptr;
    return &chunk->elements[ordinal & ((std::size_t{1} << kChunkBits) - 1)];
  }

  // Begins to bring the element into the cache, if there is one.
  void Prefetch(std::uint32_t ordinal) const {
    constexpr std::size_t kLine = 64;
    const auto* bytes = reinterpret_cast<const char*>(Find(ordinal));
    if (bytes == nullptr) return;
    for (std::size_t i = 0; i < sizeof(T); i += kLine) __builtin_prefetch(bytes + i);
  }

  // The element, made if need be. Only the writer calls this.
  T& Make(std::uint32_t ordinal) {
    auto& root = (*root_)[ordinal >> (kChunkBits + kMiddleBits)];
    if (root.load(std::memory_order_relaxed) == nullptr) {
      root.store(std::make_unique<Middle>().release(), std::memory_order_release);
    }
    auto& chunk = root.load(std::memory_order_relaxed)->chunks[MiddleIndex(ordinal)];
    if (chunk.load(std::memory_order_relaxed) == nullptr) {
      chunk.store(NewChunk(ordinal).release(), std::memory_order_seq_cst);
    }
    return chunk.load(std::memory_order_relaxed)
        ->elements[ordinal & ((std::size_t{1} << kChunkBits) - 1)];
  }

  // The lowest ordinal from `ordinal` on whose chunk is there, or nothing.
  [[nodiscard]] std::optional<std::uint32_t> NextFrom(std::uint32_t ordinal) const {
    constexpr std::uint64_t kStep = std::uint64_t{1} << kChunkBits;
    for (std::uint64_t next = ordinal; next >> 32U == 0;) {
      const Middle* middle =
          (*root_)[next >> (kChunkBits + kMiddleBits)].load(std::memory_order_acquire);
      if (middle == nullptr) {
        next = ((next >> (kChunkBits + kMiddleBits)) + 1) << (kChunkBits + kMiddleBits);
        continue;
      }
      const auto index = MiddleIndex(static_cast<std::uint32_t>(next));
      if (middle->chunks[index].load(std::memory_order_relaxed) != nullptr) {
        return static_cast<std::uint32_t>(next);
      }
      next = (next / kStep + 1) * kStep;
    }
    return std::nullopt;
  }

  // ---- the writer's count of the elements in use, by which it knows that a chunk can go.
  void Use(std::uint32_t ordinal) { ++MiddleOf(ordinal)->used[MiddleIndex(ordinal)]; }
  void Leave(std::uint32_t ordinal) { --MiddleOf(ordinal)->used[MiddleIndex(ordinal)]; }
  // How many of the element's chunk, which was made at some time, are in use.
  [[nodiscard]] std::uint32_t Used(std::uint32_t ordinal) const {
    return MiddleOf(ordinal)->used[MiddleIndex(ordinal)];
  }
  // Takes the element's chunk out of the array. Who found it before may still read it.
  [[nodiscard]] ChunkOwner Detach(std::uint32_t ordinal) {
    return ChunkOwner(MiddleOf(ordinal)->chunks[MiddleIndex(ordinal)].exchange(nullptr));
  }
  [[nodiscard]] static constexpr bool ShareChunk(std::uint32_t left, std::uint32_t right) {
    return left >> kChunkBits == right >> kChunkBits;
  }

 private:
  static std::size_t MiddleIndex(std::uint32_t ordinal) {
    return (ordinal >> kChunkBits) & ((std::size_t{1} << kMiddleBits) - 1);
  }
  [[nodiscard]] Middle* MiddleOf(std::uint32_t ordinal) const {
    return (*root_)[ordinal >> (kChunkBits + kMiddleBits)].load(std::memory_order_relaxed);
  }

  using Root = std::array<std::atomic<Middle*>, std::size_t{1} << kRootBits>;
  const InZeroPages<Root> root_ = MakeInZeroPages<Root>(Pages::kSmall);
};

}  // namespace writ::store
