// The ledger: all that lives, as checks and decisions read it.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "oauth/catalogue.h"
#include "oauth/records/ids.h"
#include "oauth/records/records.h"

namespace writ::oauth {

// Thread-safe. Finds see every commit that was answered (invariant 1) and nothing that is not
// durable (oauth/committer.h). A find never touches the disk. Ids that name nothing find nothing.
class Ledger {
 public:
  Ledger() = default;
  Ledger(const Ledger&) = delete;
  Ledger& operator=(const Ledger&) = delete;
  virtual ~Ledger() = default;

  // The latest committed sequence. Read it before the records a token is decided on: what they say
  // is then at least as new as what the token claims to know (invariant 3).
  [[nodiscard]] virtual Sequence Known() const = 0;

  [[nodiscard]] virtual Server FindServer() const = 0;
  [[nodiscard]] virtual std::optional<Client> FindClient(ClientId id) const = 0;
  [[nodiscard]] virtual std::shared_ptr<const ClientProfile> FindClientProfile(
      ClientId id) const = 0;
  [[nodiscard]] virtual std::optional<Subject> FindSubject(SubjectId id) const = 0;
  [[nodiscard]] virtual std::shared_ptr<const SubjectProfile> FindSubjectProfile(
      SubjectId id) const = 0;
  [[nodiscard]] virtual std::optional<Consent> FindConsent(ClientId client,
                                                           SubjectId subject) const = 0;
  [[nodiscard]] virtual std::optional<Consent> FindConsent(ConsentId id) const = 0;
  [[nodiscard]] virtual std::optional<Grant> FindGrant(GrantId id) const = 0;
  [[nodiscard]] virtual std::optional<SpentCode> FindSpentCode(CodeSerial serial) const = 0;
  [[nodiscard]] virtual bool IsRevoked(GrantId grant, TokenSerial serial) const = 0;
  [[nodiscard]] virtual std::vector<Key> Keys() const = 0;
  // The scopes that there are now. Takes a lock for a moment.
  [[nodiscard]] virtual Catalogue::Pointer FindCatalogue() const = 0;
  // The names of all scopes that any found record has, for as long as the ledger lives. Takes no
  // lock.
  [[nodiscard]] virtual const ScopeNames& NamesOfScopes() const = 0;
};

}  // namespace writ::oauth
