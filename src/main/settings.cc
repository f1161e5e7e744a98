#include "main/settings.h"

#include <array>
#include <charconv>

#include "base/environment.h"
#include "cli/setting.h"
#include "http/uri.h"
#include "main/files.h"

namespace writ {

namespace {

constexpr std::array<Setting, 17> kSettings = {{
    {"data", SettingKind::kText, "", "The data folder, made by writ init"},
    {"listen", SettingKind::kText, "127.0.0.1:8080",
     "Where to listen, ADDR:PORT; port 0 is a free one"},
    {"issuer", SettingKind::kText, "",
     "The URL that apps know the server by; by default, where it listens"},
    {"tls_cert", SettingKind::kText, "", "The certificate chain, PEM; read again on SIGHUP"},
    {"tls_key", SettingKind::kText, "", "The certificate's key, PEM"},
    {"behind_proxy", SettingKind::kFlag, "false",
     "Plain HTTP is right, because a proxy in front does the TLS"},
    {"health_listen", SettingKind::kText, "127.0.0.1:8091",
     "Where /health/live and /health/ready are"},
    {"master_key_file", SettingKind::kText, "",
     "The file of the master key; by default DATA/master.key"},
    {"watermark", SettingKind::kText, "",
     "The file that notices lost history; best on another disk than the data"},
    {"strict_watermark", SettingKind::kFlag, "false",
     "Write the watermark before each answer, not within 100 ms"},
    {"access_log", SettingKind::kFlag, "true", "Write a line for each request to standard error"},
    {"threads", SettingKind::kNumber, "0", "How many threads serve; 0: one per core"},
    {"code_lifetime", SettingKind::kNumber, "30", "Seconds that an authorization code lives"},
    {"access_token_lifetime", SettingKind::kNumber, "3600", "Seconds that an access token lives"},
    {"refresh_token_unused_lifetime", SettingKind::kNumber, "7776000",
     "Seconds without a refresh after which an authorization of an oauth21 app expires"},
    {"login_link_lifetime", SettingKind::kNumber, "600", "Seconds that a merchant's link lives"},
    {"session_lifetime", SettingKind::kNumber, "3600", "Seconds that a merchant stays signed in"},
}};

std::optional<std::string> Find(const Values& values, std::string_view name) {
  const auto found = values.find(name);
  if (found == values.end()) return std::nullopt;
  return found->second;
}

std::string_view ValueOf(const Values& values, std::string_view name) {
  const auto found = values.find(name);
  if (found == values.end()) return {};
  return found->second;
}

Result<bool> ReadFlag(const Values& values, std::string_view name) {
  const std::string_view text = ValueOf(values, name);
  if (text == "true" || text == "1") return true;
  if (text == "false" || text == "0") return false;
  return Fail("The setting '" + std::string(name) + "' must be true or false");
}

Result<std::int64_t> ReadNumber(const Values& values, std::string_view name, std::int64_t least,
                                std::int64_t most) {
  const std::string_view text = ValueOf(values, name);
  std::int64_t number = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failure != std::errc{} || end != text.data() + text.size() || number < least ||
      number > most) {
    return Fail("The setting '" + std::string(name) + "' must be a number from " +
                std::to_string(least) + " to " + std::to_string(most));
  }
  return number;
}

Result<oauth::Lifetimes> ReadLifetimes(const Values& values) {
  oauth::Lifetimes lifetimes;
  constexpr std::int64_t kTokenMax = (1 << 24) - 1;
  constexpr std::int64_t kCodeMax = (1 << 16) - 1;
  lifetimes.code = Seconds{TRY(ReadNumber(values, "code_lifetime", 1, kCodeMax))};
  lifetimes.access_token = Seconds{TRY(ReadNumber(values, "access_token_lifetime", 1, kTokenMax))};
  constexpr std::int64_t kUnusedMax = 10L * 365 * 24 * 3600;
  lifetimes.refresh_token_unused =
      Seconds{TRY(ReadNumber(values, "refresh_token_unused_lifetime", 1, kUnusedMax))};
  lifetimes.login_link = Seconds{TRY(ReadNumber(values, "login_link_lifetime", 1, kTokenMax))};
  lifetimes.session = Seconds{TRY(ReadNumber(values, "session_lifetime", 1, kTokenMax))};
  return lifetimes;
}

Result<void> CheckTogether(const Settings& settings) {
  if (settings.tls_cert.empty() != settings.tls_key.empty()) {
    return Fail("The settings 'tls_cert' and 'tls_key' need each other");
  }
  const bool plain = settings.tls_cert.empty();
  if (plain && !IsLoopback(settings.listen) && !settings.behind_proxy) {
    return Fail("Plain HTTP is for loopback only, and " + Authority(settings.listen) +
                " is not: give --tls-cert and --tls-key, or --behind-proxy if a proxy in front "
                "does the TLS");
  }
  if (settings.listen.port != 0 && settings.listen.port == settings.health_listen.port &&
      (settings.listen.host == settings.health_listen.host || IsAny(settings.listen) ||
       IsAny(settings.health_listen))) {
    return Fail("The settings 'listen' and 'health_listen' name the same port");
  }
  if (settings.issuer.empty() && (IsAny(settings.listen) || settings.behind_proxy)) {
    return Fail("Give the URL by which apps know this server: --issuer https://…, or WRIT_ISSUER");
  }
  return {};
}

}  // namespace

