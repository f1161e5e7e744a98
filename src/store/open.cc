#include "store/open.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <system_error>
#include <utility>

#include "store/memory/memory_medium.h"
#include "store/sqlite/sqlite_medium.h"

namespace writ::store {

namespace {

Result<void> MakeFolder(const std::string& dir) {
  std::error_code error;
  const std::filesystem::path parent = std::filesystem::path(dir).parent_path();
  if (!parent.empty()) std::filesystem::create_directories(parent, error);
  if (mkdir(dir.c_str(), 0700) != 0 && errno != EEXIST) {
    return Fail("cannot make the data folder " + dir + ": " +
                std::generic_category().message(errno));
  }
  return {};
}

// SQLite gives its other files the mode of this one.
Result<void> MakePrivate(const std::string& path) {
  const int descriptor = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor < 0) {
    return Fail("cannot open the store " + path + ": " + std::generic_category().message(errno));
  }
  close(descriptor);
  return {};
}

}  // namespace

Result<std::unique_ptr<Store>> OpenInMemory(const Clock& clock, Random& random,
                                            const StoreOptions& options) {
  return Store::Open(std::make_unique<MemoryMedium>(), std::nullopt, clock, random, options);
}

Result<std::shared_ptr<LockFile>> OwnFolder(const std::string& dir) {
  return std::make_shared<LockFile>(TRY(LockFile::Acquire(dir)));
}

Result<std::unique_ptr<Store>> OpenOnDisk(const std::string& dir, const StoreKey& key,
                                          const DiskOptions& options, const Clock& clock,
                                          Random& random) {
  TRY_VOID(MakeFolder(dir));
  LockFile lock = options.lock ? std::move(*options.lock) : TRY(LockFile::Acquire(dir));
  WatermarkPlace place;
  place.path = options.watermark_path.empty() ? dir + "/watermark" : options.watermark_path;
  place.strict = options.strict_watermark;
  const Watermark::Found found = TRY(Watermark::Read(place.path));
  if (found.damaged && !options.accept_lost_history) {
    return Fail("the watermark " + place.path +
                " is damaged. Restore it, or start once with --accept-lost-history");
  }
  place.mark = found.mark;
  const std::string path = dir + "/writ.db";
  TRY_VOID(MakePrivate(path));
  auto medium =
      TRY(sqlite::SqliteMedium::OpenFile(path, key, options.trust, options.store.on_load));
  StoreOptions store_options = options.store;
  store_options.accept_lost_history = options.accept_lost_history;
  store_options.accept_clock = options.accept_clock;
  auto store = TRY(Store::Open(std::move(medium), place, clock, random, store_options));
  store->Hold(std::move(lock));
  return store;
}

Result<std::optional<bool>> BelongsTo(const std::string& dir, const StoreKey& key) {
  return sqlite::SqliteMedium::BelongsTo(dir + "/writ.db", key);
}

Result<void> CheckWatermark(const std::string& path, const StoreGlance& glance,
                            bool accept_lost_history) {
  const auto [mark, damaged] = TRY(Watermark::Read(path));
  if (mark || accept_lost_history || (!damaged && !glance.has_changes)) return {};
  return Fail("the watermark " + path + " is " + (damaged ? "damaged" : "missing") +
              ": restore it, or start once with --accept-lost-history");
}

Result<StoreGlance> GlanceAt(const std::string& dir) {
  return sqlite::SqliteMedium::GlanceAt(dir + "/writ.db");
}

}  // namespace writ::store
