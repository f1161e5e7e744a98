// Makes consents, grants and spent codes without end, each with scopes in an order of its own, and
// ends them again: `bench_churn DIR MADE LIVE`. Prints, as a line of JSON for every twentieth part,
// how much memory the process and how much disk the store take; invariant 7 wants both flat.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <future>
#include <memory>
#include <string>
#include <utility>

#include "base/check.h"
#include "store/open.h"

namespace writ::bench {
namespace {

constexpr std::uint32_t kClients = 10;
constexpr std::uint64_t kPairsAProposal = 200;
constexpr std::uint64_t kParts = 20;
const store::StoreKey kKey({1}, {2}, {3});

class MovedClock final : public Clock {
 public:
  [[nodiscard]] Instant Now() const override { return now_; }
  void Advance(Seconds seconds) { now_ += seconds; }

 private:
  Instant now_ = FromUnix(1'700'000'000);
};

oauth::Committed Commit(store::Store& ledger, oauth::Proposal& proposal) {
  std::promise<oauth::CommitResult> done;
  ledger.Commit(std::exchange(proposal, {}),
                [&done](const oauth::CommitResult& result) { done.set_value(result); });
  return done.get_future().get().value();
}

// Five permissions, in an order that hardly comes twice.
oauth::ScopeList Shuffled(std::uint64_t number) {
  oauth::ScopeList list;
  std::uint64_t state = number * 0x9e3779b97f4a7c15ULL;
  while (list.size < 5) {
    state ^= state >> 29U;
    state *= 0xbf58476d1ce4e5b9ULL;
    const auto index = static_cast<oauth::ScopeIndex>((state >> 32U) % 60);
    if (!list.Set().Has(index)) list.indexes.at(list.size++) = index;
  }
  return list;
}

// The number of bytes that the process has in memory.
std::uint64_t Memory() {
  std::ifstream file("/proc/self/statm");
  std::uint64_t all = 0;
  std::uint64_t resident = 0;
  file >> all >> resident;
  return resident * 4096;
}

std::uint64_t Disk(const std::string& dir) {
  std::uint64_t bytes = 0;
  for (const auto& entry : std::filesystem::directory_iterator(dir)) {
    if (entry.is_regular_file()) bytes += entry.file_size();
  }
  return bytes;
}

class Churn {
 public:
  Churn(std::string dir, std::uint64_t made, std::uint64_t live)
      : dir_(std::move(dir)), made_(made), live_(live) {
    store::DiskOptions options;
    options.store.threaded = false;
    // As many are dead and not yet let go as live.
    options.store.retention = Seconds{3600};
    ledger_ = std::move(store::OpenOnDisk(dir_, kKey, options, clock_, random_)).value();
    oauth::Proposal proposal;
    for (std::uint32_t i = 0; i < kClients; ++i) {
      oauth::MakeClient make;
      make.client.scopes = {true, {}};
      make.profile.name = "App";
      proposal.changes.emplace_back(make);
    }
    // A pair comes again when it has been dead for long.
    for (std::uint64_t i = 0; i < SubjectCount(); ++i) {
      oauth::MakeSubject make;
      make.profile.name = "Merchant";
      proposal.changes.emplace_back(make);
      if (proposal.changes.size() == 1'000) Commit(*ledger_, proposal);
    }
    if (!proposal.Empty()) Commit(*ledger_, proposal);
  }

  void Run() {
    oauth::Proposal proposal;
    for (std::uint64_t number = 1; number <= made_; ++number) {
      Make(number, proposal);
      if (number > live_) End(number - live_, proposal);
      if (number % kPairsAProposal == 0 || number == made_) {
        Commit(*ledger_, proposal);
        passed_ += kPairsAProposal * 3600;
        clock_.Advance(Seconds{static_cast<std::int64_t>(passed_ / live_)});
        passed_ %= live_;
      }
      if (number % (made_ / kParts) == 0) {
        std::printf("{\"made\": %llu, \"memory\": %llu, \"disk\": %llu}\n",
                    static_cast<unsigned long long>(number),
                    static_cast<unsigned long long>(Memory()),
                    static_cast<unsigned long long>(Disk(dir_)));
        std::fflush(stdout);
      }
    }
    ledger_->Close();
  }

 private:
  [[nodiscard]] std::uint64_t SubjectCount() const { return 4 * live_ / kClients + 1; }
  [[nodiscard]] oauth::ClientId ClientOf(std::uint64_t number) const {
    return oauth::ClientId{static_cast<std::uint32_t>(number % kClients) + 1};
  }
  [[nodiscard]] oauth::SubjectId SubjectOf(std::uint64_t number) const {
    return oauth::SubjectId{static_cast<std::uint32_t>(number / kClients % SubjectCount()) + 1};
  }

  void Make(std::uint64_t number, oauth::Proposal& proposal) {
    const oauth::ScopeList scopes = Shuffled(number);
    proposal.changes.emplace_back(
        oauth::GiveConsent{ClientOf(number), SubjectOf(number), scopes, clock_.Now()});
    oauth::MakeGrant make;
    make.grant.client = ClientOf(number);
    make.grant.subject = SubjectOf(number);
    make.grant.made_time = clock_.Now();
    make.scopes = scopes;
    proposal.changes.emplace_back(make);
    oauth::SpendCode spend;
    spend.code = {
        oauth::CodeSerial{number}, ClientOf(number), oauth::GrantId::kNone, true, clock_.Now(),
        clock_.Now() + Seconds{30}};
    proposal.changes.emplace_back(spend);
  }
  void End(std::uint64_t number, oauth::Proposal& proposal) const {
    const auto consent = ledger_->FindConsent(ClientOf(number), SubjectOf(number));
    CHECK(consent);
    proposal.changes.emplace_back(
        oauth::CutConsent{consent->id, oauth::Reach::kAll, oauth::Cause::kClient});
  }

  const std::string dir_;
  const std::uint64_t made_;
  const std::uint64_t live_;
  MovedClock clock_;
  SystemRandom random_;
  std::unique_ptr<store::Store> ledger_;
  std::uint64_t passed_ = 0;  // of a second, in parts of live_
};

}  // namespace
}  // namespace writ::bench

int main(int argc, char** argv) {
  if (argc != 4) {
    std::fprintf(stderr, "usage: bench_churn DIR MADE LIVE\n");
    return 2;
  }
  writ::bench::Churn(argv[1], std::strtoull(argv[2], nullptr, 10),
                     std::strtoull(argv[3], nullptr, 10))
      .Run();
  return 0;
}
