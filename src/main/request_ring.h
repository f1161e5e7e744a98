// What was answered, on its way from one loop's thread to the thread that writes the request log.
#pragma once

#include <array>
#include <atomic>
#include <boost/lockfree/spsc_queue.hpp>
#include <cstddef>
#include <cstdint>

#include "http/server.h"

namespace writ {

// Takes records in order and holds them as bytes, so that a short one takes little room and few
// cache lines. One thread pushes, one other pops. Makes no system call and no allocation after
// construction.
class RequestRing {
 public:
  // What is kept of each text; the rest is cut off.
  static constexpr std::size_t kPathBytesMax = 200;
  static constexpr std::size_t kPeerBytesMax = 48;
  static constexpr std::size_t kIdBytesMax = 24;

  explicit RequestRing(std::size_t bytes) : bytes_(bytes), queue_(bytes) {}

  // The pushing thread's. A record that finds no room is dropped and counted.
  void Push(const http::AccessRecord& record);
  // Half of the room or more is taken.
  [[nodiscard]] bool IsHalfFull() const { return queue_.write_available() <= bytes_ / 2; }

  // The popping thread's.
  [[nodiscard]] std::size_t Bytes() const { return queue_.read_available(); }
  // The oldest record, which there must be, and how many bytes it took. Its views hold until the
  // next call.
  [[nodiscard]] http::AccessRecord Pop(std::size_t& bytes);

  // Any thread's: how many were dropped since the beginning.
  [[nodiscard]] std::uint64_t Dropped() const { return dropped_.load(std::memory_order_relaxed); }

 private:
  // The texts follow it.
  struct Head {
    std::int64_t time;      // ns since the epoch
    std::int64_t duration;  // µs
    std::uint64_t response_bytes;
    std::uint16_t status;
    std::uint8_t method;
    std::uint8_t path_bytes;
    std::uint8_t peer_bytes;
    std::uint8_t id_bytes;
    std::uint16_t unused;
  };
  static_assert(sizeof(Head) == 32);
  static constexpr std::size_t kTextsBytesMax = kPathBytesMax + kPeerBytesMax + kIdBytesMax;

  const std::size_t bytes_;
  boost::lockfree::spsc_queue<char> queue_;
  std::atomic<std::uint64_t> dropped_{0};
  std::array<char, kTextsBytesMax> texts_;  // of the record that was popped last
};

}  // namespace writ
