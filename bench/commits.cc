// What the committer alone can do: `bench_commits DIR GRANTS rotate|revoke OUTSTANDING SECONDS`
// opens the store that bench_seed left in DIR and keeps OUTSTANDING changes of random grants under
// way, each answered one leading to the next, with no server in between. Prints one JSON object.
// Changes the store.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <future>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "base/check.h"
#include "base/clock.h"
#include "base/random.h"
#include "main/master_key.h"
#include "main/store_key.h"
#include "store/open.h"

namespace writ::bench {
namespace {

using SteadyTime = std::chrono::steady_clock::time_point;

double CpuSeconds() {
  timespec time{};
  CHECK(clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time) == 0);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

// All but Run happens on the committer's thread, one call after the other.
class Loop {
 public:
  Loop(store::Store& ledger, std::uint64_t grants, bool rotate, std::size_t outstanding,
       double seconds)
      : ledger_(ledger),
        rotate_(rotate),
        grants_(1, grants),
        outstanding_(outstanding),
        end_(std::chrono::steady_clock::now() + std::chrono::duration_cast<SteadyTime::duration>(
                                                    std::chrono::duration<double>(seconds))) {}

  void Run() {
    ledger_.Commit(Propose(), [this](const oauth::CommitResult& /*result*/) {
      for (std::size_t i = outstanding_; i > 0; --i) Next();
    });
    done_.get_future().wait();
  }
  [[nodiscard]] std::vector<float>& Milliseconds() { return milliseconds_; }
  [[nodiscard]] std::size_t Conflicts() const { return conflicts_; }

 private:
  void Next() {
    const SteadyTime asked = std::chrono::steady_clock::now();
    ledger_.Commit(Propose(), [this, asked](const oauth::CommitResult& result) {
      const SteadyTime now = std::chrono::steady_clock::now();
      conflicts_ += result.has_value() ? 0 : 1;
      milliseconds_.push_back(std::chrono::duration<float, std::milli>(now - asked).count());
      if (now < end_) {
        Next();
      } else if (--outstanding_ == 0) {
        done_.set_value();
      }
    });
  }

  oauth::Proposal Propose() {
    const auto grant = ledger_.FindGrant(oauth::GrantId{grants_(random_)});
    CHECK(grant.has_value());
    if (!rotate_) return {{}, {oauth::EndGrant{grant->id, oauth::Cause::kClient}}};
    return {{oauth::GrantIsAtGeneration{grant->id, grant->generation}},
            {oauth::RotateGrant{grant->id, grant->generation + 1, clock_.Now()}}};
  }

  store::Store& ledger_;
  const bool rotate_;
  SystemClock clock_;
  std::mt19937_64 random_{1};
  std::uniform_int_distribution<std::uint64_t> grants_;
  std::size_t outstanding_;
  const SteadyTime end_;
  std::vector<float> milliseconds_;
  std::size_t conflicts_ = 0;
  std::promise<void> done_;
};

int Run(const std::string& dir, std::uint64_t grants, bool rotate, std::size_t outstanding,
        double seconds) {
  SystemClock clock;
  SystemRandom random;
  const auto master = LoadMasterKey(dir, {}, [](const std::string&) { return std::nullopt; });
  if (!master) {
    std::fprintf(stderr, "bench_commits: %s\n", master.error().message.c_str());
    return 1;
  }
  auto ledger = store::OpenOnDisk(dir, StoreKeyOf(*master), {}, clock, random);
  if (!ledger) {
    std::fprintf(stderr, "bench_commits: %s\n", ledger.error().message.c_str());
    return 1;
  }
  const double cpu = CpuSeconds();
  const SteadyTime begin = std::chrono::steady_clock::now();
  Loop loop(**ledger, grants, rotate, outstanding, seconds);
  loop.Run();
  const double took =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  const double used = CpuSeconds() - cpu;
  std::vector<float>& all = loop.Milliseconds();
  std::sort(all.begin(), all.end());
  const auto at = [&all](double share) {
    return double{all[static_cast<std::size_t>(share * static_cast<double>(all.size() - 1))]};
  };
  const auto count = static_cast<double>(all.size());
  std::printf(
      "{\"per_second\": %.0f, \"cpu_us\": %.2f, \"p50_ms\": %.3f, \"p99_ms\": %.3f, "
      "\"p999_ms\": %.3f, \"conflicts\": %zu}\n",
      count / took, used / count * 1e6, at(0.5), at(0.99), at(0.999), loop.Conflicts());
  (*ledger)->Close();
  return 0;
}

}  // namespace
}  // namespace writ::bench

int main(int argc, char** argv) {
  const std::string_view verb = argc == 6 ? argv[3] : "";
  if (verb != "rotate" && verb != "revoke") {
    std::fputs("usage: bench_commits DIR GRANTS rotate|revoke OUTSTANDING SECONDS\n", stderr);
    return 2;
  }
  return writ::bench::Run(argv[1], std::strtoull(argv[2], nullptr, 10), verb == "rotate",
                          std::strtoul(argv[4], nullptr, 10), std::strtod(argv[5], nullptr));
}
