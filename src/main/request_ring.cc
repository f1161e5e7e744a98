#include "main/request_ring.h"

#include <algorithm>
#include <cstring>
#include <string_view>

#include "base/check.h"

namespace writ {

namespace {

using std::chrono::system_clock;

// The first `max` bytes, copied to `out`.
std::uint8_t Put(std::string_view text, std::size_t max, char*& out) {
  const std::size_t size = std::min(text.size(), max);
  std::memcpy(out, text.data(), size);
  out += size;
  return static_cast<std::uint8_t>(size);
}

}  // namespace

void RequestRing::Push(const http::AccessRecord& record) {
  std::array<char, sizeof(Head) + kTextsBytesMax> bytes;
  char* end = bytes.data() + sizeof(Head);
  Head head{};
  head.time = std::chrono::nanoseconds{record.time.time_since_epoch()}.count();
  head.duration = record.duration.count();
  head.response_bytes = record.response_bytes;
  head.status = static_cast<std::uint16_t>(record.status);
  head.method = static_cast<std::uint8_t>(record.method);
  head.path_bytes = Put(record.path, kPathBytesMax, end);
  head.peer_bytes = Put(record.peer, kPeerBytesMax, end);
  head.id_bytes = Put(record.request_id, kIdBytesMax, end);
  std::memcpy(bytes.data(), &head, sizeof(head));
  const auto size = static_cast<std::size_t>(end - bytes.data());
  if (queue_.write_available() < size) {
    dropped_.store(Dropped() + 1, std::memory_order_relaxed);  // nobody else writes it
    return;
  }
  queue_.push(bytes.data(), size);
}

http::AccessRecord RequestRing::Pop(std::size_t& bytes) {
  std::array<char, sizeof(Head)> raw;
  Head head;
  CHECK(queue_.pop(raw.data(), raw.size()) == raw.size());
  std::memcpy(&head, raw.data(), sizeof(head));
  const std::size_t texts = std::size_t{head.path_bytes} + head.peer_bytes + head.id_bytes;
  CHECK(texts <= texts_.size() && queue_.pop(texts_.data(), texts) == texts);
  bytes = sizeof(head) + texts;
  const std::string_view all(texts_.data(), texts);
  http::AccessRecord record{};
  record.time = system_clock::time_point(
      std::chrono::duration_cast<system_clock::duration>(std::chrono::nanoseconds(head.time)));
  record.method = static_cast<http::Method>(head.method);
  record.path = all.substr(0, head.path_bytes);
  record.status = head.status;
  record.response_bytes = head.response_bytes;
  record.duration = std::chrono::microseconds(head.duration);
  record.peer = all.substr(head.path_bytes, head.peer_bytes);
  record.request_id = all.substr(std::size_t{head.path_bytes} + head.peer_bytes);
  return record;
}

}  // namespace writ
