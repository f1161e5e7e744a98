#include "oauth/register_subject.h"

#include <algorithm>
#include <array>

#include "oauth/register_client.h"

namespace writ::oauth {

namespace {

constexpr std::array<ProfileField, 9> kFields = {{
    {"name", &SubjectProfile::name},
    {"email", &SubjectProfile::email},
    {"locale", &SubjectProfile::locale},
    {"street_and_number", &SubjectProfile::street_and_number},
    {"postal_code", &SubjectProfile::postal_code},
    {"city", &SubjectProfile::city},
    {"country", &SubjectProfile::country},
    {"registration_number", &SubjectProfile::registration_number},
    {"vat_number", &SubjectProfile::vat_number},
}};

constexpr std::array<std::string_view, 8> kLocales = {"en_US", "nl_NL", "nl_BE", "fr_FR",
                                                      "fr_BE", "de_DE", "es_ES", "it_IT"};

}  // namespace

std::span<const ProfileField> ProfileFields() { return kFields; }

std::span<const std::string_view> ProfileLocales() { return kLocales; }

Result<SubjectProfile, ProfileRefusal> PatchProfile(
    SubjectProfile profile, const std::map<std::string_view, std::string>& texts) {
  for (const ProfileField& field : kFields) {
    const auto text = texts.find(field.name);
    if (text == texts.end()) continue;
    if (!text->second.empty() && !IsDisplayName(text->second)) {
      return Fail(ProfileRefusal{ProfileFault::kTextInvalid, field.name});
    }
    profile.*field.member = text->second;
  }
  if (!IsDisplayName(profile.name)) {
    return Fail(ProfileRefusal{ProfileFault::kNameInvalid, kFields[0].name});
  }
  if (std::find(kLocales.begin(), kLocales.end(), profile.locale) == kLocales.end()) {
    return Fail(ProfileRefusal{ProfileFault::kLocaleUnknown, "locale"});
  }
  return profile;
}

Proposal Propose(const ChangeSubject& change) {
  return {{SubjectIsUnchanged{change.subject.id, change.subject.changed_at}}, {change}};
}

}  // namespace writ::oauth
