// A merchant's profile: what it may hold.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "oauth/change.h"
#include "oauth/records/records.h"

namespace writ::oauth {

// A text of the profile, by the name that it has everywhere outside.
struct ProfileField {
  std::string_view name;
  std::string SubjectProfile::*member;
};
[[nodiscard]] std::span<const ProfileField> ProfileFields();

// The locales that a merchant can have, each as `nl_NL`.
[[nodiscard]] std::span<const std::string_view> ProfileLocales();

enum class ProfileFault : std::uint8_t {
  kNameInvalid,    // not 1 to 100 characters without control characters
  kTextInvalid,    // longer than that, or with control characters
  kLocaleUnknown,  // none of ProfileLocales
};
struct ProfileRefusal {
  ProfileFault fault;
  std::string_view field;  // by its name in ProfileFields
};

// `profile` with `texts`, by the names of ProfileFields, laid over it. Other names are ignored.
[[nodiscard]] Result<SubjectProfile, ProfileRefusal> PatchProfile(
    SubjectProfile profile, const std::map<std::string_view, std::string>& texts);

// `change` on the condition that nobody has changed the merchant since it was read.
[[nodiscard]] Proposal Propose(const ChangeSubject& change);

}  // namespace writ::oauth
