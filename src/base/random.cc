#include "base/random.h"

#include <openssl/rand.h>

#include <algorithm>

#include "base/check.h"
#include "base/wipe.h"

namespace writ {
namespace {

void Draw(std::span<std::uint8_t> out) {
  CHECK(RAND_bytes(out.data(), static_cast<int>(out.size())) == 1);
}

// Bytes of one thread, drawn in advance: one draw of OpenSSL's costs as much as all else that a
// token needs. What was handed out is wiped. The process does not fork and go on.
class Reserve {
 public:
  Reserve() = default;
  Reserve(const Reserve&) = delete;
  Reserve& operator=(const Reserve&) = delete;
  ~Reserve() { Wipe(bytes_); }

  void Take(std::span<std::uint8_t> out) {
    if (bytes_.size() - taken_ < out.size()) {
      Draw(bytes_);
      taken_ = 0;
    }
    const std::span<std::uint8_t> source = std::span(bytes_).subspan(taken_, out.size());
    std::copy(source.begin(), source.end(), out.begin());
    Wipe(source);
    taken_ += out.size();
  }

 private:
  std::array<std::uint8_t, 1024> bytes_{};
  std::size_t taken_ = 1024;
};

constexpr std::size_t kFromReserveMax = 32;

}  // namespace

void SystemRandom::Fill(std::span<std::uint8_t> out) {
  if (out.size() > kFromReserveMax) return Draw(out);
  thread_local Reserve reserve;
  reserve.Take(out);
}

}  // namespace writ
