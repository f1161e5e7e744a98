// Environment variables, as far as settings are read from them.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace writ {

// The value of an environment variable, if it is set. An empty function knows none.
using Environment = std::function<std::optional<std::string>(const std::string& name)>;
[[nodiscard]] Environment ProcessEnvironment();

// Whether an orchestrator set this variable, to say where a service is: Kubernetes gives each
// container WRIT_PORT=tcp://10.0.0.1:80, WRIT_SERVICE_HOST and more of the kind for a service named
// "writ", and WRIT_SANDBOX_PORT=tcp://… for one named "writ-sandbox". Of all names with _PORT or
// _SERVICE_ only WRIT_SANDBOX_PORT is a setting, and only when its value is no URL.
[[nodiscard]] bool IsServiceLink(std::string_view name, std::string_view value);

// What a setting's variable says: nothing if it is unset, empty, or a service link.
[[nodiscard]] std::optional<std::string> ReadVariable(const Environment& environment,
                                                      const std::string& name);

}  // namespace writ
