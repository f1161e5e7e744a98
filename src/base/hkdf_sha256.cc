#include "base/hkdf_sha256.h"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "base/check.h"
#include "base/hmac_sha256.h"
#include "base/wipe.h"

namespace writ {

void HkdfSha256(std::span<const std::uint8_t> root, std::span<const std::uint8_t> salt,
                std::span<const std::uint8_t> info, std::span<std::uint8_t> out) {
  Sha256Digest extracted = HmacSha256(salt).Compute(root);
  CHECK(out.size() <= 255 * extracted.size());
  HmacSha256 expand(extracted);
  Wipe(extracted);

  // T(n) = HMAC(T(n-1) | info | n), RFC 5869 §2.3.
  Sha256Digest block{};
  std::vector<std::uint8_t> message;
  message.reserve(block.size() + info.size() + 1);
  for (std::uint8_t count = 1; !out.empty(); ++count) {
    message.insert(message.end(), info.begin(), info.end());
    message.push_back(count);
    block = expand.Compute(message);
    const std::size_t size = std::min(out.size(), block.size());
    std::copy_n(block.begin(), size, out.begin());
    out = out.subspan(size);
    message.assign(block.begin(), block.end());
  }
  Wipe(message);
  Wipe(block);
}

}  // namespace writ
