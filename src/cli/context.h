// What every command works with.
#pragma once

#include <functional>
#include <iosfwd>
#include <memory>
#include <string>

#include "base/result.h"
#include "cli/channel.h"

namespace writ::cli {

enum class Format { kTable, kJson };

// Opens the admin API of a data folder: of the running server, or of the store itself.
using OpenChannel = std::function<Result<std::unique_ptr<Channel>>(const std::string& data)>;

// One per process; not thread-safe.
struct Context {
  std::ostream& out;  // data
  std::ostream& err;  // talk
  OpenChannel open;
  std::string version;
  std::string data{};  // the data folder; empty: nothing was said
  Format format = Format::kTable;
  bool yes = false;               // --yes
  std::function<int()> action{};  // what the parsed command does; returns an ExitCode
};

}  // namespace writ::cli
