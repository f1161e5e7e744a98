#include "main/engine.h"

#include <unistd.h>

#include <future>
#include <utility>

#include "base/disk.h"
#include "main/files.h"
#include "main/load_report.h"
#include "main/store_key.h"

namespace writ {

namespace {

Result<std::unique_ptr<store::Store>> OpenStore(const EngineOptions& options, const Clock& clock,
                                                Random& random) {
  store::DiskOptions disk = options.disk;
  disk.store.catalogue = options.catalogue;
  const store::StoreKey key = StoreKeyOf(options.master_key);
  disk.trust = TrustOf(options.data, options.master_key, options.trust_this_key);
  if (options.err == nullptr) return store::OpenOnDisk(options.data, key, disk, clock, random);
  LoadReport report(*options.err, ::isatty(STDERR_FILENO) == 1);
  disk.store.on_load = report.Observer();
  auto store = TRY(store::OpenOnDisk(options.data, key, disk, clock, random));
  report.Finish();
  return store;
}

}  // namespace

bool HasStore(const std::string& data) { return Exists(data + "/writ.db"); }

Engine::Engine(std::unique_ptr<store::Store> store, std::unique_ptr<OffsetClock> clock,
               std::unique_ptr<SystemRandom> random)
    : random_(std::move(random)), clock_(std::move(clock)), store_(std::move(store)) {}

Engine::~Engine() { Close(); }

Result<std::unique_ptr<Engine>> Engine::Open(const EngineOptions& options) {
  auto random = std::make_unique<SystemRandom>();
  auto clock = std::make_unique<OffsetClock>();
  store::StoreOptions in_memory;
  in_memory.catalogue = options.catalogue;
  in_memory.threaded = false;  // there is no sync to wait for
  std::unique_ptr<store::Store> store = options.data.empty()
                                            ? TRY(store::OpenInMemory(*clock, *random, in_memory))
                                            : TRY(OpenStore(options, *clock, *random));
  clock->Follow(*store);
  std::unique_ptr<Engine> engine(new Engine(std::move(store), std::move(clock), std::move(random)));
  TRY_VOID(engine->Complete(options));
  return engine;
}

Result<void> Engine::Complete(const EngineOptions& options) {
  ids_ = std::make_unique<oauth::PublicIds>(options.master_key);
  if (!options.data.empty()) ForgetMasterId(options.data);
  if (store_->Keys().empty()) {
    oauth::Key key;
    key.made_time = clock_->Now();
    if (!CommitAndWait({{}, {oauth::MakeKey{key}}})) {
      return Fail("The store in " + options.data + " cannot be written: " +
                  DiskTrouble(options.data).value_or("the disk refuses it"));
    }
  }
  seals_ = std::make_unique<ThreadSeals>(options.master_key, *store_);
  services_ = std::make_unique<oauth::Services>(oauth::Services{*store_,
                                                                *store_,
                                                                *store_,
                                                                *clock_,
                                                                *random_,
                                                                *seals_,
                                                                *ids_,
                                                                options.lifetimes,
                                                                {},
                                                                {},
                                                                options.sandbox});
  return {};
}

oauth::CommitResult Engine::CommitAndWait(oauth::Proposal proposal) {
  proposal.by.place = "start";
  std::promise<oauth::CommitResult> promise;
  std::future<oauth::CommitResult> future = promise.get_future();
  store_->Commit(std::move(proposal),
                 [&promise](const oauth::CommitResult& result) { promise.set_value(result); });
  return future.get();
}

void Engine::Close() { store_->Close(); }

}  // namespace writ
