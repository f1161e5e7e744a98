// What tokens say. A token is a sealed claim on a grant (or, for a code, on a client and a
// subject); it is made and read by oauth/token/seal.h and stored nowhere.
#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "base/clock.h"
#include "oauth/records/ids.h"
#include "oauth/records/scope.h"

namespace writ::oauth {

// The number is part of the key derivation: never reuse one.
enum class TokenKind : std::uint8_t {
  kAccess = 1,        // access_…
  kRefresh = 2,       // refresh_…
  kCode = 3,          // auth_…
  kOrganization = 4,  // access_… too; a grant's only token
  kLiveKey = 5,       // live_…
  kTestKey = 6,       // test_…
  kTicket = 7,        // ticket_…, the hidden field of the consent page
  kLoginLink = 8,     // login_…, a one-time link
  kSession = 9,       // session_…, a signed-in merchant's cookie
};

// Which scopes a token carries, of those that its grant has.
struct ScopeClaim {
  enum class Form : std::uint8_t {
    kFirst,    // the first `count` of the grant's list
    kPlaces,   // those at `places` of the grant's list: the long form of a token
    kIndexes,  // as kPlaces, by index in the catalogue: what tokens of 0.1 have; never made anew
  };
  Form form = Form::kFirst;
  std::uint8_t count = 0;  // up to kScopesTogetherMax; 0 unless kFirst
  ScopePlaces places;      // none if kFirst

  friend bool operator==(const ScopeClaim&, const ScopeClaim&) = default;
};

// Claims of kAccess, kRefresh, kOrganization, kLiveKey and kTestKey; authenticated under the
// grant's secret.
struct TokenClaims {
  TokenKind kind = TokenKind::kAccess;
  GrantId grant = GrantId::kNone;
  // Known when it was made; a refresh token's is its generation's.
  Sequence sequence = Sequence::kNone;
  Instant issued_at{};
  ScopeClaim scopes;
  TokenSerial serial = TokenSerial::kNone;  // all but kRefresh
  Seconds lifetime{0};                      // all but kRefresh; below 2^24; 0: as long as the grant
  std::uint32_t generation = 0;             // kRefresh

  friend bool operator==(const TokenClaims&, const TokenClaims&) = default;
};

// The first 128 bits of the SHA-256 of something a code must match.
using Digest = std::array<std::uint8_t, 16>;

// How many scopes a code lists in the order asked for. More are a set, or they would not fit.
inline constexpr std::size_t kCodeListedMax = 32;

// Claims of kCode; authenticated under the client's seal_secret.
struct CodeClaims {
  ClientId client = ClientId::kNone;
  SubjectId subject = SubjectId::kNone;
  Sequence sequence = Sequence::kNone;  // known when it was approved
  Instant issued_at{};
  Seconds lifetime{0};  // below 2^16
  ScopeList scopes;     // as asked for; more than kCodeListedMax by index
  CodeSerial serial = CodeSerial::kNone;
  bool forced = false;  // approval_prompt=force: redeeming ends the older grants
  // The authorize request named its redirect_uri, so redeeming must too.
  bool redirect_given = false;
  Digest redirect{};                // of the redirect URI that got the code
  std::optional<Digest> challenge;  // of the S256 code_challenge text

  friend bool operator==(const CodeClaims&, const CodeClaims&) = default;
};

// Claims of kTicket; authenticated under the client's seal_secret: "this browser was shown this
// request".
struct TicketClaims {
  ClientId client = ClientId::kNone;
  Sequence sequence = Sequence::kNone;
  Instant issued_at{};
  Digest request{};  // of everything that the page was asked
  Digest browser{};  // of the browser's cookie

  friend bool operator==(const TicketClaims&, const TicketClaims&) = default;
};

// Claims of kLoginLink and kSession; authenticated under the subject's seal_secret.
struct LoginClaims {
  TokenKind kind = TokenKind::kSession;
  SubjectId subject = SubjectId::kNone;
  Sequence sequence = Sequence::kNone;
  Instant issued_at{};
  Seconds lifetime{0};  // below 2^24
  CodeSerial serial = CodeSerial::kNone;

  friend bool operator==(const LoginClaims&, const LoginClaims&) = default;
};

}  // namespace writ::oauth
