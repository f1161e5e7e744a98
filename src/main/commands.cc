#include "main/commands.h"

#include <CLI/CLI.hpp>
#include <memory>

#include "main/sandbox.h"

namespace writ {

namespace {

void AddLifetime(CLI::App& verb, const char* name, Seconds& lifetime, const char* help) {
  verb.add_option_function<std::int64_t>(
          name, [&lifetime](const std::int64_t& seconds) { lifetime = Seconds{seconds}; }, help)
      ->type_name("SECONDS")
      ->check(CLI::Range(1, (1 << 16) - 1).description(""));
}

void AddSandbox(CLI::App& root, cli::Context& context) {
  const auto options = std::make_shared<SandboxOptions>();
  CLI::App* verb = root.add_subcommand(
      "sandbox", "Serve on loopback with demo apps and merchants, to try and to test against");
  verb->callback([&context, options] {
    context.action = [&context, options] { return RunSandbox(*options, context.out, context.err); };
  });
  verb->add_option("--port", options->port, "Where to listen on 127.0.0.1; 0: any free port")
      ->type_name("N")
      ->envname("WRIT_PORT")
      ->capture_default_str();
  verb->add_option("--data", options->data, "Keep everything in this folder; in memory unless said")
      ->type_name("DIR");
  verb->add_flag("--tls", options->tls, "Serve https too, with a throw-away certificate");
  verb->add_option("--tls-port", options->tls_port, "The port of https; any free one unless said")
      ->type_name("N");
  verb->add_option("--ready-file", options->ready_file,
                   "Write addresses, apps and merchants here as JSON once the server answers")
      ->type_name("FILE");
  verb->add_flag("--demo", options->demonstration,
                 "First show a token's whole life with the real requests and answers");
  AddLifetime(*verb, "--code-lifetime", options->lifetimes.code, "How long codes live; 30 s");
  AddLifetime(*verb, "--access-token-lifetime", options->lifetimes.access_token,
              "How long access tokens live; 3600 s");
  verb->add_flag("!--no-access-log", options->access_log, "No line a request on standard error");
  verb->add_option("--threads", options->threads, "How many loops serve; one per core unless said")
      ->type_name("N")
      ->check(CLI::Range(1, 256).description(""));
}

}  // namespace

void AddOwnCommands(CLI::App& root, cli::Context& context) { AddSandbox(root, context); }

}  // namespace writ
