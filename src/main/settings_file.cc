#include <algorithm>
#include <string>
#include <vector>

#include "catalogue/toml.h"
#include "cli/suggest.h"
#include "main/settings.h"

namespace writ {

namespace {

std::string Place(const std::string& source, const toml::source_region& region) {
  return source + ", line " + std::to_string(region.begin.line) + ": ";
}

Result<std::string> AsText(const Setting& setting, const toml::node& node,
                           const std::string& place) {
  const std::string name(setting.name);
  switch (setting.kind) {
    case SettingKind::kText:
      if (const auto* text = node.as_string()) return text->get();
      return Fail(place + "'" + name + "' must be a string");
    case SettingKind::kFlag:
      if (const auto* flag = node.as_boolean()) return std::string(flag->get() ? "true" : "false");
      return Fail(place + "'" + name + "' must be true or false");
    case SettingKind::kNumber:
      if (const auto* number = node.as_integer()) return std::to_string(number->get());
      return Fail(place + "'" + name + "' must be a whole number");
  }
  return Fail(place + "'" + name + "' has no meaning");
}

}  // namespace

Result<Values> ParseSettingsFile(std::string_view text, const std::string& source) {
  toml::table table;
  try {
    table = toml::parse(text);
  } catch (const toml::parse_error& error) {
    return Fail(Place(source, error.source()) + std::string(error.description()));
  }
  std::vector<std::string> names;
  for (const Setting& setting : AllSettings()) names.emplace_back(setting.name);
  Values values;
  for (const auto& [key, node] : table) {
    const std::string name(key.str());
    const std::string place = Place(source, node.source());
    const auto known = std::find(names.begin(), names.end(), name);
    if (known == names.end()) {
      std::string message = place;
      message.append("there is no setting '").append(name).append("'");
      if (const auto meant = cli::Suggest(name, names)) {
        message.append("; did you mean '").append(*meant).append("'?");
      }
      return Fail(message);
    }
    const auto index = static_cast<std::size_t>(known - names.begin());
    values[name] = TRY(AsText(AllSettings()[index], node, place));
  }
  return values;
}

}  // namespace writ
