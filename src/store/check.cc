#include "store/check.h"

#include <filesystem>
#include <utility>
#include <variant>

#include "store/disk/recovery.h"
#include "store/sqlite/sqlite_medium.h"

namespace writ::store {

namespace {

using oauth::Number;

// Takes the events only: whether each follows the one before it.
class ChainSink final : public EventSink, private ScopeListSource {
 public:
  explicit ChainSink(const Replica& loaded, const LoadObserver& observer)
      : loaded_(loaded), observer_(observer) {}

  void OnProgress(const LoadProgress& progress) override {
    if (observer_) observer_(progress);
  }
  [[nodiscard]] Result<void> OnEvent(const EventRow& row) override {
    const Result<oauth::Event> event = EventOf(row, *this);
    if (!event) return Wrong(row, event.error().message.c_str());
    const bool lost = std::holds_alternative<oauth::LostHistoryAccepted>(event->what);
    const bool first = count_ == 0;
    if (!first && row.sequence != Number(last_) + 1 && !lost) {
      return Wrong(row, "the one before it is missing");
    }
    // Of the oldest that is stored nobody knows the hash before it, unless it is the first of all.
    const bool follows = !first || row.sequence == 1;
    if (follows && Chain(chain_, row, *event) != row.chain) return Wrong(row, "its hash is wrong");
    ++count_;
    last_ = event->sequence;
    chain_ = row.chain;
    return {};
  }

  [[nodiscard]] std::uint64_t Count() const { return count_; }

 private:
  [[nodiscard]] static Result<void> Wrong(const EventRow& row, const char* what) {
    return Fail("the store is damaged: row " + std::to_string(row.sequence) +
                " of table event: " + what + "; restore a backup");
  }
  // The last one knows the names of all before it: they never change.
  [[nodiscard]] oauth::Catalogue::Pointer FindCatalogue() const override {
    return loaded_.FindCatalogue();
  }
  // Until the next event.
  [[nodiscard]] const oauth::ScopeList* Keep(const oauth::ScopeList& list) override {
    scopes_ = list;
    return &scopes_;
  }

  const Replica& loaded_;
  const LoadObserver& observer_;
  oauth::ScopeList scopes_;
  std::uint64_t count_ = 0;
  oauth::Sequence last_ = oauth::Sequence::kNone;
  ChainHash chain_{};
};

Result<void> CheckMark(const std::string& path, Medium& medium, oauth::Sequence last) {
  const auto [mark, damaged] = TRY(Watermark::Read(path));
  if (damaged) return Fail("the watermark " + path + " is damaged");
  if (!mark) {
    if (last == oauth::Sequence::kNone) return {};
    return Fail("the store's watermark " + path + " is missing");
  }
  const std::string named = std::to_string(Number(mark->sequence));
  if (Number(mark->sequence) > Number(last)) {
    return Fail("the store has lost changes: it ends at change " + std::to_string(Number(last)) +
                ", but its watermark names change " + named);
  }
  if (mark->sequence == oauth::Sequence::kNone) return {};
  const auto chain = TRY(medium.FindChain(mark->sequence));
  if (chain && *chain == mark->chain) return {};
  return Fail("the store's change " + named + " is not the one that its watermark names");
}

}  // namespace

Result<CheckedStore> CheckStore(const std::string& dir, const StoreKey& key,
                                const DiskOptions& options) {
  const std::string path = dir + "/writ.db";
  if (!std::filesystem::exists(path)) return Fail("there is no store in " + dir);
  const LockFile lock = TRY(LockFile::Acquire(dir));
  const LoadObserver& observer = options.store.on_load;
  const auto medium = TRY(sqlite::SqliteMedium::OpenFile(path, key, options.trust, observer));
  Sweep sweep;
  Replica replica(sweep);
  Recovery recovery(replica, sweep, observer);
  TRY_VOID(recovery.Run(*medium));
  const oauth::Sequence last = replica.Position().sequence;
  ChainSink chain(replica, observer);
  TRY_VOID(medium->ReadAfter(oauth::Sequence::kNone, chain));
  TRY_VOID(CheckMark(options.watermark_path.empty() ? dir + "/watermark" : options.watermark_path,
                     *medium, last));
  return CheckedStore{chain.Count(), last};
}

}  // namespace writ::store
