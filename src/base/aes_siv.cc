#include "base/aes_siv.h"

#include <algorithm>
#include <cstring>

#include "base/check.h"
#include "base/constant_time.h"
#include "base/wipe.h"

namespace writ {
namespace {

constexpr std::size_t kBlock = 16;

void Xor(std::span<std::uint8_t> to, const AesBlockBytes& with) {
  for (std::size_t i = 0; i < kBlock; ++i) to[i] ^= with[i];
}

// Multiplies by x in GF(2^128), RFC 5297 §2.3, without a branch on the bits.
AesBlockBytes Double(const AesBlockBytes& value) {
  AesBlockBytes doubled{};
  unsigned carry = 0;
  for (std::size_t i = kBlock; i > 0; --i) {
    const unsigned shifted = static_cast<unsigned>(value[i - 1]) << 1U | carry;
    doubled[i - 1] = static_cast<std::uint8_t>(shifted);
    carry = shifted >> 8U;
  }
  doubled[kBlock - 1] = static_cast<std::uint8_t>(doubled[kBlock - 1] ^ (carry * 0x87U));
  return doubled;
}

}  // namespace

AesSiv::AesSiv(const Key& key, std::span<const Bytes> associated)
    : cbc_(MakeAesContext(AesMode::kCbc, AesDirection::kEncrypt, std::span(key).first<16>())),
      ecb_(MakeAesContext(AesMode::kEcb, AesDirection::kEncrypt, std::span(key).last<16>())) {
  // CMAC's subkeys (RFC 4493 §2.3), then S2V over all but the last string (RFC 5297 §2.4).
  AesBlockBytes zero{};
  RunAes(cbc_.get(), zero, chain_);
  subkey1_ = Double(chain_);
  subkey2_ = Double(subkey1_);
  prefix_ = CmacOf(zero);
  for (const Bytes item : associated) {
    CHECK(!item.empty() && item.size() <= kPlaintextBytesMax);
    prefix_ = Double(prefix_);
    Xor(prefix_, CmacOf(item));
  }
}

// `padded` is whole blocks with the subkey already added to the last; it is overwritten. Giving the
// context a new IV costs as much as several blocks, so its old state is added out instead.
AesBlockBytes AesSiv::Cmac(std::span<std::uint8_t> padded) {
  Xor(padded, chain_);
  RunAes(cbc_.get(), padded, padded);
  std::memcpy(chain_.data(), padded.last(kBlock).data(), kBlock);
  return chain_;
}

AesBlockBytes AesSiv::CmacOf(Bytes message) {
  std::array<std::uint8_t, kPlaintextBytesMax + kBlock> buffer;
  std::memcpy(buffer.data(), message.data(), message.size());
  const bool whole = !message.empty() && message.size() % kBlock == 0;
  const std::size_t size = whole ? message.size() : (message.size() / kBlock + 1) * kBlock;
  const std::span<std::uint8_t> padded = std::span(buffer).first(size);
  if (!whole) {
    std::fill(padded.begin() + static_cast<std::ptrdiff_t>(message.size()), padded.end(),
              std::uint8_t{0});
    padded[message.size()] = 0x80;
  }
  Xor(padded.last(kBlock), whole ? subkey1_ : subkey2_);
  return Cmac(padded);
}

AesBlockBytes AesSiv::Siv(Bytes plaintext) {
  if (plaintext.size() < kBlock) {
    AesBlockBytes last{};
    std::copy(plaintext.begin(), plaintext.end(), last.begin());
    last[plaintext.size()] = 0x80;
    Xor(last, Double(prefix_));
    Xor(last, subkey1_);
    return Cmac(last);
  }
  // xorend: the prefix is added to the last 16 bytes, which may lie across two blocks.
  std::array<std::uint8_t, kPlaintextBytesMax + kBlock> buffer;
  std::memcpy(buffer.data(), plaintext.data(), plaintext.size());
  const std::span<std::uint8_t> message = std::span(buffer).first(plaintext.size());
  Xor(message.last(kBlock), prefix_);
  const std::size_t over = plaintext.size() % kBlock;
  if (over == 0) {
    Xor(message.last(kBlock), subkey1_);
    return Cmac(message);
  }
  const std::span<std::uint8_t> padded = std::span(buffer).first(plaintext.size() - over + kBlock);
  std::fill(padded.end() - static_cast<std::ptrdiff_t>(kBlock - over), padded.end(),
            std::uint8_t{0});
  padded[plaintext.size()] = 0x80;
  Xor(padded.last(kBlock), subkey2_);
  return Cmac(padded);
}

// CTR (RFC 5297 §2.5) as one ECB call over the counters, which needs no IV. Two bits of the start
// are cleared, so that counting never leaves the last 32 bits.
void AesSiv::Crypt(const AesBlockBytes& siv, Bytes in, std::span<std::uint8_t> out) {
  if (in.empty()) return;
  AesBlockBytes start = siv;
  start[8] &= 0x7fU;
  start[12] &= 0x7fU;
  const std::uint32_t first = static_cast<std::uint32_t>(start[12]) << 24U |
                              static_cast<std::uint32_t>(start[13]) << 16U |
                              static_cast<std::uint32_t>(start[14]) << 8U | start[15];
  std::array<std::uint8_t, kPlaintextBytesMax + kBlock> buffer;
  const std::size_t blocks = (in.size() + kBlock - 1) / kBlock;
  for (std::size_t i = 0; i < blocks; ++i) {
    std::uint8_t* const block = &buffer[i * kBlock];
    const std::uint32_t count = first + static_cast<std::uint32_t>(i);
    std::memcpy(block, start.data(), 12);
    block[12] = static_cast<std::uint8_t>(count >> 24U);
    block[13] = static_cast<std::uint8_t>(count >> 16U);
    block[14] = static_cast<std::uint8_t>(count >> 8U);
    block[15] = static_cast<std::uint8_t>(count);
  }
  const std::span<std::uint8_t> stream = std::span(buffer).first(blocks * kBlock);
  RunAes(ecb_.get(), stream, stream);
  for (std::size_t i = 0; i < in.size(); ++i) {
    out[i] = static_cast<std::uint8_t>(in[i] ^ stream[i]);
  }
}

void AesSiv::Seal(Bytes plaintext, std::span<std::uint8_t> out) {
  CHECK(plaintext.size() <= kPlaintextBytesMax && out.size() == plaintext.size() + kSivBytes);
  const AesBlockBytes siv = Siv(plaintext);
  std::memcpy(out.data(), siv.data(), kSivBytes);
  Crypt(siv, plaintext, out.subspan(kSivBytes));
}

bool AesSiv::Open(Bytes sealed, std::span<std::uint8_t> plaintext) {
  if (sealed.size() < kSivBytes || sealed.size() > kSivBytes + kPlaintextBytesMax) return false;
  CHECK(plaintext.size() == sealed.size() - kSivBytes);
  AesBlockBytes siv{};
  std::memcpy(siv.data(), sealed.data(), kSivBytes);
  Crypt(siv, sealed.subspan(kSivBytes), plaintext);
  if (EqualInConstantTime(siv, Siv(plaintext))) return true;
  Wipe(plaintext);
  return false;
}

}  // namespace writ
