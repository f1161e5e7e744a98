#include "store/disk/watermark.h"

#include <fcntl.h>
#include <openssl/evp.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <system_error>

#include "base/check.h"
#include "base/diagnostics.h"

namespace writ::store {

namespace {

// A slot: magic 8, sequence 8, incarnation 8, chain 16, and the first 16 bytes of the SHA-256 of
// those 40. Slots lie in sectors of their own.
constexpr std::size_t kBodySize = 40;
constexpr std::size_t kSlotSize = kBodySize + 16;
constexpr off_t kSlotStride = 4096;
constexpr std::array<char, 8> kMagic{'W', 'r', 'i', 't', 'M', 'a', 'r', 'k'};
using Slot = std::array<std::uint8_t, kSlotSize>;

void Checksum(const Slot& slot, std::uint8_t* out) {
  std::array<unsigned char, 32> digest{};
  unsigned size = 0;
  CHECK(EVP_Digest(slot.data(), kBodySize, digest.data(), &size, EVP_sha256(), nullptr) == 1);
  std::memcpy(out, digest.data(), kSlotSize - kBodySize);
}

Slot Format(const Mark& mark) {
  Slot slot{};
  const std::uint64_t sequence = oauth::Number(mark.sequence);
  std::memcpy(slot.data(), kMagic.data(), kMagic.size());
  for (unsigned i = 0; i < 8; ++i) {
    slot[8 + i] = static_cast<std::uint8_t>(sequence >> (8 * i));
    slot[16 + i] = static_cast<std::uint8_t>(mark.incarnation >> (8 * i));
  }
  std::memcpy(slot.data() + 24, mark.chain.data(), mark.chain.size());
  Checksum(slot, slot.data() + kBodySize);
  return slot;
}

std::optional<Mark> Parse(const Slot& slot) {
  std::array<std::uint8_t, kSlotSize - kBodySize> sum{};
  Checksum(slot, sum.data());
  if (std::memcmp(slot.data(), kMagic.data(), kMagic.size()) != 0 ||
      std::memcmp(slot.data() + kBodySize, sum.data(), sum.size()) != 0) {
    return std::nullopt;
  }
  Mark mark;
  std::uint64_t sequence = 0;
  for (unsigned i = 0; i < 8; ++i) {
    sequence |= std::uint64_t{slot[8 + i]} << (8 * i);
    mark.incarnation |= std::uint64_t{slot[16 + i]} << (8 * i);
  }
  mark.sequence = oauth::Sequence{sequence};
  std::memcpy(mark.chain.data(), slot.data() + 24, mark.chain.size());
  return mark;
}

// The later of two whole slots, and which it is.
struct Latest {
  Mark mark;
  unsigned slot = 0;
};

std::optional<Latest> FindLatest(int descriptor) {
  std::optional<Latest> latest;
  for (unsigned i = 0; i < 2; ++i) {
    Slot slot{};
    if (pread(descriptor, slot.data(), slot.size(), i * kSlotStride) != ssize_t{kSlotSize})
      continue;
    const auto mark = Parse(slot);
    if (mark && (!latest || latest->mark.sequence < mark->sequence)) latest = Latest{*mark, i};
  }
  return latest;
}

// Whether the file was ever written by us, if not whole: a slot begins as all do, or a power cut
// left nothing but zeros.
bool IsWatermark(int descriptor) {
  struct stat found {};
  if (fstat(descriptor, &found) != 0 || !S_ISREG(found.st_mode)) return false;
  if (found.st_size > kSlotStride + off_t{kSlotSize}) return false;
  bool written = false;
  for (unsigned i = 0; i < 2; ++i) {
    std::array<char, kMagic.size()> begin{};
    if (pread(descriptor, begin.data(), begin.size(), i * kSlotStride) < 0) return false;
    if (begin == kMagic) return true;
    written = written || begin != std::array<char, kMagic.size()>{};
  }
  return !written;
}

std::string Reason() { return std::generic_category().message(errno); }

// Makes the file's name durable.
bool SyncFolderOf(const std::string& path) {
  const std::filesystem::path folder = std::filesystem::path(path).parent_path();
  const int descriptor =
      open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return false;
  const bool synced = fsync(descriptor) == 0;
  close(descriptor);
  return synced;
}

}  // namespace

Result<Watermark::Found> Watermark::Read(const std::string& path) {
  // A pipe must not hold the start up.
  const int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (descriptor < 0 && errno == ENOENT) return Found{};
  if (descriptor < 0) return Fail("cannot open the watermark " + path + ": " + Reason());
  const std::optional<Latest> latest = FindLatest(descriptor);
  const bool ours = latest || IsWatermark(descriptor);
  close(descriptor);
  if (!ours) {
    return Fail(path + " is not a watermark: name another file for it, or move this one away");
  }
  return latest ? Found{latest->mark, false} : Found{std::nullopt, true};
}

Result<std::unique_ptr<Watermark>> Watermark::Start(const std::string& path, const Mark& mark,
                                                    bool strict) {
  const int descriptor = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor < 0) return Fail("cannot open the watermark " + path + ": " + Reason());
  std::unique_ptr<Watermark> watermark(new Watermark(descriptor, strict));
  // A write that is torn must leave the later mark: the event of the other may have left the store.
  if (const auto latest = FindLatest(descriptor)) watermark->slot_ = latest->slot ^ 1U;
  if (!watermark->Write(mark) || !watermark->Write(mark) || !SyncFolderOf(path)) {
    return Fail("cannot write the watermark " + path + ": " + Reason());
  }
  if (!strict) {
    watermark->thread_ = std::thread([raw = watermark.get()] { raw->Loop(); });
  }
  return watermark;
}

Watermark::~Watermark() {
  Close();
  close(descriptor_);
}

bool Watermark::Write(const Mark& mark) {
  const Slot slot = Format(mark);
  const off_t offset = static_cast<off_t>(slot_) * kSlotStride;
  slot_ ^= 1U;
  if (pwrite(descriptor_, slot.data(), slot.size(), offset) != ssize_t{kSlotSize} ||
      fdatasync(descriptor_) != 0) {
    return false;
  }
  written_.store(mark.sequence);
  return true;
}

void Watermark::Note(const Mark& mark) {
  if (strict_) {
    if (Write(mark)) return;
    SayLast("the watermark cannot be written (" + Reason() + "); stopping");
    std::abort();
  }
  bool first = false;
  {
    const MutexLock lock(mutex_);
    first = !wanted_;
    wanted_ = mark;
  }
  if (first) wake_.NotifyOne();
}

void Watermark::Loop() {
  MutexLock lock(mutex_);
  for (;;) {
    while (!wanted_ && !stop_) wake_.Wait(mutex_);
    // Half of the time allowed is for more commits to come, the other half for the disk.
    const auto enough =
        std::chrono::steady_clock::now() + std::chrono::milliseconds(kBehindMilliseconds / 2);
    while (!stop_ && wake_.WaitUntil(mutex_, enough)) {
    }
    if (wanted_) {
      const Mark mark = *wanted_;
      wanted_.reset();
      lock.Unlock();
      const bool written = Write(mark);
      lock.Lock();
      // Until the disk takes it, the store is merely checked against an older mark.
      if (!written && !wanted_ && !stop_) wanted_ = mark;
    }
    if (stop_ && !wanted_) return;
  }
}

void Watermark::Close() {
  {
    const MutexLock lock(mutex_);
    stop_ = true;
  }
  wake_.NotifyOne();
  if (thread_.joinable()) thread_.join();
}

}  // namespace writ::store
