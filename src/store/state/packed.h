// Grants and consents as a few words each, since there may be ten million of them.
#pragma once

#include <cstdint>

#include "oauth/records/records.h"
#include "store/state/seqlock.h"

namespace writ::store {

using GrantSlot = Seqlock<11>;   // 96 bytes
using ConsentSlot = Seqlock<7>;  // one cache line
static_assert(sizeof(GrantSlot) == 96 && sizeof(ConsentSlot) == 64);

// A consent with the link that lists the consents of a subject.
struct LinkedConsent {
  oauth::Consent consent;
  oauth::ConsentId older_of_subject = oauth::ConsentId::kNone;
};

// Sequences are kept in 48 bits; made_time and generation_time in 32, expires in 40 bits. The id is
// the slot's place and is not kept, and of the scopes the number of their list. Words of 0 stand
// for a record that was removed.
[[nodiscard]] GrantSlot::Words Pack(const oauth::Grant& grant, std::uint32_t scopes);
[[nodiscard]] ConsentSlot::Words Pack(const LinkedConsent& linked, std::uint32_t scopes);
// All but id and scopes; false for a removed record.
[[nodiscard]] bool Unpack(const GrantSlot::Words& words, oauth::Grant& grant);
[[nodiscard]] bool Unpack(const ConsentSlot::Words& words, LinkedConsent& linked);
// The number of the list of a record that is there.
[[nodiscard]] std::uint32_t ScopesOf(const GrantSlot::Words& words);
[[nodiscard]] std::uint32_t ScopesOf(const ConsentSlot::Words& words);

}  // namespace writ::store
