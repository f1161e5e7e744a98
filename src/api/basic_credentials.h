// Reading the Authorization header (RFC 9110 §11.6.2, RFC 7617) without allocating.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "base/random.h"
#include "base/siphash.h"
#include "oauth/records/ids.h"
#include "oauth/records/records.h"

namespace writ::api {

inline constexpr std::size_t kCredentialsMax = 1024;  // decoded bytes

// The scheme and what follows it, apart; both empty for an empty header.
struct Authorization {
  std::string_view scheme;
  std::string_view credentials;
};
[[nodiscard]] Authorization SplitAuthorization(std::string_view header);

// Whether two schemes are the same, in ASCII of any case.
[[nodiscard]] bool IsScheme(std::string_view scheme, std::string_view lower_case_name);

struct Credentials {
  std::string_view id;
  std::string_view secret;
};

// The id and secret of a Basic header's base64 text, as views into `room`. Nothing if it is not
// canonical base64, has no colon, or is longer than `room`.
[[nodiscard]] std::optional<Credentials> DecodeBasic(std::string_view base64,
                                                     std::span<char, kCredentialsMax> room);

// Decodes application/x-www-form-urlencoded text in `room` (RFC 6749 §2.3.1 wants Basic credentials
// so). Nothing for a broken escape, or if `room` is too small.
[[nodiscard]] std::optional<std::string_view> DecodePercent(std::string_view text,
                                                            std::span<char, kCredentialsMax> room);

// What credentials say once they are read: whose they are, and the keyed hash of their secret.
struct KnownCredentials {
  oauth::ClientId client = oauth::ClientId::kNone;
  oauth::SecretHash hash{};
};

// Spares a client that keeps coming the decoding, decrypting and hashing of its credentials. What
// is remembered follows from the text alone, so it never goes stale; whether the client has that
// secret is for the caller to ask, each time. Holds no text: it is recognised by 128 bits of
// SipHash under keys of its own. Not thread-safe.
class CredentialMemo {
 public:
  explicit CredentialMemo(Random& random);
  ~CredentialMemo();
  CredentialMemo(const CredentialMemo&) = delete;
  CredentialMemo& operator=(const CredentialMemo&) = delete;

  // By a Basic header's base64 text. Valid until the next Remember; null for one that was never
  // remembered, or is no longer.
  [[nodiscard]] const KnownCredentials* Find(std::string_view base64) const;
  void Remember(std::string_view base64, const KnownCredentials& known);

 private:
  using Tag = std::array<std::uint64_t, 2>;
  struct Entry {
    Tag tag{};
    KnownCredentials known;
  };
  static constexpr std::size_t kEntries = 1024;

  [[nodiscard]] Tag TagOf(std::string_view base64) const;

  SipHashKey first_key_;
  SipHashKey second_key_;
  std::array<Entry, kEntries> entries_{};
};

}  // namespace writ::api
