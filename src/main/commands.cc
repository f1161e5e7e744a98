#include "main/commands.h"

#include <CLI/CLI.hpp>
#include <charconv>
#include <cstdint>
#include <memory>
#include <ostream>
#include <string>
#include <system_error>

#include "cli/exit_code.h"
#include "cli/setting.h"
#include "cli/verb.h"
#include "main/check.h"
#include "main/check_start.h"
#include "main/init.h"
#include "main/ready_file.h"
#include "main/sandbox.h"
#include "main/serve.h"
#include "main/settings.h"

namespace writ {

namespace {

void AddLifetime(CLI::App& verb, const char* name, Seconds& lifetime, const char* help) {
  verb.add_option_function<std::int64_t>(
          name, [&lifetime](const std::int64_t& seconds) { lifetime = Seconds{seconds}; }, help)
      ->type_name("SECONDS")
      ->check(CLI::Range(1, (1 << 16) - 1).description(""));
}

// A decimal number, whatever zeros it begins with. The error is for CLI11, which names the option.
std::string ReadSeed(std::string& text) {
  std::uint64_t seed = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), seed);
  if (failure != std::errc{} || end != text.data() + text.size()) {
    return "'" + text + "' is not a whole number from 0 to 18446744073709551615";
  }
  text = std::to_string(seed);
  return {};
}

void AddSandbox(CLI::App& root, cli::Context& context) {
  const auto options = std::make_shared<SandboxOptions>();
  CLI::App* verb = root.add_subcommand(
      "sandbox", "Serve demo apps and merchants on loopback, to try and to test against");
  verb->callback([&context, options] {
    context.action = [&context, options] { return RunSandbox(*options, context.out, context.err); };
  });
  cli::FromVariable(
      context, verb->add_option("--port", options->port, "The port on loopback; 0: any free one"),
      "WRIT_SANDBOX_PORT")
      ->type_name("N")
      ->capture_default_str();
  verb->add_option("--listen", options->listen,
                   "Where to listen instead of 127.0.0.1 and ::1; a port here stands above --port")
      ->type_name("ADDR[:PORT]");
  verb->add_option("--allow-host", options->allowed_hosts,
                   "Another name than localhost by which /_sandbox may be called; can be repeated")
      ->type_name("NAME")
      ->take_all()
      ->allow_extra_args(false);
  verb->add_option("--issuer", options->issuer,
                   "The URL that apps know the sandbox by; by default, where it listens")
      ->type_name("URL");
  verb->add_option("--seed", options->seed,
                   "Make the same ids and secrets for the demo apps and merchants at every start")
      ->type_name("N")
      ->transform(CLI::Validator(ReadSeed, ""));
  verb->add_option("--data", options->data, "Keep everything in this folder; by default in memory")
      ->type_name("DIR");
  verb->add_flag("--tls", options->tls, "Serve https too, with a throw-away certificate");
  verb->add_option("--tls-port", options->tls_port, "The port of https; by default any free one")
      ->type_name("N");
  verb->add_option("--ready-file", options->ready_file,
                   "Write addresses, apps and merchants here as JSON once the server answers")
      ->type_name("FILE");
  verb->add_option("--scopes", options->scopes,
                   "What apps may ask for: mollie, none, or a file; mollie by default")
      ->type_name("FILE");
  verb->add_flag("--demo", options->demonstration,
                 "First show a token's whole life with the real requests and answers");
  AddLifetime(*verb, "--code-lifetime", options->lifetimes.code,
              "How long codes live; by default 30");
  AddLifetime(*verb, "--access-token-lifetime", options->lifetimes.access_token,
              "How long access tokens live; by default 3600");
  verb->add_flag("!--no-access-log", options->access_log,
                 "Write no line for each request to standard error");
  verb->add_option("--threads", options->threads, "How many threads serve; by default one per core")
      ->type_name("N")
      ->check(CLI::Range(1, 256).description(""));
}

struct SettingFlags {
  Values values;
  std::string config;
};

// Every setting as a flag, and --config.
void AddSettings(CLI::App& verb, const std::shared_ptr<SettingFlags>& flags) {
  verb.add_option("--config", flags->config,
                  "The file of settings; by default DATA/writ.toml (WRIT_CONFIG)")
      ->type_name("FILE");
  for (const Setting& setting : AllSettings()) {
    const std::string name(setting.name);
    const std::string help = std::string(setting.help) + " (" + EnvironmentOf(setting) + ")";
    if (setting.kind == SettingKind::kFlag) {
      verb.add_flag_function(
          FlagOf(setting),
          [flags, name](std::int64_t on) { flags->values[name] = on > 0 ? "true" : "false"; },
          help);
      continue;
    }
    verb.add_option_function<std::string>(
            FlagOf(setting),
            [flags, name](const std::string& value) { flags->values[name] = value; }, help)
        ->type_name(setting.kind == SettingKind::kNumber ? "N" : "TEXT");
  }
  verb.add_flag_function(
      "--no-access-log",
      [flags](std::int64_t off) { flags->values["access_log"] = off > 0 ? "false" : "true"; },
      "Write no line for each request to standard error");
}

