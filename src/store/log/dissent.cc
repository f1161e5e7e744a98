#include "store/log/dissent.h"

#include <type_traits>
#include <utility>
#include <variant>

namespace writ::store {

namespace {

using oauth::Number;
using oauth::Sequence;

// What is cut or ended by an event is so by it or by a later one.
bool CutBy(const oauth::CutOffs& cut, oauth::Reach reach, Sequence sequence) {
  return (reach == oauth::Reach::kAll ? cut.all : cut.access) >= sequence;
}

// Whether a record says what the event of `sequence` says: one for each kind that changes a record
// which keeps the sequence of its last change.

bool Agrees(const oauth::Client& client, const oauth::ClientMade& event, Sequence sequence) {
  return client.made_at == sequence && client.preset == event.record->preset &&
         client.seal_secret == event.record->seal_secret;
}
bool Agrees(const oauth::Client& client, const oauth::ClientChanged& event, Sequence sequence) {
  const oauth::Client& told = *event.record;
  return client.changed_at != sequence ||
         (client.Settings() == told.Settings() && client.secret_count == told.secret_count &&
          client.secrets == told.secrets && client.scopes == oauth::Settled(told.scopes));
}
bool Agrees(const oauth::Client& client, const oauth::ClientDeleted& /*event*/, Sequence sequence) {
  return client.deleted && client.cut.all >= sequence;
}
bool Agrees(const oauth::Client& client, const oauth::ClientCut& event, Sequence sequence) {
  return CutBy(client.cut, event.reach, sequence);
}
bool Agrees(const oauth::Client& client, const oauth::CodesCut& event, Sequence /*sequence*/) {
  return client.codes_cut >= event.before;
}

bool Agrees(const oauth::Subject& subject, const oauth::SubjectMade& /*event*/, Sequence sequence) {
  return subject.made_at == sequence;
}
bool Agrees(const oauth::Subject& subject, const oauth::SubjectChanged& event, Sequence sequence) {
  return subject.changed_at != sequence || subject.enabled == event.record->enabled;
}
bool Agrees(const oauth::Subject& subject, const oauth::SubjectDeleted& /*event*/,
            Sequence sequence) {
  return subject.deleted && subject.cut.all >= sequence;
}
bool Agrees(const oauth::Subject& subject, const oauth::SubjectCut& event, Sequence sequence) {
  return CutBy(subject.cut, event.reach, sequence);
}
bool Agrees(const oauth::Subject& subject, const oauth::SessionsEnded& event, Sequence sequence) {
  return subject.changed_at != sequence || subject.seal_secret == event.seal_secret;
}

bool Agrees(const oauth::Consent& consent, const oauth::ConsentGiven& event, Sequence sequence) {
  if (consent.client != event.client || consent.subject != event.subject) return false;
  return consent.changed_at != sequence ||
         (consent.scopes == *event.scopes && consent.made_at == event.made_at);
}
bool Agrees(const oauth::Consent& consent, const oauth::ConsentCut& event, Sequence sequence) {
  return CutBy(consent.cut, event.reach, sequence);
}

bool Agrees(const oauth::Grant& grant, const oauth::GrantMade& event, Sequence sequence) {
  return grant.made_at == sequence && grant.client == event.client &&
         grant.subject == event.subject && grant.consent == event.consent &&
         grant.secret == event.secret && grant.kind == event.kind;
}
bool Agrees(const oauth::Grant& grant, const oauth::GrantWidened& event, Sequence sequence) {
  return grant.changed_at != sequence || grant.scopes == *event.scopes;
}
bool Agrees(const oauth::Grant& grant, const oauth::GrantRotated& event, Sequence sequence) {
  return grant.generation_at > sequence ||
         (grant.generation_at == sequence && grant.generation == event.generation);
}
bool Agrees(const oauth::Grant& grant, const oauth::GrantAccessCut& /*event*/, Sequence sequence) {
  return grant.access_cut >= sequence;
}
// An end is final: the first one counts.
bool Agrees(const oauth::Grant& grant, const oauth::GrantEnded& /*event*/, Sequence sequence) {
  return grant.ended_at != Sequence::kNone && grant.ended_at <= sequence;
}

// The table and the id of the record that an event of a kind changes.
template <typename Kind>
auto Changed(const Kind& event) {
  if constexpr (requires { event.grant; }) {
    return std::pair{"grant", event.grant};
  } else if constexpr (requires { event.consent; }) {
    return std::pair{"consent", event.consent};
  } else if constexpr (requires { event.client; }) {
    return std::pair{"client", event.client};
  } else {
    return std::pair{"subject", event.subject};
  }
}

template <typename Kind, typename... Kinds>
inline constexpr bool kIsOneOf = (std::is_same_v<Kind, Kinds> || ...);

// Folded anew whatever the record says, since it keeps no sequence of its own.
template <typename Kind>
inline constexpr bool kIsFoldedAnew =
    kIsOneOf<Kind, oauth::CodeSpent, oauth::AccessTokenRevoked, oauth::ServerCut, oauth::KeyMade,
             oauth::KeyChanged, oauth::ClockAdvanced, oauth::LostHistoryAccepted,
             oauth::ClockAccepted, oauth::ScopeMade, oauth::ScopeChanged, oauth::ScopeRetired>;

}  // namespace

std::optional<Dissent> FindDissent(const Overlay& records, const oauth::Event& event) {
  const auto look = [&]<typename Kind>(const Kind& what) -> std::optional<Dissent> {
    if constexpr (!kIsFoldedAnew<Kind>) {
      const auto [table, id] = Changed(what);
      const auto record = records.Find(id);
      if (!record || !Agrees(*record, what, event.sequence)) {
        return Dissent{table, std::uint64_t{Number(id)}};
      }
    }
    return std::nullopt;
  };
  return std::visit(look, event.what);
}

}  // namespace writ::store
