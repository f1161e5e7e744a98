#include "oauth/records/records.h"

namespace writ::oauth {

std::string_view NameOf(Cause cause) {
  switch (cause) {
    case Cause::kNone:
      return "none";
    case Cause::kClient:
      return "client";
    case Cause::kMerchant:
      return "merchant";
    case Cause::kOperator:
      return "operator";
    case Cause::kReplay:
      return "replay";
    case Cause::kSuperseded:
      return "superseded";
    case Cause::kDeleted:
      return "deleted";
  }
  return "unknown";
}

std::optional<Cause> ParseCause(std::string_view name) {
  if (name.empty()) return Cause::kNone;
  for (const Cause cause : {Cause::kClient, Cause::kMerchant, Cause::kOperator, Cause::kReplay,
                            Cause::kSuperseded, Cause::kDeleted}) {
    if (NameOf(cause) == name) return cause;
  }
  return std::nullopt;
}

std::string_view NameOf(KeyState state) {
  switch (state) {
    case KeyState::kIssue:
      return "issue";
    case KeyState::kOpen:
      return "open";
    case KeyState::kOpenRefreshOnly:
      return "open-refresh-only";
    case KeyState::kDead:
      return "dead";
  }
  return "unknown";
}

}  // namespace writ::oauth
