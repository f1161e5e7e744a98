#include "http/receive_buffer.h"

#include <cstring>
#include <functional>
#include <utility>

namespace writ::http {
namespace {

// Points the views into `from` at the same place in `to`.
void Follow(Request& request, std::string_view from, const char* to) {
  const auto follow = [&](std::string_view& view) {
    const std::less_equal<const char*> not_after;
    if (view.data() == nullptr || !not_after(from.data(), view.data()) ||
        !not_after(view.data(), from.data() + from.size())) {
      return;
    }
    view = {to + (view.data() - from.data()), view.size()};
  };
  for (auto* view : {&request.target, &request.path, &request.query, &request.body}) follow(*view);
  for (std::string_view& header : request.headers) follow(header);
}

}  // namespace

std::span<char> ReceiveBuffer::MakeRoom(Request& request) {
  if (capacity_ - end_ < kRoomBytesMin) {
    const std::string_view unread = Unread();
    if (capacity_ - unread.size() >= kRoomBytesMin) {
      Follow(request, unread, data_);
      std::memmove(data_, unread.data(), unread.size());
    } else {
      std::unique_ptr<char[]> larger(new char[capacity_ * 2]);
      std::memcpy(larger.get(), unread.data(), unread.size());
      Follow(request, unread, larger.get());
      large_ = std::move(larger);
      data_ = large_.get();
      capacity_ *= 2;
    }
    begin_ = 0;
    end_ = unread.size();
  }
  return {data_ + end_, capacity_ - end_};
}

void ReceiveBuffer::Consume(std::size_t size) {
  begin_ += size;
  if (begin_ < end_) return;
  begin_ = end_ = 0;
  if (large_) {
    large_.reset();
    data_ = inline_.data();
    capacity_ = kInlineBytes;
  }
}

void ReceiveBuffer::Erase(std::size_t kept, std::size_t size) {
  char* const hole = data_ + begin_ + kept;
  std::memmove(hole, hole + size, end_ - begin_ - kept - size);
  end_ -= size;
}

}  // namespace writ::http
