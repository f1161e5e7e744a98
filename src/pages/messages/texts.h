// Every sentence of the people's pages but the permissions, in every language.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "pages/messages/locale.h"

namespace writ::pages {

// {app}, {merchant} and {host} in a text stand for names (pages/render.h puts them in).
enum class Text : std::uint8_t {
  // the consent page
  kConnectTitle,
  kAsks,
  kAsksInSandbox,
  kSandbox,
  kSandboxNote,
  kChooseMerchant,
  kOrganization,
  kAbleTo,
  kSensitive,
  kRead,
  kChange,
  kNew,
  kNewNote,
  kOnlyThis,
  kWithdraw,
  kGoesTo,
  kSignupNote,
  kConnect,
  kCancel,
  // why it is shown again
  kOutOfDate,
  kPageExpired,
  kOtherBrowser,
  kMerchantGone,
  kMerchantChanged,
  // requests that lead nowhere
  kBadRequestTitle,
  kBadRequestBody,
  kForMakers,
  kNotFromPageTitle,
  kNotFromPageBody,
  // signing in
  kLoginNeededTitle,
  kLoginNeededBody,
  kSignInTitle,
  kSignInBody,
  kSignIn,
  kSignedInTitle,
  kSignedInBody,
  kLinkTitle,
  kLinkUnknown,
  kLinkUsed,
  kLinkExpired,
  kLinkEnded,
  kLinkOtherBrowser,
  kUnavailableTitle,
  kUnavailableBody,
};
inline constexpr std::size_t kTextCount = static_cast<std::size_t>(Text::kUnavailableBody) + 1;

[[nodiscard]] std::string_view Say(Text text, Language language);

}  // namespace writ::pages
