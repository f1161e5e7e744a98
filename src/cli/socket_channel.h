// The admin API of a running server, over the Unix socket in its data folder.
#pragma once

#include <memory>
#include <string>

#include "base/result.h"
#include "cli/channel.h"

namespace writ::cli {

// The socket's name within the data folder.
inline constexpr const char* kControlSocket = "control.sock";

// Whether a server listens on the socket of `data`. A file that a killed server left there is none.
[[nodiscard]] bool ServerRuns(const std::string& data);

// Does not connect before the first call.
[[nodiscard]] std::unique_ptr<Channel> OpenSocketChannel(const std::string& data);

}  // namespace writ::cli
