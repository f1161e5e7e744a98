// Signing a merchant in: a one-time link that the operator hands over becomes a session in one
// browser. Both are sealed claims on the subject; only the link's use is written, so that there is
// no second one.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/result.h"
#include "oauth/change.h"
#include "oauth/ledger.h"
#include "oauth/records/policy.h"
#include "oauth/records/records.h"
#include "oauth/token/seal.h"
#include "oauth/token/token.h"

namespace writ::oauth {

// Where a one-time link is opened; its query is `link=` and the sealed kLoginLink.
inline constexpr std::string_view kLoginPath = "/login";

// The address to hand over. `issuer` has no trailing slash, `link` is sealed and so needs no
// escaping.
[[nodiscard]] std::string LoginAddress(std::string_view issuer, std::string_view link);

enum class LoginRefusal : std::uint8_t {
  kSubjectUnknown,  // or deleted
  kSubjectSuspended,
};

// The claims of a link that works once within lifetimes.login_link. `known` is the commit sequence
// read before `subject` was looked up: whatever cuts the subject off later ends the link too.
[[nodiscard]] Result<LoginClaims, LoginRefusal> OfferLogin(const std::optional<Subject>& subject,
                                                           Sequence known,
                                                           const Lifetimes& lifetimes, Instant now,
                                                           CodeSerial serial);

// The claims of a session of lifetimes.session, with `known` as above.
[[nodiscard]] LoginClaims StartSession(SubjectId subject, Sequence known,
                                       const Lifetimes& lifetimes, Instant now, CodeSerial serial);

// A link or session that we made, with the subject that it claims. It may be dead: CheckLogin says.
struct ProvenLogin {
  LoginClaims claims;
  Subject subject;
  Sequence known = Sequence::kNone;  // read before the subject was
};

// Nothing for a text that is no `kind` of ours or whose subject was never there.
[[nodiscard]] std::optional<ProvenLogin> ReadLogin(const Ledger& ledger, Seal& seal, TokenKind kind,
                                                   std::string_view text);

enum class LoginState : std::uint8_t {
  kGood,
  kUsed,         // a link only
  kSerialTaken,  // a link only: something else was spent under its serial, so it cannot be used
  kExpired,
  kEnded,  // the subject is disabled or deleted, or `all` was cut off after the claims were made
};
// Of a session; of a link it does not say whether it was used.
[[nodiscard]] LoginState CheckLogin(const LoginClaims& claims, const Subject& subject,
                                    const Server& server, Instant now);
// Of a link; `spent` is what the ledger has under its serial, which may be another link or a code.
[[nodiscard]] LoginState CheckLoginLink(const LoginClaims& link, const Subject& subject,
                                        const Server& server, const std::optional<SpentCode>& spent,
                                        Instant now);

// What using a link writes: one spent serial, on the condition that it is not spent yet.
[[nodiscard]] Proposal UseLoginLink(const LoginClaims& link, Instant now);

}  // namespace writ::oauth
