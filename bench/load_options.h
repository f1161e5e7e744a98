// What bench_load is asked to do.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace writ::bench {

struct LoadOptions {
  std::uint16_t port = 0;
  std::string requests;
  std::size_t connections = 64;
  std::size_t pipeline = 1;
  double seconds = 0;       // 0: `total` of them
  std::uint64_t first = 0;  // of the file's requests
  std::uint64_t count = 0;  // of them; 0: all
  std::uint64_t total = 0;  // requests to send, beginning again after the last; 0: each once
  int status = 200;         // what every answer must have
  std::string text;         // and its body contain
  std::vector<int> pids;    // the server's processes, whose CPU time is measured
  std::string wal_index;    // of the server's database: tells answers during a checkpoint apart
  bool tls = false;
  bool any_caller = false;  // on each connection, as behind a proxy; else as few as can be
};

// Ends the program where they are wrong.
[[nodiscard]] LoadOptions ParseLoadOptions(int argc, char** argv);

// Says why on standard error and ends the program.
[[noreturn]] void Die(const std::string& message);

}  // namespace writ::bench
