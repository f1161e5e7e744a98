#include "main/init.h"

#include <filesystem>
#include <ostream>
#include <system_error>

#include "cli/exit_code.h"
#include "main/engine.h"
#include "main/files.h"
#include "main/master_key.h"
#include "main/scopes.h"
#include "main/settings.h"

namespace writ {

namespace {

Result<void> MakePrivateFolder(const std::string& path) {
  TRY_VOID(MakeFolder(path));
  std::error_code failure;
  std::filesystem::permissions(path, std::filesystem::perms::owner_all, failure);
  if (failure) return Fail("Cannot close the folder " + path + " to others: " + failure.message());
  return {};
}

// A file with every setting, commented out, so that it is its own reference.
std::string SettingsText(const InitOptions& options) {
  std::string text =
      "# The settings of this Writ server. Flags and the environment (WRIT_…) go before this "
      "file.\n"
      "# Check it with: writ config check --data DIR\n";
  for (const Setting& setting : AllSettings()) {
    if (setting.name == "data") continue;
    const bool quoted = setting.kind == SettingKind::kText;
    const bool said = setting.name == "issuer" && !options.issuer.empty();
    const std::string value = said ? options.issuer : std::string(setting.fallback);
    text += "\n# " + std::string(setting.help) + ".\n";
    text += (said ? "" : "# ") + std::string(setting.name) + " = ";
    text += quoted ? "\"" + value + "\"\n" : value + "\n";
  }
  return text;
}

Result<void> Init(const InitOptions& options) {
  // What is wrong with the scopes is said before anything is made.
  EngineOptions engine;
  engine.catalogue = TRY(LoadScopes(options.scopes));
  TRY_VOID(MakePrivateFolder(options.data));
  // Whatever is wrong with the issuer is said now, not at the first start.
  Values values = Resolve({{"data", options.data}, {"issuer", options.issuer}}, {}, {});
  TRY_VOID(ReadSettings(values));
  SystemRandom random;
  engine.data = options.data;
  engine.master_key =
      TRY(LoadOrMakeMasterKey(options.data, options.master_key_file, ProcessEnvironment(), random));
  const std::unique_ptr<Engine> opened = TRY(Engine::Open(engine));
  opened->Close();
  const std::string path = options.data + "/writ.toml";
  if (Exists(path)) return {};
  return WriteFile(path, SettingsText(options));
}

}  // namespace

int RunInit(const InitOptions& options, std::ostream& out, std::ostream& err) {
  if (HasStore(options.data)) {
    err << "writ: there is a store in " << options.data << " already; it stays as it is\n";
    return cli::kConflict;
  }
  const Result<void> made = Init(options);
  if (!made) {
    err << "writ: " << made.error().message << "\n";
    return cli::kFailed;
  }
  const std::string data = "--data " + options.data;
  out << "Made " << options.data << "\n";
  if (Exists(options.data + "/master.key")) {
    out << "Keep a copy of " << options.data
        << "/master.key apart from backups of the store: without it every token is lost.\n";
  }
  out << "Next:\n  writ app create " << data
      << " --name \"My app\" --redirect-uri https://… --all-scopes\n"
      << "  writ merchant create " << data << " --name \"A merchant\"\n"
      << "  writ merchant login " << data << " org_…\n  writ serve " << data << "\n";
  return cli::kDone;
}

}  // namespace writ
