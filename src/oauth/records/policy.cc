#include "oauth/records/policy.h"

namespace writ::oauth {

std::optional<Preset> ParsePreset(std::string_view name) {
  if (name == "mollie") return Preset::kMollie;
  if (name == "oauth21") return Preset::kOauth21;
  return std::nullopt;
}

std::string_view NameOf(Preset preset) {
  switch (preset) {
    case Preset::kMollie:
      return "mollie";
    case Preset::kOauth21:
      return "oauth21";
  }
  return "unknown";
}

}  // namespace writ::oauth
