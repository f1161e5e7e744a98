// What a server is told by flags, the environment (WRIT_…), its TOML file and the defaults.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "main/address.h"
#include "main/master_key.h"
#include "oauth/records/policy.h"

namespace writ {

enum class SettingKind : std::uint8_t { kText, kFlag, kNumber };

// One setting: `code_lifetime` in the file, --code-lifetime as a flag, WRIT_CODE_LIFETIME in the
// environment.
struct Setting {
  std::string_view name;
  SettingKind kind;
  std::string_view fallback;  // "true"/"false" for a flag, digits for a number
  std::string_view help;
};
// All of them, in the order of the help.
[[nodiscard]] std::span<const Setting> AllSettings();

[[nodiscard]] std::string FlagOf(const Setting& setting);         // --code-lifetime
[[nodiscard]] std::string EnvironmentOf(const Setting& setting);  // WRIT_CODE_LIFETIME

using Values = std::map<std::string, std::string, std::less<>>;

// The settings of a TOML text, as text. `source` names it in errors, which say the line, the wrong
// key and the one that was most likely meant.
[[nodiscard]] Result<Values> ParseSettingsFile(std::string_view text, const std::string& source);

// Each setting by the rule of cli::Prevailing.
[[nodiscard]] Values Resolve(const Values& flags, const Environment& environment,
                             const Values& file);

// The settings by type.
struct Settings {
  std::string data;
  Address listen;
  Address health_listen;
  std::string issuer;  // without a trailing slash; empty: from where it listens
  std::string tls_cert;
  std::string tls_key;
  std::string master_key_file;
  std::string watermark;  // empty: in the data folder
  bool behind_proxy = false;
  bool strict_watermark = false;
  bool access_log = true;
  unsigned threads = 0;
  oauth::Lifetimes lifetimes;
};

// Checks each value and how they fit together. The error says which setting, and what to do.
[[nodiscard]] Result<Settings> ReadSettings(const Values& values);

// The issuer as it is said, or as it follows from where the server listens: at `port`.
[[nodiscard]] std::string IssuerOf(const Settings& settings, std::uint16_t port);

// What is needed to open the store of `data` without serving it: from DATA/writ.toml and the
// defaults alone, whether or not they fit together for serving. `master_key_file` stands above the
// file's if it is not empty, and so does WRIT_MASTER_KEY, the one variable that is read.
[[nodiscard]] Result<Settings> LoadStoreSettings(const std::string& data,
                                                 const std::string& master_key_file,
                                                 const Environment& environment);

// The whole way: flags, environment, and the file that `--config`, WRIT_CONFIG or, if it exists,
// DATA/writ.toml names.
[[nodiscard]] Result<Settings> LoadSettings(const Values& flags, const std::string& config,
                                            const Environment& environment);

// The URL of an issuer without its trailing slash (RFC 8414 §2: https, without query or fragment).
// http is for loopback, or anywhere if `http_anywhere`. Empty stays empty.
[[nodiscard]] Result<std::string> ReadIssuer(std::string issuer, bool http_anywhere);

}  // namespace writ
