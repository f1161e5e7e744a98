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
