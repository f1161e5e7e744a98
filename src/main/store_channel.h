// How the command line reaches the admin API of a data folder.
#pragma once

#include <memory>
#include <string>

#include "base/result.h"
#include "cli/channel.h"

namespace writ {

// The running server's control socket; the store itself when no server runs.
[[nodiscard]] Result<std::unique_ptr<cli::Channel>> OpenAdminChannel(const std::string& data);

}  // namespace writ
