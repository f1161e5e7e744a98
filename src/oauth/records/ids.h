// The names of records inside the program: dense ordinals, one type per kind so that none passes
// for another. Outside they are shown encrypted (oauth/token/public_id.h), so that they do not tell
// how many there are.
#pragma once

#include <cstdint>
#include <type_traits>

namespace writ::oauth {

// 0 names nothing. Ordinals start at 1 and are never used again.
enum class ClientId : std::uint32_t { kNone = 0 };
enum class SubjectId : std::uint32_t { kNone = 0 };
enum class ConsentId : std::uint32_t { kNone = 0 };
// The high 32 bits are the incarnation of the store, the low ones dense from 1.
enum class GrantId : std::uint64_t { kNone = 0 };

// The commit sequence: the number of a durable change. 48 bits are used. 0 is before every change.
enum class Sequence : std::uint64_t { kNone = 0 };

// 48 random bits that tell apart the access tokens of a grant.
enum class TokenSerial : std::uint64_t { kNone = 0 };
// 48 random bits that tell apart the codes (and one-time links) of the server.
enum class CodeSerial : std::uint64_t { kNone = 0 };

template <typename Id>
[[nodiscard]] constexpr auto Number(Id id) {
  return static_cast<std::underlying_type_t<Id>>(id);
}

}  // namespace writ::oauth
