// The ledger: all that lives, readable at once, changed only through commits that are on disk
// before they are known.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "base/result.h"
#include "oauth/catalogue.h"
#include "oauth/change.h"
#include "oauth/records/ids.h"
#include "oauth/records/records.h"

namespace writ::oauth {

// What a commit made.
struct Committed {
  // Of its last change; a token made by it knows this. kNone: decided again, nothing was left to
  // commit.
  Sequence sequence = Sequence::kNone;
  std::optional<Grant> grant;         // the grant that it made or changed last, as of this commit
  ClientId client = ClientId::kNone;  // made by it
  SubjectId subject = SubjectId::kNone;
  std::uint8_t key = 0;
};

enum class CommitFailure : std::uint8_t {
  kConflict,     // a precondition does not hold, and there was no way to decide again
  kContended,    // decided again and again, others were always faster
  kUnavailable,  // the store cannot write now
};

using CommitResult = Result<Committed, CommitFailure>;
// Called exactly once, from any thread, after the sync. Must be quick and must not throw.
using CommitCompletion = std::function<void(const CommitResult&)>;
// Loads the records as they are and decides on them. Called after a conflict, on the committer's
// thread (within Commit, where there is none), once what won is committed. Must be quick and must
// not throw.
using DecideAgain = std::function<Proposal()>;

// Thread-safe. Finds see every commit that was answered (invariant 1) and nothing that is not
// durable. A find never touches the disk. Ids that name nothing find nothing.
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

  // For people's lists: up to `limit` records with an id greater than `after`, in id order. Slower
  // than the finds.
  [[nodiscard]] virtual std::vector<ClientId> ListClients(ClientId after,
                                                          std::size_t limit) const = 0;
  [[nodiscard]] virtual std::vector<SubjectId> ListSubjects(SubjectId after,
                                                            std::size_t limit) const = 0;
  [[nodiscard]] virtual std::vector<GrantId> ListGrants(GrantId after, std::size_t limit) const = 0;
  [[nodiscard]] virtual std::vector<ConsentId> ListConsentsOf(SubjectId subject) const = 0;

  // Whether a commit can be expected to succeed now: false after the store refused to write, until
  // it writes again.
  [[nodiscard]] virtual bool Writable() const = 0;

  // Queues `proposal` and returns. `completion` is called when it is durable or refused; then
  // nothing of it happened. After a conflict what `again` decides takes its place, before all that
  // came later, so that everybody gets their turn; an empty `again` makes a conflict final.
  virtual void Commit(Proposal proposal, DecideAgain again, CommitCompletion completion) = 0;
  void Commit(Proposal proposal, CommitCompletion completion) {
    Commit(std::move(proposal), {}, std::move(completion));
  }
};

}  // namespace writ::oauth
