#include "base/wipe.h"

#include <openssl/crypto.h>

namespace writ {

void Wipe(std::span<std::uint8_t> memory) { OPENSSL_cleanse(memory.data(), memory.size()); }

}  // namespace writ
