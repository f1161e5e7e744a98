#include "store/state/packed.h"

#include <cstring>

#include "base/check.h"

namespace writ::store {

namespace {

using oauth::Number;

constexpr std::uint64_t kLow40 = (std::uint64_t{1} << 40U) - 1;
constexpr std::uint64_t kLow48 = (std::uint64_t{1} << 48U) - 1;

std::uint64_t Join(std::uint64_t high32, std::uint64_t low32) { return high32 << 32U | low32; }

// A sequence with 16 bits of something else above it.
std::uint64_t With16(oauth::Sequence sequence, std::uint64_t bits) {
  CHECK(Number(sequence) <= kLow48);
  return Number(sequence) | bits << 48U;
}
oauth::Sequence SequenceOf(std::uint64_t word) { return oauth::Sequence{word & kLow48}; }

// Instants before 1970 or past the bits that hold them become the nearest that fits.
std::uint64_t Clamp(Instant instant, std::uint64_t max) {
  const std::int64_t seconds = ToUnix(instant);
  if (seconds < 0) return 0;
  return std::min(static_cast<std::uint64_t>(seconds), max);
}
// The 16 bits of `part` 0 to 3, and what four such words hold together.
std::uint64_t Part16(std::uint64_t value, unsigned part) { return value >> (16 * part) & 0xffffU; }
std::uint64_t JoinParts16(const std::uint64_t* words) {
  return words[0] >> 48U | (words[1] >> 48U) << 16U | (words[2] >> 48U) << 32U |
         (words[3] >> 48U) << 48U;
}

Instant InstantOf(std::uint64_t seconds) { return FromUnix(static_cast<std::int64_t>(seconds)); }
std::uint32_t Low32(std::uint64_t word) { return static_cast<std::uint32_t>(word); }
std::uint32_t High32(std::uint64_t word) { return static_cast<std::uint32_t>(word >> 32U); }

}  // namespace

GrantSlot::Words Pack(const oauth::Grant& grant, std::uint32_t scopes) {
  const std::uint64_t older = Number(grant.older_in_consent);
  const std::uint64_t expires = Clamp(grant.expires, kLow40);
  GrantSlot::Words words{};
  std::memcpy(words.data(), grant.secret.data(), grant.secret.size());
  words[2] = Join(Number(grant.client), Number(grant.subject));
  words[3] = Join(Number(grant.consent), grant.generation);
  words[4] = With16(grant.made_at, Part16(older, 0));
  words[5] = With16(grant.changed_at, Part16(older, 1));
  words[6] = With16(grant.ended_at, Part16(older, 2));
  words[7] = With16(grant.access_cut, Part16(older, 3));
  words[8] = With16(grant.generation_at, expires >> 32U | std::uint64_t{scopes} >> 24U << 8U);
  words[9] = Join(Clamp(grant.made_time, 0xffffffffU), expires & 0xffffffffU);
  words[10] = Join(Clamp(grant.generation_time, 0xffffffffU),
                   (std::uint64_t{scopes} & 0xffffffU) << 8U |
                       static_cast<std::uint64_t>(grant.kind) << 4U |
                       static_cast<std::uint64_t>(grant.end_cause));
  return words;
}

bool Unpack(const GrantSlot::Words& words, oauth::Grant& grant) {
  if (words[4] == 0) return false;
  std::memcpy(grant.secret.data(), words.data(), grant.secret.size());
  grant.client = oauth::ClientId{High32(words[2])};
  grant.subject = oauth::SubjectId{Low32(words[2])};
  grant.consent = oauth::ConsentId{High32(words[3])};
  grant.generation = Low32(words[3]);
  grant.made_at = SequenceOf(words[4]);
  grant.changed_at = SequenceOf(words[5]);
  grant.ended_at = SequenceOf(words[6]);
  grant.access_cut = SequenceOf(words[7]);
  grant.generation_at = SequenceOf(words[8]);
  grant.older_in_consent = oauth::GrantId{JoinParts16(&words[4])};
  grant.made_time = InstantOf(High32(words[9]));
  grant.expires = InstantOf((words[8] >> 48U & 0xffU) << 32U | Low32(words[9]));
  grant.generation_time = InstantOf(High32(words[10]));
  grant.kind = static_cast<oauth::GrantKind>(words[10] >> 4U & 15U);
  grant.end_cause = static_cast<oauth::Cause>(words[10] & 15U);
  return true;
}

std::uint32_t ScopesOf(const GrantSlot::Words& words) {
  return static_cast<std::uint32_t>(words[8] >> 56U) << 24U | Low32(words[10]) >> 8U;
}

ConsentSlot::Words Pack(const LinkedConsent& linked, std::uint32_t scopes) {
  const oauth::Consent& consent = linked.consent;
  ConsentSlot::Words words{};
  words[0] = Join(Number(consent.client), Number(consent.subject));
  const std::uint64_t latest = Number(consent.latest_grant);
  words[1] = With16(consent.cut.all, Part16(latest, 0));
  words[2] = With16(consent.cut.access, Part16(latest, 1));
  words[3] = With16(consent.made_at, Part16(latest, 2));
  words[4] = With16(consent.changed_at, Part16(latest, 3));
  words[5] = Clamp(consent.made_time, kLow48);
  words[6] = Join(scopes, Number(linked.older_of_subject));
  return words;
}

bool Unpack(const ConsentSlot::Words& words, LinkedConsent& linked) {
  oauth::Consent& consent = linked.consent;
  if (SequenceOf(words[3]) == oauth::Sequence::kNone) return false;
  consent.client = oauth::ClientId{High32(words[0])};
  consent.subject = oauth::SubjectId{Low32(words[0])};
  consent.cut = {SequenceOf(words[1]), SequenceOf(words[2])};
  consent.made_at = SequenceOf(words[3]);
  consent.changed_at = SequenceOf(words[4]);
  consent.made_time = InstantOf(words[5]);
  consent.latest_grant = oauth::GrantId{JoinParts16(&words[1])};
  linked.older_of_subject = oauth::ConsentId{Low32(words[6])};
  return true;
}

std::uint32_t ScopesOf(const ConsentSlot::Words& words) { return High32(words[6]); }

}  // namespace writ::store
