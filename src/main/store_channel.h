// How the command line reaches the admin API of a data folder.
#pragma once

#include <iosfwd>
#include <memory>
#include <string>

#include "base/result.h"
#include "cli/channel.h"

namespace writ {

// The running server's control socket; the store itself when no server runs, with the settings that
// stand in its folder and the master key of `master_key_file`, if that is not empty. `err` is told
// how far it is while a big store is read.
[[nodiscard]] Result<std::unique_ptr<cli::Channel>> OpenAdminChannel(
    const std::string& data, const std::string& master_key_file, std::ostream& err);

}  // namespace writ
