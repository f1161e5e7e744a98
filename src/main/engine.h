// The engine: a ledger with everything that endpoints need of the world, opened and closed as one.
#pragma once

#include <iosfwd>
#include <memory>
#include <string>

#include "base/random.h"
#include "base/result.h"
#include "catalogue/mollie.h"
#include "main/offset_clock.h"
#include "main/seal_source.h"
#include "oauth/change.h"
#include "oauth/records/policy.h"
#include "oauth/services.h"
#include "oauth/token/public_id.h"
#include "store/open.h"

namespace writ {

struct EngineOptions {
  std::string data;  // the data folder; empty: in memory
  oauth::MasterKey master_key{};
  oauth::Lifetimes lifetimes;
  bool sandbox = false;
  oauth::Catalogue::Pointer catalogue = catalogue::Mollie();  // what a new store has
  store::DiskOptions disk;      // its trust is set from the master key
  bool trust_this_key = false;  // the operator says that it is that of a store that does not say
  std::ostream* err = nullptr;  // told how far it is while a big store is read
};

class Engine {
 public:
  // Opens the store and makes its first sealing key if it is new. The error is one sentence that
  // says what to do; a master key other than the one that the store was made with is one.
  [[nodiscard]] static Result<std::unique_ptr<Engine>> Open(const EngineOptions& options);
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;
  ~Engine();  // as Close

  // The issuers are empty until somebody sets them, before the first request.
  [[nodiscard]] oauth::Services& GetServices() { return *services_; }
  [[nodiscard]] const oauth::Services& GetServices() const { return *services_; }

  // Commits and waits until it is durable.
  [[nodiscard]] oauth::CommitResult CommitAndWait(oauth::Proposal proposal);

  // After the last request was answered: makes everything durable and lets the folder go.
  void Close();

 private:
  Engine(std::unique_ptr<store::Store> store, std::unique_ptr<OffsetClock> clock,
         std::unique_ptr<SystemRandom> random);
  [[nodiscard]] Result<void> Complete(const EngineOptions& options);

  // In the order in which they need each other.
  std::unique_ptr<SystemRandom> random_;
  std::unique_ptr<OffsetClock> clock_;
  std::unique_ptr<store::Store> store_;
  std::unique_ptr<oauth::PublicIds> ids_;
  std::unique_ptr<ThreadSeals> seals_;
  std::unique_ptr<oauth::Services> services_;
};

// Whether the folder holds a store.
[[nodiscard]] bool HasStore(const std::string& data);

}  // namespace writ
