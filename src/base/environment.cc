#include "base/environment.h"

#include <cstdlib>

namespace writ {

Environment ProcessEnvironment() {
  return [](const std::string& name) -> std::optional<std::string> {
    const char* value = std::getenv(name.c_str());
    if (value == nullptr) return std::nullopt;
    return std::string(value);
  };
}

bool IsServiceLink(std::string_view name, std::string_view value) {
  if (name.substr(0, 5) != "WRIT_") return false;
  if (name == "WRIT_SANDBOX_PORT") return value.find("://") != std::string_view::npos;
  return name.find("_PORT") != std::string_view::npos ||
         name.find("_SERVICE_") != std::string_view::npos;
}

std::optional<std::string> ReadVariable(const Environment& environment, const std::string& name) {
  if (!environment) return std::nullopt;
  std::optional<std::string> value = environment(name);
  if (!value || value->empty() || IsServiceLink(name, *value)) return std::nullopt;
  return value;
}

}  // namespace writ
