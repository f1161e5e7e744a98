// The head of a connection's last request. A client that keeps its connection mostly sends the next
// one the same to the byte, and what was read once need not be read again.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace writ::http {

// Not thread-safe.
class KeptHead {
 public:
  KeptHead() {}  // leaves the bytes as they are

  // Whether `bytes` begins with the kept head, which is whole and was accepted: it ends there too.
  [[nodiscard]] bool Begins(std::string_view bytes) const {
    return size_ > 0 && bytes.substr(0, size_) == std::string_view(bytes_.data(), size_);
  }
  [[nodiscard]] std::size_t Size() const { return size_; }

  // Keeps `head` instead of the last one and returns the copy, which lives until the next Keep or
  // Forget. A head that is too long is returned as it came, and none is kept.
  [[nodiscard]] std::string_view Keep(std::string_view head) {
    size_ = head.size() <= bytes_.size() ? head.size() : 0;
    if (size_ == 0) return head;
    head.copy(bytes_.data(), size_);
    return {bytes_.data(), size_};
  }
  void Forget() { size_ = 0; }

 private:
  static constexpr std::size_t kBytesMax = 640;

  std::array<char, kBytesMax> bytes_;
  std::size_t size_ = 0;
};

}  // namespace writ::http
