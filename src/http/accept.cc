#include "http/accept.h"

#include <cstddef>

#include "base/ascii.h"
#include "http/text.h"

namespace writ::http {
namespace {

// How well a media type is covered: the most specific range decides.
struct Match {
  int specificity = 0;  // 3 for the type itself, 2 for type/*, 1 for */*, 0 for none
  int weight = 0;       // thousandths
  int position = 0;

  void Consider(const Match& other) {
    if (other.specificity > specificity) *this = other;
  }
};

// A qvalue in thousandths; -1 if it is none.
int ParseWeight(std::string_view text) {
  if (text.empty() || text.size() > 5 || (text[0] != '0' && text[0] != '1')) return -1;
  int weight = (text[0] - '0') * 1000;
  if (text.size() == 1) return weight;
  if (text[1] != '.') return -1;
  int unit = 100;
  for (const char c : text.substr(2)) {
    if (c < '0' || c > '9') return -1;
    weight += (c - '0') * unit;
    unit /= 10;
  }
  return weight > 1000 ? -1 : weight;
}

std::string_view TakeUntil(std::string_view& text, char separator) {
  const std::size_t end = text.find(separator);
  const std::string_view taken = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return Trimmed(taken);
}

// The weight among a range's parameters; 1000 if it has none.
int WeightOf(std::string_view parameters) {
  while (!parameters.empty()) {
    std::string_view parameter = TakeUntil(parameters, ';');
    const std::string_view name = TakeUntil(parameter, '=');
    if (EqualsIgnoringCase(name, "q")) return ParseWeight(Trimmed(parameter));
  }
  return 1000;
}

}  // namespace

bool PrefersJson(std::string_view accept) {
  Match json;
  Match html;
  int position = 0;
  while (!accept.empty()) {
    std::string_view range = TakeUntil(accept, ',');
    const std::string_view type = TakeUntil(range, ';');
    const int weight = WeightOf(range);
    if (weight < 0) continue;
    ++position;
    if (EqualsIgnoringCase(type, "application/json")) {
      json.Consider({3, weight, position});
    } else if (EqualsIgnoringCase(type, "text/html")) {
      html.Consider({3, weight, position});
    } else if (EqualsIgnoringCase(type, "application/*")) {
      json.Consider({2, weight, position});
    } else if (EqualsIgnoringCase(type, "text/*")) {
      html.Consider({2, weight, position});
    } else if (type == "*/*") {
      json.Consider({1, weight, position});
      html.Consider({1, weight, position});
    }
  }
  if (json.weight != html.weight) return json.weight > html.weight;
  if (json.weight == 0) return false;
  if (json.specificity != html.specificity) return json.specificity > html.specificity;
  return json.position < html.position;
}

}  // namespace writ::http
