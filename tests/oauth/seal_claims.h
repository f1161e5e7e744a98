// Arbitrary claims within their ranges, for the seal's property tests. Call inside a property.
#pragma once

#include <rapidcheck.h>

#include <cstdint>

#include "oauth/token/token.h"

namespace writ::oauth::testing {

// Below 2^bits, with both ends likely.
inline std::uint64_t DrawNumber(unsigned bits) {
  const std::uint64_t top = bits == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << bits) - 1;
  const int choice = *rc::gen::inRange(0, 8);
  if (choice == 0) return 0;
  if (choice == 1) return top;
  const auto high = *rc::gen::arbitrary<std::uint32_t>();
  const auto low = *rc::gen::arbitrary<std::uint32_t>();
  return (static_cast<std::uint64_t>(high) << 32U | low) & top;
}

inline Instant DrawTime() { return FromUnix(static_cast<std::int64_t>(DrawNumber(32))); }
inline Seconds DrawSeconds(unsigned bits) {
  return Seconds(static_cast<std::int64_t>(DrawNumber(bits)));
}

template <typename Bytes>
Bytes DrawBytes() {
  Bytes bytes{};
  for (auto& byte : bytes) byte = static_cast<std::uint8_t>(DrawNumber(8));
  return bytes;
}

inline TokenClaims DrawToken() {
  TokenClaims claims;
  claims.kind = *rc::gen::element(TokenKind::kAccess, TokenKind::kRefresh, TokenKind::kOrganization,
                                  TokenKind::kLiveKey, TokenKind::kTestKey);
  claims.grant = GrantId{DrawNumber(64)};
  claims.sequence = Sequence{DrawNumber(48)};
  claims.issued_at = DrawTime();
  if (*rc::gen::arbitrary<bool>()) {
    claims.scopes.form = *rc::gen::element(ScopeClaim::Form::kPlaces, ScopeClaim::Form::kIndexes);
    claims.scopes.places.words = {DrawNumber(64), DrawNumber(64)};
  } else {
    claims.scopes.count = static_cast<std::uint8_t>(*rc::gen::inRange(0, 129));
  }
  if (claims.kind == TokenKind::kRefresh) {
    claims.generation = static_cast<std::uint32_t>(DrawNumber(32));
  } else {
    claims.serial = TokenSerial{DrawNumber(48)};
    claims.lifetime = DrawSeconds(24);
  }
  return claims;
}

inline CodeClaims DrawCode() {
  CodeClaims claims;
  claims.client = ClientId{static_cast<std::uint32_t>(DrawNumber(32))};
  claims.subject = SubjectId{static_cast<std::uint32_t>(DrawNumber(32))};
  claims.sequence = Sequence{DrawNumber(48)};
  claims.issued_at = DrawTime();
  claims.lifetime = DrawSeconds(16);
  // Any order: a code keeps the one that was asked for, unless they are too many to list.
  const auto first = static_cast<std::size_t>(DrawNumber(9));
  const auto size = static_cast<std::uint8_t>(*rc::gen::inRange(0, 129));
  for (std::size_t i = 0; i < size; ++i) {
    claims.scopes.indexes[i] = static_cast<ScopeIndex>((first + kScopesMax - 3 * i) % kScopesMax);
  }
  claims.scopes.size = size;
  if (size > kCodeListedMax) claims.scopes = *ListOf(claims.scopes.Set());
  claims.serial = CodeSerial{DrawNumber(48)};
  claims.forced = *rc::gen::arbitrary<bool>();
  claims.redirect_given = *rc::gen::arbitrary<bool>();
  claims.redirect = DrawBytes<Digest>();
  if (*rc::gen::arbitrary<bool>()) claims.challenge = DrawBytes<Digest>();
  return claims;
}

inline TicketClaims DrawTicket() {
  TicketClaims claims;
  claims.client = ClientId{static_cast<std::uint32_t>(DrawNumber(32))};
  claims.sequence = Sequence{DrawNumber(48)};
  claims.issued_at = DrawTime();
  claims.request = DrawBytes<Digest>();
  claims.browser = DrawBytes<Digest>();
  return claims;
}

inline LoginClaims DrawLogin() {
  LoginClaims claims;
  claims.kind = *rc::gen::element(TokenKind::kLoginLink, TokenKind::kSession);
  claims.subject = SubjectId{static_cast<std::uint32_t>(DrawNumber(32))};
  claims.sequence = Sequence{DrawNumber(48)};
  claims.issued_at = DrawTime();
  claims.lifetime = DrawSeconds(24);
  claims.serial = CodeSerial{DrawNumber(48)};
  return claims;
}

}  // namespace writ::oauth::testing
