// writ: reads the command line and runs what it says.
#include <unistd.h>

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
  writ::HoldStandardFiles();
  writ::IgnoreBrokenPipes();
  writ::cli::Context context{std::cout, std::cerr,
                             [](const std::string& data, const std::string& master_key_file) {
                               return writ::OpenAdminChannel(data, master_key_file, std::cerr);
                             },
                             writ::kVersion, STDOUT_FILENO};
  return writ::cli::RunCommandLine(
      argc, argv, context, [&context](CLI::App& root) { writ::AddOwnCommands(root, context); });
}
