// The templates of src/pages/templates, built into the program. Thread-safe.
#pragma once

#include <string_view>

namespace writ::pages {

[[nodiscard]] std::string_view LayoutTemplate();
[[nodiscard]] std::string_view ConsentTemplate();
[[nodiscard]] std::string_view NoticeTemplate();
[[nodiscard]] std::string_view SignInTemplate();
[[nodiscard]] std::string_view SandboxHomeTemplate();
[[nodiscard]] std::string_view StyleTemplate();

}  // namespace writ::pages
