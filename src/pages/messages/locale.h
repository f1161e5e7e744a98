// The languages that people's pages speak, and how one is chosen.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace writ::pages {

// Each has one text for everything; locales of one language share it.
enum class Language : std::uint8_t { kEnglish, kDutch, kFrench, kGerman, kSpanish, kItalian };
inline constexpr std::size_t kLanguageCount = 6;

struct Locale {
  std::string_view id;    // as in the `locale` parameter, e.g. nl_BE
  std::string_view tag;   // as in the HTML lang attribute, e.g. nl-BE (BCP 47)
  std::string_view name;  // in its own language
  Language language;
};

// Mollie's eight, in its order. Thread-safe, like all here.
[[nodiscard]] std::span<const Locale> Locales();

// The locale named `id`, or nothing.
[[nodiscard]] const Locale* FindLocale(std::string_view id);

// What `parameter` names; else the best of an Accept-Language header (RFC 9110 §12.5.4: weights
// first, then the order sent; the primary language is enough); else English without a region.
// Neither can be wrong: what is not understood is passed over.
[[nodiscard]] const Locale& ChooseLocale(std::optional<std::string_view> parameter,
                                         std::string_view accept_language);

}  // namespace writ::pages
