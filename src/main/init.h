// `writ init`: a new data folder.
#pragma once

#include <iosfwd>
#include <string>

namespace writ {

struct InitOptions {
  std::string data;
  std::string issuer;  // empty: to be said when serving
  std::string
      master_key_file;   // empty: a new one in the data folder, unless the environment has it
  std::string scopes{};  // as LoadScopes takes it
};

// Makes folder, master key, store and writ.toml; never touches what is there. Returns an ExitCode;
// a folder that holds a store already is kConflict.
[[nodiscard]] int RunInit(const InitOptions& options, std::ostream& out, std::ostream& err);

}  // namespace writ