Result<Settings> Load(const SettingFlags& flags, const cli::Context& context) {
  return LoadSettings(flags.values, flags.config, context.environment);
}

// What an earlier process said must not outlive a start that was refused.
void DropReadyFile(const SettingFlags& flags, const cli::Context& context,
                   const std::string& ready_file) {
  const Values values = Resolve(flags.values, context.environment, {});
  static_cast<void>(TakeFolder(values.at("data"), ready_file));
}

void AddServe(CLI::App& root, cli::Context& context) {
  const auto flags = std::make_shared<SettingFlags>();
  const auto options = std::make_shared<ServeOptions>();
  CLI::App* verb = root.add_subcommand("serve", "Serve a data folder that writ init made");
  verb->callback([&context, flags, options] {
    context.action = [&context, flags, options] {
      Result<Settings> settings = Load(*flags, context);
      if (!settings) {
        DropReadyFile(*flags, context, options->ready_file);
        context.err << "writ: " << settings.error().message << "\n";
        return int{cli::kUsage};
      }
      options->settings = std::move(*settings);
      return RunServe(*options, context.out, context.err);
    };
  });
  AddSettings(*verb, flags);
  verb->add_option("--ready-file", options->ready_file,
                   "Write issuer, addresses and pid here as JSON once the server answers")
      ->type_name("FILE");
  verb->add_flag("--accept-lost-history", options->accept_lost_history,
                 "Serve a store that is older than its watermark; what is lost stays lost");
  verb->add_flag("--accept-clock", options->accept_clock,
                 "Serve although the clock is behind the store's last change: it was ahead then");
  verb->add_flag("--init", options->init,
                 "Make the store first if the folder has none, as writ init does");
  verb->add_flag(
      "--trust-this-key", options->trust_this_key,
      "Take the master key for that of an old store which does not say which is its own");
}

void AddCheck(CLI::App& root, cli::Context& context) {
  const auto options = std::make_shared<CheckOptions>();
  CLI::App* verb = root.add_subcommand(
      "check", "Say whether a stopped store is whole: each row, each event, the watermark");
  verb->callback([&context, options] {
    context.action = [&context, options] {
      if (!options->data.empty()) return RunCheck(*options, context.out, context.err);
      context.err
          << "writ: say which folder to check: --data DIR, or WRIT_DATA in the environment\n";
      return int{cli::kUsage};
    };
  });
  cli::FromVariable(context,
                    verb->add_option("--data", options->data, "The folder; no process may own it"),
                    "WRIT_DATA")
      ->type_name("DIR");
  cli::FromVariable(
      context,
      verb->add_option("--master-key-file", options->master_key_file, "The file of the master key"),
      "WRIT_MASTER_KEY_FILE")
      ->type_name("FILE");
}

void AddInit(CLI::App& root, cli::Context& context) {
  const auto options = std::make_shared<InitOptions>();
  CLI::App* verb = root.add_subcommand("init", "Make a new data folder: key, store and settings");
  verb->callback([&context, options] {
    context.action = [&context, options] {
      if (!options->data.empty()) return RunInit(*options, context.out, context.err);
      context.err
          << "writ: say which folder to make: --data DIR, or WRIT_DATA in the environment\n";
      return int{cli::kUsage};
    };
  });
  const auto option = [&](const char* flag, std::string& value, const char* variable,
                          const char* type, const char* help) {
    cli::FromVariable(context, verb->add_option(flag, value, help), variable)->type_name(type);
  };
  option("--data", options->data, "WRIT_DATA", "DIR", "The folder; it is made if it is not there");
  option("--issuer", options->issuer, "WRIT_ISSUER", "URL",
         "The URL that apps will know the server by");
  verb->add_option("--scopes", options->scopes,
                   "What apps may ask for: mollie, none, or a file; mollie by default")
      ->type_name("FILE");
  option("--master-key-file", options->master_key_file, "WRIT_MASTER_KEY_FILE", "FILE",
         "Use the master key in this file instead of making one");
}

void AddConfig(CLI::App& root, cli::Context& context) {
  CLI::App* noun = cli::AddNoun(root, "config", "The settings of writ serve");
  const auto flags = std::make_shared<SettingFlags>();
  CLI::App* verb = noun->add_subcommand(
      "check", "Say whether writ serve could start with its flags, environment and file");
  verb->callback([&context, flags] {
    context.action = [&context, flags] {
      const Result<Settings> settings = Load(*flags, context);
      const Result<void> good = settings ? CheckStart(*settings, context.environment)
                                         : Result<void>(Fail(settings.error()));
      if (!good) {
        context.err << "writ: " << good.error().message << "\n";
        return int{cli::kNegative};
      }
      context.err << "The settings are good.\n";
      return int{cli::kDone};
    };
  });
  AddSettings(*verb, flags);
}

}  // namespace

void AddOwnCommands(CLI::App& root, cli::Context& context) {
  AddSandbox(root, context);
  AddInit(root, context);
  AddServe(root, context);
  AddCheck(root, context);
  AddConfig(root, context);
}

}  // namespace writ
