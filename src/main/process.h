// What a server process asks of the operating system.
#pragma once

#include <functional>

namespace writ {

// No core dumps and no debugger of another user: memory holds keys and secrets.
void ForbidCoreDumps();

// Gives standard input, output and error a place where the parent closed them: otherwise a store's
// file could become standard output. Nothing can be read from or written to the first two then.
void HoldStandardFiles();

// Writing to a pipe that nobody reads fails, and does not end the process.
void IgnoreBrokenPipes();

// Keeps SIGTERM, SIGINT and SIGHUP for WaitForEnd. Before any thread is started.
void HoldSignals();

// Waits for SIGTERM or SIGINT; calls `on_hangup` for each SIGHUP until then.
void WaitForEnd(const std::function<void()>& on_hangup);

}  // namespace writ
