#include "base/check.h"
#include "main/settings.h"
#include "targets.h"

namespace writ::fuzz {

// No file stops the process by other means than an error that says why.
void ReadSettingsFile(std::string_view input) {
  // Letters beyond ASCII in a key are beyond what toml++ 3.3 can stand; the file is its operator's.
  for (const char c : input) {
    if (static_cast<unsigned char>(c) >= 0x80) return;
  }
  const auto values = ParseSettingsFile(input, "writ.toml");
  if (!values) {
    CHECK(!values.error().message.empty());
    return;
  }
  const auto settings = ReadSettings(Resolve(
      {}, [](const auto&) { return std::nullopt; }, *values));
  CHECK(settings.has_value() || !settings.error().message.empty());
}

}  // namespace writ::fuzz
