// writ: reads the command line and runs what it says.
#include <iostream>
#include <utility>

#include "cli/command_line.h"
#include "cli/socket_channel.h"
#include "main/commands.h"
#include "main/process.h"
#include "main/store_channel.h"
#include "main/version.h"

int main(int argc, char** argv) {
  // Every command may hold keys or secrets for a moment.
  writ::ForbidCoreDumps();
  writ::cli::Context context{
      std::cout, std::cerr,
      [](const std::string& data) { return writ::OpenAdminChannel(data, std::cerr); },
      writ::kVersion};
  return writ::cli::RunCommandLine(
      argc, argv, context, [&context](CLI::App& root) { writ::AddOwnCommands(root, context); });
}
