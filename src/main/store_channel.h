// How the command line reaches the admin API of a data folder.
#pragma once

#include <iosfwd>
#include <memory>
#include <string>

#include "base/result.h"
#include "cli/channel.h"

namespace writ {

// The running server's control socket; the store itself when no server runs. `err` is told how far
// it is while a big store is read.
[[nodiscard]] Result<std::unique_ptr<cli::Channel>> OpenAdminChannel(const std::string& data,
                                                                     std::ostream& err);

}  // namespace writ
