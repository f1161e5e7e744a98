// The admin API without a server: the store is opened here, for as long as one command runs.
#pragma once

#include <memory>

#include "base/result.h"
#include "cli/channel.h"
#include "main/engine.h"

namespace writ {

// Calls the same routes that a server would serve on its control socket.
[[nodiscard]] std::unique_ptr<cli::Channel> OpenInProcessChannel(std::shared_ptr<Engine> engine);

}  // namespace writ
