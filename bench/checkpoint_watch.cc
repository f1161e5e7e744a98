#include "checkpoint_watch.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "load_options.h"

namespace writ::bench {

namespace {

// "WAL-Index Format" of SQLite's documentation, sections 2.1 and 2.2.
constexpr std::size_t kVersionWord = 0;
constexpr std::uint32_t kVersion = 3'007'000;
constexpr std::size_t kFramesWord = 16 / 4;
constexpr std::size_t kSaltWord = 32 / 4;  // SQLite adds one to it
constexpr std::size_t kBackfillWord = 96 / 4;
constexpr std::size_t kBackfillAttemptedWord = 128 / 4;
constexpr std::size_t kSize = 136;

}  // namespace

bool Ended(const CheckpointState& before, const CheckpointState& after) {
  // A log begins anew only once all of it has been copied.
  if (before.restarts != after.restarts && before.copied < before.frames) return true;
  return after.copied != before.copied && after.copied != 0;
}

CheckpointWatch::CheckpointWatch(const std::string& path) {
  if (path.empty()) return;
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  struct stat facts {};
  if (file < 0 || fstat(file, &facts) != 0 || facts.st_size < off_t{kSize}) {
    Die("no index of a write-ahead log: " + path);
  }
  void* const mapped = mmap(nullptr, kSize, PROT_READ, MAP_SHARED, file, 0);
  close(file);
  if (mapped == MAP_FAILED) Die("cannot map " + path);
  words_ = static_cast<const volatile std::uint32_t*>(mapped);
  if (words_[kVersionWord] != kVersion) Die("another format of the log's index: " + path);
  last_ = Read();
  count_ = 0;
}

CheckpointWatch::~CheckpointWatch() {
  if (words_ != nullptr) munmap(const_cast<std::uint32_t*>(words_), kSize);
}

CheckpointState CheckpointWatch::Read() {
  if (words_ == nullptr) return {};
  CheckpointState state;
  state.frames = words_[kFramesWord];
  state.restarts = words_[kSaltWord];
  state.copied = words_[kBackfillWord];
  state.attempted = words_[kBackfillAttemptedWord];
  if (Ended(last_, state)) ++count_;
  last_ = state;
  return state;
}

}  // namespace writ::bench
