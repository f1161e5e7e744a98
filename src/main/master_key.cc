#include "main/master_key.h"

#include <sys/stat.h>

#include <optional>

#include "base/hex.h"
#include "main/files.h"
#include "oauth/token/master_key.h"

namespace writ {

namespace {

std::string DefaultPath(const std::string& data) { return data + "/master.key"; }

Result<oauth::MasterKey> Parse(const std::string& text, const std::string& source) {
  Result<oauth::MasterKey> key = oauth::ParseMasterKey(text);
  if (!key) return Fail("The master key in " + source + " cannot be used: " + key.error().message);
  return key;
}

Result<oauth::MasterKey> ParseFile(const std::string& path) {
  const std::string text = TRY(ReadFile(path));
  return Parse(text, path);
}

// The file that we made ourselves must not have been opened up to others since.
Result<void> CheckPrivate(const std::string& path) {
  struct stat found {};
  if (::stat(path.c_str(), &found) == 0 && (found.st_mode & 077U) != 0) {
    return Fail("Others can read " + path + ", which holds the master key: chmod 600 it");
  }
  return {};
}

// Nothing when nobody says where the key is.
std::optional<Result<oauth::MasterKey>> FromOutside(const std::string& file,
                                                    const Environment& environment) {
  if (!file.empty()) return ParseFile(file);
  if (const auto text = ReadVariable(environment, "WRIT_MASTER_KEY"))
    return Parse(*text, "WRIT_MASTER_KEY");
  if (const auto folder = ReadVariable(environment, "CREDENTIALS_DIRECTORY")) {
    const std::string path = *folder + "/master-key";
    if (Exists(path)) return ParseFile(path);
  }
  return std::nullopt;
}

}  // namespace

Result<oauth::MasterKey> LoadMasterKey(const std::string& data, const std::string& file,
                                       const Environment& environment) {
  if (const auto outside = FromOutside(file, environment)) return *outside;
  const std::string path = DefaultPath(data);
  if (!Exists(path)) {
    return Fail("There is no master key: " + path +
                " is missing and neither WRIT_MASTER_KEY, WRIT_MASTER_KEY_FILE nor a systemd "
                "credential 'master-key' is set; a new data folder is made by writ init");
  }
  TRY_VOID(CheckPrivate(path));
  return ParseFile(path);
}

Result<oauth::MasterKey> LoadOrMakeMasterKey(const std::string& data, const std::string& file,
                                             const Environment& environment, Random& random) {
  if (const auto outside = FromOutside(file, environment)) return *outside;
  if (!Exists(DefaultPath(data))) {
    const auto key = random.Bytes<32>();
    TRY_VOID(WriteFile(DefaultPath(data), EncodeHex(key) + "\n"));
  }
  return LoadMasterKey(data, file, environment);
}

}  // namespace writ
