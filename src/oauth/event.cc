#include "oauth/event.h"

#include <array>

namespace writ::oauth {

std::string_view KindName(std::size_t index) {
  static constexpr std::array<std::string_view, std::variant_size_v<Happening>> kNames{
      "make_client",    "change_client",       "delete_client",    "make_subject", "change_subject",
      "delete_subject", "give_consent",        "make_grant",       "widen_grant",  "end_grant",
      "rotate_grant",   "spend_code",          "revoke_access",    "cut_server",   "cut_client",
      "cut_subject",    "cut_consent",         "cut_grant_access", "make_key",     "change_key",
      "advance_clock",  "accept_lost_history", "accept_clock",     "end_sessions", "make_scope",
      "change_scope",   "retire_scope",        "cut_codes"};
  return kNames.at(index);
}

}  // namespace writ::oauth
