#include <boost/json/array.hpp>
#include <map>
#include <utility>

#include "api/admin/render.h"
#include "api/admin/verbs.h"
#include "oauth/register_subject.h"
#include "oauth/sign_out.h"

namespace writ::api::admin {

namespace {

struct KnownMerchant {
  oauth::Subject subject;
  std::shared_ptr<const oauth::SubjectProfile> profile;
};

std::optional<KnownMerchant> Load(const oauth::Services& services, oauth::SubjectId id) {
  std::optional<oauth::Subject> subject = services.ledger.FindSubject(id);
  std::shared_ptr<const oauth::SubjectProfile> profile = services.ledger.FindSubjectProfile(id);
  if (!subject || subject->deleted || !profile) return std::nullopt;
  return KnownMerchant{*subject, std::move(profile)};
}

std::optional<KnownMerchant> Load(const AdminCall& call) {
  const std::optional<oauth::SubjectId> id = call.services.ids.ReadSubject(call.ids.front());
  if (!id) return std::nullopt;
  return Load(call.services, *id);
}

http::OwnedResponse Refusal(const oauth::ProfileRefusal& refusal) {
  const std::string field = "'" + std::string(refusal.field) + "' must be ";
  switch (refusal.fault) {
    case oauth::ProfileFault::kNameInvalid:
      return Problem(422, field + "1 to 100 characters without control characters");
    case oauth::ProfileFault::kTextInvalid:
      return Problem(422, field + "up to 100 characters without control characters");
    case oauth::ProfileFault::kLocaleUnknown:
      break;
  }
  std::string locales;
  for (const std::string_view locale : oauth::ProfileLocales()) {
    locales += (locales.empty() ? "" : ", ") + std::string(locale);
  }
  return Problem(422, field + "one of " + locales);
}

// `profile` with what the body says laid over it.
Member<oauth::SubjectProfile> Patched(const AdminCall& call, oauth::SubjectProfile profile) {
  std::map<std::string_view, std::string> texts;
  for (const oauth::ProfileField& field : oauth::ProfileFields()) {
    std::optional<std::string> text = TRY(TextOf(call, field.name));
    if (text) texts.emplace(field.name, *std::move(text));
  }
  Result<oauth::SubjectProfile, oauth::ProfileRefusal> patched =
      oauth::PatchProfile(std::move(profile), texts);
  if (!patched) return Fail(Refusal(patched.error()));
  return *std::move(patched);
}

}  // namespace

AdminOutcome ListMerchants(const AdminCall& call) {
  const std::size_t limit = MEMBER(LimitOf(call));
  oauth::SubjectId after = oauth::SubjectId::kNone;
  if (const std::optional<std::string> cursor = QueryOf(call, "cursor")) {
    const std::optional<oauth::SubjectId> id = call.services.ids.ReadSubject(*cursor);
    if (!id) return Problem(400, "'cursor' must be the next_cursor of an earlier page");
    after = *id;
  }
  const std::vector<oauth::SubjectId> ids = call.services.lists.ListSubjects(after, limit);
  boost::json::array items;
  for (const oauth::SubjectId id : ids) {
    const std::optional<KnownMerchant> known = Load(call.services, id);
    if (known) items.emplace_back(RenderMerchant(call.services, known->subject, *known->profile));
  }
  std::optional<std::string> next;
  if (ids.size() == limit) next = call.services.ids.Show(ids.back());
  return Page(std::move(items), next);
}

AdminOutcome CreateMerchant(const AdminCall& call) {
  MEMBER_VOID(AllowOnly(call, {"name", "email", "locale", "street_and_number", "postal_code",
                               "city", "country", "registration_number", "vat_number"}));
  oauth::SubjectProfile fresh;
  fresh.locale = "en_US";
  oauth::MakeSubject made;
  made.profile = MEMBER(Patched(call, std::move(fresh)));
  made.subject.seal_secret = call.services.random.Bytes<16>();
  AdminCommit commit;
  commit.proposal.changes.emplace_back(made);
  commit.answer = [&services = call.services, made](const oauth::Committed& committed) {
    oauth::Subject subject = made.subject;
    subject.id = committed.subject;
    return Answered(201, RenderMerchant(services, subject, made.profile));
  };
  return commit;
}

AdminOutcome ShowMerchant(const AdminCall& call) {
  const std::optional<KnownMerchant> known = Load(call);
  if (!known) return NotFound("merchant");
  return Answered(200, RenderMerchant(call.services, known->subject, *known->profile));
}

AdminOutcome PatchMerchant(const AdminCall& call) {
  MEMBER_VOID(
      AllowOnly(call, {"enabled", "name", "email", "locale", "street_and_number", "postal_code",
                       "city", "country", "registration_number", "vat_number"}));
  const std::optional<KnownMerchant> known = Load(call);
  if (!known) return NotFound("merchant");
  oauth::ChangeSubject change{known->subject, MEMBER(Patched(call, *known->profile))};
  change.subject.enabled = MEMBER(FlagOf(call, "enabled")).value_or(change.subject.enabled);
  AdminCommit commit;
  commit.proposal = oauth::Propose(change);
  commit.answer = [&services = call.services, change](const oauth::Committed&) {
    return Answered(200, RenderMerchant(services, change.subject, change.profile));
  };
  return commit;
}

AdminOutcome DeleteMerchant(const AdminCall& call) {
  const std::optional<KnownMerchant> known = Load(call);
  if (!known) return NotFound("merchant");
  AdminCommit commit;
  commit.proposal.preconditions.emplace_back(
      oauth::SubjectIsUnchanged{known->subject.id, known->subject.changed_at});
  commit.proposal.changes.emplace_back(oauth::DeleteSubject{known->subject.id});
  commit.answer = [](const oauth::Committed&) { return http::OwnedResponse{204, {}, {}, {}}; };
  return commit;
}

AdminOutcome RevokeMerchant(const AdminCall& call) {
  MEMBER_VOID(AllowOnly(call, {"reach"}));
  const oauth::Reach reach = MEMBER(ReachOf(call));
  const std::optional<KnownMerchant> known = Load(call);
  if (!known) return NotFound("merchant");
  AdminCommit commit;
  commit.proposal.changes.emplace_back(
      oauth::CutSubject{known->subject.id, reach, oauth::Cause::kOperator});
  commit.answer = [](const oauth::Committed& committed) {
    return Answered(200, {{"sequence", oauth::Number(committed.sequence)}});
  };
  return commit;
}

AdminOutcome SignMerchantOut(const AdminCall& call) {
  MEMBER_VOID(AllowOnly(call, {}));
  const oauth::Services& services = call.services;
  const std::optional<oauth::SubjectId> id = services.ids.ReadSubject(call.ids.front());
  std::optional<oauth::Subject> subject;
  if (id) subject = services.ledger.FindSubject(*id);
  Result<oauth::Proposal, oauth::SignOutRefusal> proposal =
      oauth::SignOut(subject, services.random.Bytes<16>());
  if (!proposal) return NotFound("merchant");
  AdminCommit commit;
  commit.proposal = *std::move(proposal);
  commit.answer = [](const oauth::Committed& committed) {
    return Answered(200, {{"sequence", oauth::Number(committed.sequence)}});
  };
  return commit;
}

}  // namespace writ::api::admin
