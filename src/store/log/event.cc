#include "store/log/event.h"

#include <algorithm>
#include <string>

#include "base/sha256.h"

namespace writ::store {

namespace {

constexpr std::array<std::string_view, 27> kNames{
    "make_client",    "change_client",       "delete_client",    "make_subject", "change_subject",
    "delete_subject", "give_consent",        "make_grant",       "widen_grant",  "end_grant",
    "rotate_grant",   "spend_code",          "revoke_access",    "cut_server",   "cut_client",
    "cut_subject",    "cut_consent",         "cut_grant_access", "make_key",     "change_key",
    "advance_clock",  "accept_lost_history", "accept_clock",     "end_sessions", "make_scope",
    "change_scope",   "retire_scope"};

// What is hashed: every field in a fixed order, numbers little-endian, texts after their length.
class Bytes {
 public:
  // Of most kinds of events.
  Bytes() { text_.reserve(256); }

  // Every event is a dozen of these, and a call costs as much as what it does.
  [[gnu::always_inline]] void Put(std::uint64_t number) {
    std::array<char, 8> bytes;
    for (unsigned i = 0; i < 8; ++i) bytes.at(i) = static_cast<char>(number >> (8 * i) & 0xffU);
    text_.append(bytes.data(), bytes.size());
  }
  void Put(std::string_view text) {
    Put(text.size());
    text_ += text;
  }
  template <std::size_t N>
  void Put(const std::array<std::uint8_t, N>& bytes) {
    text_.append(bytes.begin(), bytes.end());
  }
  void Put(Instant instant) { Put(static_cast<std::uint64_t>(ToUnix(instant))); }
  [[nodiscard]] const std::string& Text() const { return text_; }

 private:
  std::string text_;
};

// 0 for the default, which is what clients had before they had the setting: their events' hashes
// stay.
std::uint64_t NumberOf(Seconds rotation_grace) {
  if (rotation_grace == oauth::kRotationGrace) return 0;
  constexpr std::uint64_t kOfUntilUsed = 0xFFFF'FFFFU;
  if (rotation_grace == oauth::kUntilUsed) return kOfUntilUsed;
  return 1 + static_cast<std::uint64_t>(rotation_grace.count());
}

void PutClient(Bytes& bytes, const oauth::Client& client, const oauth::ClientProfile& profile) {
  bytes.Put(static_cast<std::uint64_t>(client.preset) | NumberOf(client.rotation_grace) << 8U);
  bytes.Put(static_cast<std::uint64_t>(client.enabled ? 1 : 0) |
            static_cast<std::uint64_t>(client.resource_server ? 2 : 0) |
            static_cast<std::uint64_t>(client.any_loopback_redirect ? 4 : 0));
  bytes.Put(client.secret_count);
  for (const auto& secret : client.secrets) bytes.Put(secret);
  bytes.Put(client.seal_secret);
  // As 0.1 hashed them; what it did not have comes behind.
  const oauth::ScopeSet::Words& words = client.scopes.set.AsWords();
  bytes.Put(words[0]);
  bytes.Put(words[1]);
  if (std::any_of(words.begin() + 2, words.end(), [](auto word) { return word != 0; })) {
    for (std::size_t i = 2; i < words.size(); ++i) bytes.Put(words[i]);
  }
  if (client.scopes == oauth::AllowedScopes{true, {}}) bytes.Put(std::string_view("every scope"));
  bytes.Put(profile.name);
  bytes.Put(profile.redirect_uris.size());
  for (const auto& uri : profile.redirect_uris) bytes.Put(uri);
}

void PutTexts(Bytes& bytes, const oauth::LocalTexts& texts) {
  bytes.Put(texts.Entries().size());
  for (const auto& [locale, text] : texts.Entries()) {
    bytes.Put(locale);
    bytes.Put(text);
  }
}

void PutScope(Bytes& bytes, const oauth::Scope& scope) {
  bytes.Put(std::uint64_t{scope.index} | static_cast<std::uint64_t>(scope.access) << 16U |
            static_cast<std::uint64_t>(scope.sensitive ? 1 : 0) << 24U |
            static_cast<std::uint64_t>(scope.retired ? 1 : 0) << 25U |
            std::uint64_t{scope.order} << 32U);
  bytes.Put(scope.name);
  bytes.Put(scope.group);
  PutTexts(bytes, scope.group_title);
  PutTexts(bytes, scope.title);
  PutTexts(bytes, scope.description);
}

void PutSubject(Bytes& bytes, const oauth::Subject& subject, const oauth::SubjectProfile& profile) {
  bytes.Put(static_cast<std::uint64_t>(subject.enabled ? 1 : 0));
  bytes.Put(subject.seal_secret);
  for (const auto* text : {&profile.name, &profile.email, &profile.locale,
                           &profile.street_and_number, &profile.postal_code, &profile.city,
                           &profile.country, &profile.registration_number, &profile.vat_number}) {
    bytes.Put(*text);
  }
}

}  // namespace

std::string_view NameOf(EventKind kind) { return kNames.at(static_cast<std::size_t>(kind) - 1); }

std::optional<EventKind> ParseEventKind(std::string_view name) {
  const auto* found = std::find(kNames.begin(), kNames.end(), name);
  if (found == kNames.end()) return std::nullopt;
  return static_cast<EventKind>(found - kNames.begin() + 1);
}

ChainHash Chain(const ChainHash& before, const Event& event) {
  Bytes bytes;
  bytes.Put(before);
  bytes.Put(oauth::Number(event.sequence));
  bytes.Put(event.time);
  bytes.Put(static_cast<std::uint64_t>(event.kind) | std::uint64_t{event.detail} << 8U |
            static_cast<std::uint64_t>(event.cause) << 16U);
  bytes.Put(std::uint64_t{oauth::Number(event.client)} << 32U | oauth::Number(event.subject));
  bytes.Put(std::uint64_t{oauth::Number(event.consent)});
  bytes.Put(oauth::Number(event.grant));
  bytes.Put(event.number);
  bytes.Put(event.serial);
  bytes.Put(event.link);
  bytes.Put(event.at);
  bytes.Put(event.expires);
  if (event.scopes != nullptr) {
    // A byte each, as 0.1 hashed them; those beyond a byte behind.
    std::string low;
    std::string high;
    for (std::size_t i = 0; i < event.scopes->size; ++i) {
      const oauth::ScopeIndex index = event.scopes->indexes[i];
      low += static_cast<char>(index & 0xffU);
      high += static_cast<char>(index >> 8U);
    }
    bytes.Put(low);
    if (high.find_first_not_of('\0') != std::string::npos) bytes.Put(high);
  }
  bytes.Put(event.secret);
  if (event.client_record) PutClient(bytes, *event.client_record, *event.client_profile);
  if (event.scope_record) PutScope(bytes, *event.scope_record);
  if (event.subject_record) PutSubject(bytes, *event.subject_record, *event.subject_profile);

  // NOLINTNEXTLINE(google-readability-casting): no cast, a view is made
  const Sha256Digest digest = Sha256(std::string_view(bytes.Text()));
  ChainHash hash;
  std::copy_n(digest.begin(), hash.size(), hash.begin());
  return hash;
}

}  // namespace writ::store
