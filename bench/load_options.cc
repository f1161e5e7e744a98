#include "load_options.h"

#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace writ::bench {

namespace {

constexpr const char* kUsage =
    "usage: bench_load --port N --requests FILE [--connections N] [--pipeline N] [--seconds S]\n"
    "                  [--first N] [--count N] [--status N] [--text T] [--pid N]… [--tls]\n"
    "                  [--total N] [--wal-index FILE] [--any-caller]\n"
    "Without --seconds every request is sent once, or --total in all, round and round.\n";

}  // namespace

void Die(const std::string& message) {
  std::fprintf(stderr, "bench_load: %s\n", message.c_str());
  std::exit(1);
}

LoadOptions ParseLoadOptions(int argc, char** argv) {
  LoadOptions options;
  for (int i = 1; i < argc; ++i) {
    const std::string_view name = argv[i];
    if (name == "--tls" || name == "--any-caller") {
      (name == "--tls" ? options.tls : options.any_caller) = true;
      continue;
    }
    if (++i >= argc) Die(kUsage);
    const char* const value = argv[i];
    const auto number = std::strtoull(value, nullptr, 10);
    if (name == "--port") {
      options.port = static_cast<std::uint16_t>(number);
    } else if (name == "--requests") {
      options.requests = value;
    } else if (name == "--connections") {
      options.connections = number;
    } else if (name == "--pipeline") {
      options.pipeline = number;
    } else if (name == "--seconds") {
      options.seconds = std::strtod(value, nullptr);
    } else if (name == "--first") {
      options.first = number;
    } else if (name == "--count") {
      options.count = number;
    } else if (name == "--total") {
      options.total = number;
    } else if (name == "--status") {
      options.status = static_cast<int>(number);
    } else if (name == "--text") {
      options.text = value;
    } else if (name == "--pid") {
      options.pids.push_back(static_cast<int>(number));
    } else if (name == "--wal-index") {
      options.wal_index = value;
    } else {
      Die(kUsage);
    }
  }
  if (options.port == 0 || options.requests.empty() || options.connections == 0) Die(kUsage);
  return options;
}

}  // namespace writ::bench
