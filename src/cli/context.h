// What every command works with.
#pragma once

#include <functional>
#include <iosfwd>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/environment.h"
#include "base/result.h"
#include "cli/channel.h"

// NOLINTNEXTLINE(readability-identifier-naming): the library named itself
namespace CLI {
class Option;
}

namespace writ::cli {

enum class Format { kTable, kJson };

// Opens the admin API of a data folder: of the running server, or of the store itself, whose master
// key may be in `master_key_file` (empty: where it usually is).
using OpenChannel = std::function<Result<std::unique_ptr<Channel>>(
    const std::string& data, const std::string& master_key_file)>;

// One per process; not thread-safe.
struct Context {
  std::ostream& out;  // data
  std::ostream& err;  // talk
  OpenChannel open;
  std::string version;
  int out_descriptor = -1;  // what `out` writes to; -1: no file
  Environment environment = ProcessEnvironment();
  // Options that an environment variable may set, and its name.
  std::vector<std::pair<CLI::Option*, std::string>> variables{};
  std::string data{};             // the data folder; empty: nothing was said
  std::string master_key_file{};  // empty: nothing was said
  Format format = Format::kTable;
  bool yes = false;                    // --yes
  std::unique_ptr<Channel> channel{};  // once it was opened
  std::function<int()> action{};       // what the parsed command does; returns an ExitCode
};

}  // namespace writ::cli
