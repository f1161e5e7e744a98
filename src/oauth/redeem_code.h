// Redeeming an authorization code (RFC 6749 §4.1.3): a code makes at most one grant, and what a
// repeat gets is policy (invariant 4).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "oauth/change.h"
#include "oauth/ledger.h"
#include "oauth/records/policy.h"
#include "oauth/records/records.h"
#include "oauth/token/token.h"

namespace writ::oauth {

enum class Redemption : std::uint8_t {
  kRedeemed,  // tokens come from the grant that the commit returns
  kRepeated,  // a lost answer: tokens come from RedeemRecords::grant; nothing to commit
  kOtherClientsCode,
  kWrongRedirect,
  kVerifierMissing,
  kWrongVerifier,
  kVerifierUnexpected,  // a verifier for a code without challenge
  kExpired,
  kCutOff,        // something above it was revoked since it was approved, merchant or app is
                  // suspended, or it is as old as codes that are forgotten (Client::codes_cut)
  kScopeTooMany,  // the grant that it shares would have more than kScopesTogetherMax
  kSpent,         // refused; with a strict policy the proposal ends what the code made
  kSerialTaken,   // another code was spent under the same serial: refused, and nothing ends
};

struct RedeemRequest {
  std::optional<std::string_view> redirect_uri;
  std::optional<std::string_view> code_verifier;
};

struct RedeemRecords {
  Server server;
  Client client;  // authenticated
  std::optional<Subject> subject;
  std::optional<Consent> consent;
  std::optional<SpentCode> spent;  // under the code's serial; it may be of another code
  // What the spent code was redeemed into; of an unspent one, the consent's latest.
  std::optional<Grant> grant;
};

// Loads what RedeemCode needs for this code, `client` being the authenticated one.
[[nodiscard]] RedeemRecords LoadForRedeem(const Ledger& ledger, const Client& client,
                                          const CodeClaims& code);

// `code` was opened and proven under its client's secret. `secret` becomes the new grant's if one
// is made.
[[nodiscard]] Decision<Redemption> RedeemCode(const CodeClaims& code, const RedeemRecords& records,
                                              const RedeemRequest& request,
                                              const Lifetimes& lifetimes, Instant now,
                                              const SealSecret& secret);

}  // namespace writ::oauth
