// Every parser that reads what strangers send, and every route that takes something from a caller,
// as a function of bytes. Each stops the process when a property of it does not hold.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace writ::fuzz {

struct Target {
  std::string_view name;
  void (*run)(std::string_view input);
  // Inputs that get far.
  std::vector<std::string> (*seeds)();
};

[[nodiscard]] std::span<const Target> Targets();
// Null for a name that there is not.
[[nodiscard]] const Target* FindTarget(std::string_view name);

// catalogue_target.cc
void ReadCatalogueFile(std::string_view input);
[[nodiscard]] std::vector<std::string> CatalogueSeeds();
// http_targets.cc
void ReadHead(std::string_view input);
void ReadChunkedBody(std::string_view input);
void ReadFormBody(std::string_view input);
void ReadJsonBody(std::string_view input);
void ReadCookie(std::string_view input);
void ReadAccept(std::string_view input);
// oauth_targets.cc
void ReadBasic(std::string_view input);
void ReadTokenText(std::string_view input);
[[nodiscard]] std::vector<std::string> TokenSeeds();
void ReadId(std::string_view input);
[[nodiscard]] std::vector<std::string> IdSeeds();
void ReadRedirectUri(std::string_view input);
void ReadScope(std::string_view input);
void ReadChallenge(std::string_view input);
void ReadVerifier(std::string_view input);
// route_targets.cc
void CallAdmin(std::string_view input);
[[nodiscard]] std::vector<std::string> AdminSeeds();
void CallSandbox(std::string_view input);
[[nodiscard]] std::vector<std::string> SandboxSeeds();
void CallOAuth(std::string_view input);
[[nodiscard]] std::vector<std::string> OAuthSeeds();
// settings_target.cc
void ReadSettingsFile(std::string_view input);

}  // namespace writ::fuzz
