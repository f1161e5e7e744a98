// Claims as bytes: the fixed big-endian layouts that the seal encrypts. Each claims value has
// exactly one byte form, and each byte form that decodes is that of one value. All here is
// thread-safe and does not allocate.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "oauth/token/token.h"

namespace writ::oauth {

inline constexpr std::array kTokenKinds = {
    TokenKind::kAccess,       TokenKind::kRefresh,   TokenKind::kCode,
    TokenKind::kOrganization, TokenKind::kLiveKey,   TokenKind::kTestKey,
    TokenKind::kTicket,       TokenKind::kLoginLink, TokenKind::kSession};

// What the text of a token begins with, e.g. "access_".
[[nodiscard]] std::string_view PrefixOf(TokenKind kind);
// The kind whose prefix `text` begins with; kAccess where it could be kOrganization.
[[nodiscard]] std::optional<TokenKind> KindByPrefix(std::string_view text);

// Whether tokens of `kind` are told apart by a serial: all of TokenClaims' but kRefresh.
[[nodiscard]] bool HasSerial(TokenKind kind);

// Of the longest layout, a code's.
inline constexpr std::size_t kClaimsBytesMax = 60 + kScopesMax / 8;
using ClaimsBytes = std::span<std::uint8_t, kClaimsBytesMax>;

// Writes to the start of `out` and returns the number of bytes. A value out of its range, of a kind
// that the struct is not for, or with a field set that its kind does not have, is a bug and stops
// the process.
std::size_t EncodeClaims(const TokenClaims& claims, ClaimsBytes out);
std::size_t EncodeClaims(const CodeClaims& claims, ClaimsBytes out);
std::size_t EncodeClaims(const TicketClaims& claims, ClaimsBytes out);
std::size_t EncodeClaims(const LoginClaims& claims, ClaimsBytes out);

// Sets `claims` from what EncodeClaims gave for claims of `kind`; false for any other bytes or
// kind.
[[nodiscard]] bool DecodeClaims(TokenKind kind, std::span<const std::uint8_t> bytes,
                                TokenClaims& claims);
[[nodiscard]] bool DecodeClaims(TokenKind kind, std::span<const std::uint8_t> bytes,
                                CodeClaims& claims);
[[nodiscard]] bool DecodeClaims(TokenKind kind, std::span<const std::uint8_t> bytes,
                                TicketClaims& claims);
[[nodiscard]] bool DecodeClaims(TokenKind kind, std::span<const std::uint8_t> bytes,
                                LoginClaims& claims);

}  // namespace writ::oauth
