#include "api/sandbox/tokens.h"

#include <memory>
#include <utility>

#include "api/oauth2/redeem_code.h"
#include "api/respond.h"
#include "api/sandbox/request.h"
#include "oauth/mint_access_token.h"

namespace writ::api {

namespace {

using oauth::ErrorCode;
using Refusal = http::OwnedResponse;

struct Wish {
  oauth::Client client;
  oauth::ScopeList scopes;
  std::optional<oauth::Subject> subject;  // nothing: a new one
};

Refusal ProblemOf(ErrorCode code) { return Problem(400, oauth::Describe(code).description); }

ErrorCode ErrorOf(oauth::MintRefusal refusal) {
  using enum oauth::MintRefusal;
  switch (refusal) {
    case kClientUnknown:
    case kClientSuspended:
      return ErrorCode::kClientUnknown;
    case kSubjectUnknown:
    case kSubjectSuspended:
      return ErrorCode::kMerchantUnknown;
    case kScopeMissing:
      return ErrorCode::kScopeMissing;
    case kScopeExceeded:
      return ErrorCode::kScopeExceeded;
    case kScopeTooMany:
      return ErrorCode::kScopeTooMany;
    case kLifetimeInvalid:
      break;
  }
  return ErrorCode::kInternal;
}

Result<Wish, Refusal> ReadWish(const oauth::Services& services, const http::Request& request) {
  const boost::json::object body =
      TRY(ReadSandboxRequest(request, {"client_id", "scope", "merchant"}));
  const std::string client_text = TRY(NeededTextOf(body, "client_id"));
  const std::string scope_text = TRY(NeededTextOf(body, "scope"));
  const std::optional<std::string> merchant = TRY(TextOf(body, "merchant"));
  const auto client_id = services.ids.ReadClient(client_text);
  const auto client = services.ledger.FindClient(client_id.value_or(oauth::ClientId::kNone));
  if (!client) return Fail(ProblemOf(ErrorCode::kClientUnknown));
  const oauth::Catalogue::Pointer catalogue = services.ledger.FindCatalogue();
  const auto scopes = catalogue->Parse(scope_text);
  if (!scopes) return Fail(ProblemOf(scopes.error()));
  Wish wish{*client, *scopes, std::nullopt};
  oauth::Subject to_be_made;
  if (merchant) {
    const auto id = services.ids.ReadSubject(*merchant);
    wish.subject = services.ledger.FindSubject(id.value_or(oauth::SubjectId::kNone));
    if (!wish.subject) return Fail(ProblemOf(ErrorCode::kMerchantUnknown));
  }
  const auto terms =
      oauth::CheckMint(client, wish.subject.value_or(to_be_made), catalogue->Offered(),
                       {wish.scopes, std::nullopt}, services.lifetimes);
  if (!terms) return Fail(ProblemOf(ErrorOf(terms.error())));
  return wish;
}

// Redeems at once what the merchant is taken to have approved just now.
std::unique_ptr<Attempt> Redeem(const oauth::Services& services, const Wish& wish,
                                oauth::SubjectId subject) {
  const oauth::MintTerms terms{wish.client.id, subject, wish.scopes,
                               services.lifetimes.access_token};
  return std::make_unique<Redeeming>(
      services, wish.client,
      oauth::MintCode(terms, services.ledger.Known(), services.lifetimes, services.clock.Now(),
                      oauth::DrawSerial<oauth::CodeSerial>(services.random)));
}

}  // namespace

void SandboxTokens(const oauth::Services& services, http::Exchange& exchange) {
  const auto wish = ReadWish(services, exchange.GetRequest());
  if (!wish) return exchange.Answer(wish.error().View());
  if (wish->subject) {
    DecideThenAnswer(services.committer, Redeem(services, *wish, wish->subject->id),
                     exchange.Defer());
    return;
  }
  oauth::MakeSubject made;
  made.subject.seal_secret = services.random.Bytes<16>();
  made.profile.name = "Demo merchant";
  made.profile.email = "merchant@example.com";
  made.profile.locale = "en_US";
  made.profile.country = "NL";
  const auto owed = std::make_shared<http::Deferred>(exchange.Defer());
  services.committer.Commit(
      {{}, {made}, {oauth::Actor::Operator(), {}, "sandbox"}},
      [&services, wish = *wish, owed](const oauth::CommitResult& result) {
        if (!result)
          return owed->Answer(Problem(503, oauth::Describe(ErrorCode::kUnavailable).description));
        DecideThenAnswer(services.committer, Redeem(services, wish, result->subject),
                         std::move(*owed));
      });
}

}  // namespace writ::api
