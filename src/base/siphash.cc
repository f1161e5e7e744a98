#include "base/siphash.h"

#include <bit>
#include <cstddef>
#include <cstring>

namespace writ {
namespace {

static_assert(std::endian::native == std::endian::little);

struct State {
  std::uint64_t v0;
  std::uint64_t v1;
  std::uint64_t v2;
  std::uint64_t v3;
};

void Round(State& s) {
  s.v0 += s.v1;
  s.v2 += s.v3;
  s.v1 = std::rotl(s.v1, 13) ^ s.v0;
  s.v3 = std::rotl(s.v3, 16) ^ s.v2;
  s.v0 = std::rotl(s.v0, 32);
  s.v2 += s.v1;
  s.v0 += s.v3;
  s.v1 = std::rotl(s.v1, 17) ^ s.v2;
  s.v3 = std::rotl(s.v3, 21) ^ s.v0;
  s.v2 = std::rotl(s.v2, 32);
}

void Compress(State& s, std::uint64_t word) {
  s.v3 ^= word;
  Round(s);
  Round(s);
  s.v0 ^= word;
}

std::uint64_t LoadWord(std::span<const std::uint8_t> bytes) {
  std::uint64_t word = 0;
  std::memcpy(&word, bytes.data(), sizeof(word));
  return word;
}

}  // namespace

std::uint64_t SipHash24(const SipHashKey& key, std::span<const std::uint8_t> message) {
  const std::span<const std::uint8_t> key_bytes(key);
  const std::uint64_t k0 = LoadWord(key_bytes.first(8));
  const std::uint64_t k1 = LoadWord(key_bytes.last(8));
  State s{k0 ^ 0x736f6d6570736575U, k1 ^ 0x646f72616e646f6dU, k0 ^ 0x6c7967656e657261U,
          k1 ^ 0x7465646279746573U};
  // The last word is what is left over, with the size in its top byte.
  std::uint64_t last = static_cast<std::uint64_t>(message.size()) << 56U;
  for (; message.size() >= 8; message = message.subspan(8)) Compress(s, LoadWord(message));
  for (std::size_t i = 0; i < message.size(); ++i) {
    last |= static_cast<std::uint64_t>(message[i]) << (8 * i);
  }
  Compress(s, last);
  s.v2 ^= 0xffU;
  for (int i = 0; i < 4; ++i) Round(s);
  return s.v0 ^ s.v1 ^ s.v2 ^ s.v3;
}

}  // namespace writ
