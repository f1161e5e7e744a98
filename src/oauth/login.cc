#include "oauth/login.h"

#include <algorithm>

namespace writ::oauth {

std::string LoginAddress(std::string_view issuer, std::string_view link) {
  std::string address(issuer);
  address += kLoginPath;
  address += "?link=";
  address += link;
  return address;
}

Result<LoginClaims, LoginRefusal> OfferLogin(const std::optional<Subject>& subject, Sequence known,
                                             const Lifetimes& lifetimes, Instant now,
                                             CodeSerial serial) {
  if (!subject || subject->deleted) return Fail(LoginRefusal::kSubjectUnknown);
  if (!subject->enabled) return Fail(LoginRefusal::kSubjectSuspended);
  return LoginClaims{TokenKind::kLoginLink, subject->id, known, now, lifetimes.login_link, serial};
}

LoginClaims StartSession(SubjectId subject, Sequence known, const Lifetimes& lifetimes, Instant now,
                         CodeSerial serial) {
  return {TokenKind::kSession, subject, known, now, lifetimes.session, serial};
}

std::optional<ProvenLogin> ReadLogin(const Ledger& ledger, Seal& seal, TokenKind kind,
                                     std::string_view text) {
  const auto opened = seal.OpenLogin(text);
  if (!opened || opened->claims.kind != kind) return std::nullopt;
  const Sequence known = ledger.Known();
  const auto subject = ledger.FindSubject(opened->claims.subject);
  if (!subject || !Seal::Proves(*opened, subject->seal_secret)) return std::nullopt;
  return ProvenLogin{opened->claims, *subject, known};
}

LoginState CheckLogin(const LoginClaims& claims, const Subject& subject, const Server& server,
                      Instant now) {
  if (!subject.enabled || subject.deleted) return LoginState::kEnded;
  if (claims.sequence < std::max(subject.cut.all, server.cut.all)) return LoginState::kEnded;
  if (claims.issued_at + claims.lifetime <= now) return LoginState::kExpired;
  return LoginState::kGood;
}

LoginState CheckLoginLink(const LoginClaims& link, const Subject& subject, const Server& server,
                          const std::optional<SpentCode>& spent, Instant now) {
  if (!spent) return CheckLogin(link, subject, server, now);
  const bool is_this_link =
      spent->client == ClientId::kNone && spent->expires == link.issued_at + link.lifetime;
  return is_this_link ? LoginState::kUsed : LoginState::kSerialTaken;
}

Proposal UseLoginLink(const LoginClaims& link, Instant now) {
  SpentCode spent;
  spent.serial = link.serial;
  spent.spent_time = now;
  spent.expires = link.issued_at + link.lifetime;
  Proposal proposal;
  proposal.preconditions.emplace_back(CodeIsUnspent{link.serial});
  proposal.changes.emplace_back(SpendCode{spent});
  return proposal;
}

}  // namespace writ::oauth