Result<std::string> ReadIssuer(std::string issuer, bool http_anywhere) {
  while (!issuer.empty() && issuer.back() == '/') issuer.pop_back();
  if (issuer.empty()) return issuer;
  const std::size_t mark = issuer.find("://");
  const std::string scheme = issuer.substr(0, mark);
  const std::string rest = mark == std::string::npos ? std::string() : issuer.substr(mark + 3);
  const std::string host = rest.substr(0, rest.find('/'));
  if ((scheme != "https" && scheme != "http") || !http::IsPlainUrl(issuer)) {
    return Fail("The setting 'issuer' must be a URL such as https://connect.example.com");
  }
  if (scheme == "http" && !http::IsLoopbackHost(host) && !http_anywhere) {
    return Fail("The setting 'issuer' must begin with https:// unless it is on this machine");
  }
  return issuer;
}

std::span<const Setting> AllSettings() { return kSettings; }

std::string FlagOf(const Setting& setting) {
  std::string flag = "--" + std::string(setting.name);
  for (char& letter : flag) letter = letter == '_' ? '-' : letter;
  return flag;
}

std::string EnvironmentOf(const Setting& setting) {
  std::string name = "WRIT_" + std::string(setting.name);
  for (char& letter : name) {
    if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
  }
  return name;
}

Values Resolve(const Values& flags, const Environment& environment, const Values& file) {
  Values resolved;
  for (const Setting& setting : kSettings) {
    const cli::Sources sources{Find(flags, setting.name), EnvironmentOf(setting),
                               Find(file, setting.name), setting.fallback};
    resolved[std::string(setting.name)] = cli::Prevailing(sources, environment);
  }
  return resolved;
}

namespace {

// Nothing of a file that is not there, if it need not be.
Result<Values> ReadSettingsFile(const std::string& path, bool may_be_missing,
                                const Environment& environment) {
  if (may_be_missing && !Exists(path)) return Values{};
  const std::string text = TRY(ReadFile(path));
  Values values = TRY(ParseSettingsFile(text, path));
  // The key itself is no setting of its own, and goes before the file as any variable does.
  if (ReadVariable(environment, "WRIT_MASTER_KEY")) values.erase("master_key_file");
  return values;
}

// Each by itself.
Result<Settings> ReadEach(const Values& values) {
  Settings settings;
  settings.data = ValueOf(values, "data");
  if (settings.data.empty()) return Fail("Say where the data folder is: --data DIR");
  settings.listen = TRY(ParseAddress(ValueOf(values, "listen")));
  settings.health_listen = TRY(ParseAddress(ValueOf(values, "health_listen")));
  settings.tls_cert = ValueOf(values, "tls_cert");
  settings.tls_key = ValueOf(values, "tls_key");
  settings.master_key_file = ValueOf(values, "master_key_file");
  settings.watermark = ValueOf(values, "watermark");
  settings.behind_proxy = TRY(ReadFlag(values, "behind_proxy"));
  settings.strict_watermark = TRY(ReadFlag(values, "strict_watermark"));
  settings.access_log = TRY(ReadFlag(values, "access_log"));
  settings.threads = static_cast<unsigned>(TRY(ReadNumber(values, "threads", 0, 256)));
  settings.lifetimes = TRY(ReadLifetimes(values));
  settings.issuer = TRY(ReadIssuer(std::string(ValueOf(values, "issuer")), settings.behind_proxy));
  return settings;
}

}  // namespace

Result<Settings> ReadSettings(const Values& values) {
  Settings settings = TRY(ReadEach(values));
  TRY_VOID(CheckTogether(settings));
  return settings;
}

std::string IssuerOf(const Settings& settings, std::uint16_t port) {
  if (!settings.issuer.empty()) return settings.issuer;
  return (settings.tls_cert.empty() ? "http://" : "https://") +
         Authority({settings.listen.host, port});
}

Result<Settings> LoadStoreSettings(const std::string& data, const std::string& master_key_file,
                                   const Environment& environment) {
  Values flags = {{"data", data}};
  if (!master_key_file.empty()) flags["master_key_file"] = master_key_file;
  const Values file = TRY(ReadSettingsFile(data + "/writ.toml", true, environment));
  return ReadEach(Resolve(flags, {}, file));
}

Result<Settings> LoadSettings(const Values& flags, const std::string& config,
                              const Environment& environment) {
  std::optional<std::string> flag;
  if (!config.empty()) flag = config;
  const std::string path = cli::Prevailing({flag, "WRIT_CONFIG", {}, {}}, environment);
  if (!path.empty()) {
    const Values file = TRY(ReadSettingsFile(path, false, environment));
    return ReadSettings(Resolve(flags, environment, file));
  }
  const std::string data(ValueOf(Resolve(flags, environment, {}), "data"));
  const Values file = TRY(ReadSettingsFile(data + "/writ.toml", true, environment));
  return ReadSettings(Resolve(flags, environment, file));
}

}  // namespace writ
