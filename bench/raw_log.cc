// What the disk allows: `bench_raw_log FILE OUTSTANDING BYTES SECONDS` appends records of BYTES to
// FILE with group commit (one write and one fdatasync for whatever waits), OUTSTANDING requests
// being under way at any time. The committer's share of a store, and nothing else.
#include <fcntl.h>
#include <pthread.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "base/check.h"

namespace {

using SteadyTime = std::chrono::steady_clock::time_point;

double CpuSeconds(clockid_t clock) {
  timespec time{};
  CHECK(clock_gettime(clock, &time) == 0);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

// Both ends of a closed loop.
struct Shared {
  std::mutex mutex;
  std::condition_variable to_log;
  std::condition_variable to_clients;
  std::vector<SteadyTime> waiting;  // when each was asked for
  std::vector<SteadyTime> answered;
  bool stop = false;
};

void Log(Shared& shared, int descriptor, std::size_t bytes, double& cpu) {
  const double begin = CpuSeconds(CLOCK_THREAD_CPUTIME_ID);
  std::vector<SteadyTime> batch;
  std::string block;
  for (;;) {
    {
      std::unique_lock lock(shared.mutex);
      shared.to_log.wait(lock, [&] { return shared.stop || !shared.waiting.empty(); });
      if (shared.stop) break;
      batch.swap(shared.waiting);
    }
    block.resize(batch.size() * bytes, 'x');
    CHECK(write(descriptor, block.data(), block.size()) == static_cast<ssize_t>(block.size()));
    CHECK(fdatasync(descriptor) == 0);
    {
      const std::lock_guard lock(shared.mutex);
      shared.answered.insert(shared.answered.end(), batch.begin(), batch.end());
    }
    shared.to_clients.notify_one();
    batch.clear();
  }
  cpu = CpuSeconds(CLOCK_THREAD_CPUTIME_ID) - begin;
}

struct Latencies {
  std::vector<double> milliseconds;
  double At(double share) {
    if (milliseconds.empty()) return 0;
    const auto place =
        milliseconds.begin() + static_cast<std::ptrdiff_t>(share * double(milliseconds.size() - 1));
    std::nth_element(milliseconds.begin(), place, milliseconds.end());
    return *place;
  }
};

int Run(const char* path, std::size_t outstanding, std::size_t bytes, double seconds) {
  const int descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0600);
  if (descriptor < 0) {
    std::perror(path);
    return 1;
  }
  Shared shared;
  double cpu = 0;
  const SteadyTime begin = std::chrono::steady_clock::now();
  shared.waiting.assign(outstanding, begin);
  std::thread log([&] { Log(shared, descriptor, bytes, cpu); });
  Latencies latencies;
  std::vector<SteadyTime> answered;
  SteadyTime now = begin;
  while (now - begin < std::chrono::duration<double>(seconds)) {
    {
      std::unique_lock lock(shared.mutex);
      shared.to_clients.wait(lock, [&] { return !shared.answered.empty(); });
      answered.swap(shared.answered);
    }
    now = std::chrono::steady_clock::now();
    for (const SteadyTime asked : answered) {
      latencies.milliseconds.push_back(std::chrono::duration<double>(now - asked).count() * 1e3);
    }
    {
      const std::lock_guard lock(shared.mutex);
      shared.waiting.insert(shared.waiting.end(), answered.size(), now);
    }
    shared.to_log.notify_one();
    answered.clear();
  }
  {
    const std::lock_guard lock(shared.mutex);
    shared.stop = true;
  }
  shared.to_log.notify_one();
  log.join();
  close(descriptor);
  unlink(path);
  const double count = static_cast<double>(latencies.milliseconds.size());
  const double elapsed = std::chrono::duration<double>(now - begin).count();
  std::printf(
      "{\"per_second\": %.0f, \"cpu_us\": %.3f, \"p50_ms\": %.3f, \"p99_ms\": %.3f, "
      "\"p999_ms\": %.3f}\n",
      count / elapsed, cpu / count * 1e6, latencies.At(0.5), latencies.At(0.99),
      latencies.At(0.999));
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 5) {
    std::fputs("usage: bench_raw_log FILE OUTSTANDING BYTES SECONDS\n", stderr);
    return 2;
  }
  return Run(argv[1], std::strtoul(argv[2], nullptr, 10), std::strtoul(argv[3], nullptr, 10),
             std::strtod(argv[4], nullptr));
}
