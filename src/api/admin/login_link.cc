#include "api/admin/render.h"
#include "api/admin/verbs.h"
#include "oauth/login.h"

namespace writ::api::admin {

AdminOutcome MakeLoginLink(const AdminCall& call) {
  const oauth::Services& services = call.services;
  const oauth::Sequence known = services.ledger.Known();
  const std::optional<oauth::SubjectId> id = services.ids.ReadSubject(call.ids.front());
  std::optional<oauth::Subject> subject;
  if (id) subject = services.ledger.FindSubject(*id);
  const Instant now = services.clock.Now();
  const Result<oauth::LoginClaims, oauth::LoginRefusal> claims =
      oauth::OfferLogin(subject, known, services.lifetimes, now,
                        oauth::DrawSerial<oauth::CodeSerial>(services.random));
  if (!claims) {
    switch (claims.error()) {
      case oauth::LoginRefusal::kSubjectUnknown:
        return NotFound("merchant");
      case oauth::LoginRefusal::kSubjectSuspended:
        return Problem(409, "This merchant is disabled; enable it first");
    }
  }
  const std::string link = services.seals.ForThisThread().Make(*claims, subject->seal_secret);
  boost::json::object object;
  object["url"] = oauth::LoginAddress(services.issuer, link);
  object["expires_at"] = FormatTime(now + claims->lifetime);
  return Answered(201, object);
}

}  // namespace writ::api::admin
