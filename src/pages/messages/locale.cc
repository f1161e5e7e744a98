#include "pages/messages/locale.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"

namespace writ::pages {

namespace {

constexpr std::array kLocales{
    Locale{"en_US", "en-US", "English", Language::kEnglish},
    Locale{"nl_NL", "nl-NL", "Nederlands", Language::kDutch},
    Locale{"nl_BE", "nl-BE", "Nederlands (België)", Language::kDutch},
    Locale{"fr_FR", "fr-FR", "Français", Language::kFrench},
    Locale{"fr_BE", "fr-BE", "Français (Belgique)", Language::kFrench},
    Locale{"de_DE", "de-DE", "Deutsch", Language::kGerman},
    Locale{"es_ES", "es-ES", "Español", Language::kSpanish},
    Locale{"it_IT", "it-IT", "Italiano", Language::kItalian},
};
constexpr Locale kFallback{"en", "en", "English", Language::kEnglish};

// A header longer than this is no browser's; what follows is not read.
constexpr std::size_t kRangesMax = 20;

std::string_view Trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

// The weight of a range in thousandths; 1000 where there is none, 0 where it cannot be read.
int Weight(std::string_view parameters) {
  const std::size_t at = parameters.find("q=");
  if (at == std::string_view::npos) return 1000;
  std::string_view text = Trim(parameters.substr(at + 2));
  if (text.empty() || (text.front() != '0' && text.front() != '1')) return 0;
  int weight = (text.front() - '0') * 1000;
  int unit = 100;
  for (std::size_t i = 2; i < text.size() && text[1] == '.' && unit > 0; ++i, unit /= 10) {
    if (text[i] < '0' || text[i] > '9') break;
    weight += (text[i] - '0') * unit;
  }
  return std::min(weight, 1000);
}

const Locale* MatchRange(std::string_view range) {
  for (const Locale& locale : kLocales) {
    if (EqualsIgnoringCase(range, locale.tag)) return &locale;
  }
  const std::string_view primary = range.substr(0, range.find('-'));
  if (EqualsIgnoringCase(primary, kFallback.tag)) return &kFallback;
  for (const Locale& locale : kLocales) {
    if (EqualsIgnoringCase(primary, locale.tag.substr(0, 2))) return &locale;
  }
  return nullptr;
}

}  // namespace

std::span<const Locale> Locales() { return kLocales; }

const Locale* FindLocale(std::string_view id) {
  for (const Locale& locale : kLocales) {
    if (locale.id == id) return &locale;
  }
  return nullptr;
}

const Locale& ChooseLocale(std::optional<std::string_view> parameter,
                           std::string_view accept_language) {
  if (parameter) {
    if (const Locale* named = FindLocale(*parameter)) return *named;
  }
  const Locale* best = &kFallback;
  int best_weight = 0;
  for (std::size_t i = 0; i < kRangesMax && !accept_language.empty(); ++i) {
    const std::size_t end = std::min(accept_language.find(','), accept_language.size());
    const std::string_view entry = accept_language.substr(0, end);
    accept_language.remove_prefix(std::min(end + 1, accept_language.size()));
    const std::size_t semicolon = std::min(entry.find(';'), entry.size());
    const Locale* match = MatchRange(Trim(entry.substr(0, semicolon)));
    const int weight = Weight(entry.substr(semicolon));
    if (match != nullptr && weight > best_weight) {
      best = match;
      best_weight = weight;
    }
  }
  return *best;
}

}  // namespace writ::pages
