#include "oauth/standing.h"
#include "store/log/accept.h"

namespace writ::store {

namespace {

using oauth::Number;

template <typename Record>
bool IsUnchanged(const std::optional<Record>& record, oauth::Sequence changed_at) {
  return record ? record->changed_at == changed_at : changed_at == oauth::Sequence::kNone;
}

// The grant with what can end or suspend it, as the batch has it so far.
oauth::Standing StandingOf(const oauth::Grant& grant, const Overlay& overlay) {
  oauth::Standing standing{overlay.FindServer().server, {}, {}, {}, grant};
  if (grant.client != oauth::ClientId::kNone) standing.client = overlay.Find(grant.client);
  if (grant.subject != oauth::SubjectId::kNone) standing.subject = overlay.Find(grant.subject);
  if (grant.consent != oauth::ConsentId::kNone) standing.consent = overlay.Find(grant.consent);
  return standing;
}

// Expiry is the decision's to judge, by its clock: before the epoch nothing has expired.
bool IsLive(const oauth::Grant& grant, const Overlay& overlay) {
  return oauth::IsLive(StandingOf(grant, overlay), Instant::min());
}

struct Check {
  const Overlay& overlay;

  bool operator()(const oauth::CodeIsUnspent& wanted) const { return !overlay.Find(wanted.serial); }
  bool operator()(const oauth::ServerIsUnchanged& wanted) const {
    return overlay.FindServer().server.cut == wanted.cut;
  }
  bool operator()(const oauth::ClientIsUnchanged& wanted) const {
    return IsUnchanged(overlay.Find(wanted.client), wanted.changed_at);
  }
  bool operator()(const oauth::SubjectIsUnchanged& wanted) const {
    return IsUnchanged(overlay.Find(wanted.subject), wanted.changed_at);
  }
  bool operator()(const oauth::ConsentIsAsSeen& wanted) const {
    const auto consent = overlay.Find(wanted.client, wanted.subject);
    if (!consent) return wanted.made_at == oauth::Sequence::kNone;
    return consent->made_at == wanted.made_at && consent->cut == wanted.cut &&
           consent->scopes->size == wanted.scope_count;
  }
  bool operator()(const oauth::LatestGrantIs& wanted) const {
    const auto consent = overlay.Find(wanted.client, wanted.subject);
    return (consent ? consent->latest_grant : oauth::GrantId::kNone) == wanted.latest;
  }
  bool operator()(const oauth::GrantIsUnchanged& wanted) const {
    return IsUnchanged(overlay.Find(wanted.grant), wanted.changed_at);
  }
  bool operator()(const oauth::ConsentIsNotRenewed& wanted) const {
    const auto consent = overlay.Find(wanted.consent);
    return consent && consent->made_at == wanted.made_at &&
           consent->latest_grant == wanted.latest_grant;
  }
  bool operator()(const oauth::CatalogueIsUnchanged& wanted) const {
    return overlay.FindCatalogue()->ChangedAt() == wanted.changed_at;
  }
  bool operator()(const oauth::GrantIsAtGeneration& wanted) const {
    const auto grant = overlay.Find(wanted.grant);
    return grant && grant->generation == wanted.generation && IsLive(*grant, overlay);
  }
};

}  // namespace

bool Holds(const oauth::Precondition& precondition, const Overlay& overlay) {
  return std::visit(Check{overlay}, precondition);
}

}  // namespace writ::store
