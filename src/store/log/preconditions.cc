#include "store/log/accept.h"

namespace writ::store {

namespace {

using oauth::Number;

template <typename Record>
bool IsUnchanged(const std::optional<Record>& record, oauth::Sequence changed_at) {
  return record ? record->changed_at == changed_at : changed_at == oauth::Sequence::kNone;
}

// Whether nothing has ended the grant; expiry is the decision's to judge, by its clock.
bool IsAlive(const oauth::Grant& grant, const Overlay& overlay) {
  const auto cut = [&grant](const oauth::CutOffs& cuts) {
    return Number(grant.made_at) <= Number(cuts.all);
  };
  if (grant.ended_at != oauth::Sequence::kNone || cut(overlay.FindServer().server.cut)) {
    return false;
  }
  if (grant.client != oauth::ClientId::kNone) {
    const auto client = overlay.Find(grant.client);
    if (!client || client->deleted || !client->enabled || cut(client->cut)) return false;
  }
  if (grant.subject != oauth::SubjectId::kNone) {
    const auto subject = overlay.Find(grant.subject);
    if (!subject || subject->deleted || !subject->enabled || cut(subject->cut)) return false;
  }
  if (grant.consent == oauth::ConsentId::kNone) return true;
  const auto consent = overlay.Find(grant.consent);
  return consent && !cut(consent->cut);
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
  bool operator()(const oauth::ConsentIsUnchanged& wanted) const {
    return IsUnchanged(overlay.Find(wanted.client, wanted.subject), wanted.changed_at);
  }
  bool operator()(const oauth::GrantIsUnchanged& wanted) const {
    return IsUnchanged(overlay.Find(wanted.grant), wanted.changed_at);
  }
  bool operator()(const oauth::GrantIsAtGeneration& wanted) const {
    const auto grant = overlay.Find(wanted.grant);
    return grant && grant->generation == wanted.generation && IsAlive(*grant, overlay);
  }
};

}  // namespace

bool Holds(const oauth::Precondition& precondition, const Overlay& overlay) {
  return std::visit(Check{overlay}, precondition);
}

}  // namespace writ::store
