// What a server process asks of the operating system.
#pragma once

#include <functional>

namespace writ {

// No core dumps and no debugger of another user: memory holds keys and secrets.
void ForbidCoreDumps();

// Keeps SIGTERM, SIGINT and SIGHUP for WaitForEnd. Before any thread is started.
void HoldSignals();

// Waits for SIGTERM or SIGINT; calls `on_hangup` for each SIGHUP until then.
void WaitForEnd(const std::function<void()>& on_hangup);

}  // namespace writ
