// Where a connection's bytes land: 4 kB inside the connection, a larger block only while a larger
// request needs it.
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <span>
#include <string_view>

#include "http/message.h"

namespace writ::http {

// Not thread-safe.
class ReceiveBuffer {
 public:
  ReceiveBuffer() {}  // leaves the bytes as they are
  ReceiveBuffer(const ReceiveBuffer&) = delete;
  ReceiveBuffer& operator=(const ReceiveBuffer&) = delete;

  [[nodiscard]] std::string_view Unread() const { return {data_ + begin_, end_ - begin_}; }

  // Room to receive into, at least one byte. May move the unread bytes; views of `request` into
  // them follow. The caller's limits bound how much is ever unread.
  [[nodiscard]] std::span<char> MakeRoom(Request& request);
  void Received(std::size_t size) { end_ += size; }

  // Drops the first `size` unread bytes.
  void Consume(std::size_t size);
  // Drops `size` unread bytes after the first `kept`; the kept ones do not move.
  void Erase(std::size_t kept, std::size_t size);

 private:
  static constexpr std::size_t kInlineBytes = 4096;
  static constexpr std::size_t kRoomBytesMin = 512;

  std::array<char, kInlineBytes> inline_;
  char* data_ = inline_.data();
  std::size_t capacity_ = kInlineBytes;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::unique_ptr<char[]> large_;
};

}  // namespace writ::http
