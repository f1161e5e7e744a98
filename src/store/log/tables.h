// The tables of a medium: what the events up to some sequence add up to, so that a start need not
// read them all.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "oauth/catalogue.h"
#include "oauth/records/records.h"
#include "store/log/load_progress.h"
#include "store/log/overlay.h"
#include "store/state/live_state.h"

namespace writ::store {

// A short-lived row is named by the sequence of the event that made it.
struct SpentCodeRow {
  oauth::Sequence sequence;
  oauth::SpentCode code;
};
struct RevokedTokenRow {
  oauth::Sequence sequence;
  oauth::RevokedToken token;
};

// The one row about the whole store.
struct ServerRow {
  ServerRecord record;
  // Every event up to this one is in the state tables; later ones are replayed.
  oauth::Sequence folded_through = oauth::Sequence::kNone;
  // Ids given, even if their records are gone.
  oauth::ConsentId last_consent = oauth::ConsentId::kNone;
  oauth::GrantId last_grant = oauth::GrantId::kNone;
  Instant latest_time{};  // of any event up to folded_through
};

// What a fold brings into the tables: rows replace what is stored under their ids.
struct Rows {
  // Names the scopes of everything below; needed where anything below has scopes.
  oauth::Catalogue::Pointer catalogue;
  std::vector<std::shared_ptr<const oauth::Scope>> scopes;  // rows of it that are new or changed
  std::vector<NumberedScopes> scope_lists;
  std::optional<ServerRow> server;
  std::vector<oauth::Key> keys;
  std::vector<std::pair<oauth::Client, ClientProfilePointer>> clients;
  std::vector<std::pair<oauth::Subject, SubjectProfilePointer>> subjects;
  std::vector<ConsentRow> consents;
  std::vector<GrantRow> grants;
  std::vector<SpentCodeRow> spent_codes;
  std::vector<RevokedTokenRow> revoked_tokens;
};

// Takes what the tables hold, in this order: the catalogue, scope lists, server, keys, clients,
// subjects, consents and grants, short-lived rows. Consents may come on a thread of their own while
// grants come; nothing else comes then.
class TableSink : public ProgressSink {
 public:
  virtual void OnCatalogue(oauth::Catalogue::Pointer catalogue) = 0;
  // That of what came so far.
  [[nodiscard]] virtual oauth::Catalogue::Pointer FindCatalogue() const = 0;
  // False when there is one of that number already.
  [[nodiscard]] virtual bool OnScopeList(std::uint32_t number, const oauth::ScopeList& list) = 0;
  [[nodiscard]] virtual const oauth::ScopeList* FindScopeList(std::uint32_t number) const = 0;
  virtual void OnServer(const ServerRow& row) = 0;
  virtual void OnKey(const oauth::Key& key) = 0;
  virtual void OnClient(const oauth::Client& client, ClientProfilePointer profile) = 0;
  virtual void OnSubject(const oauth::Subject& subject, SubjectProfilePointer profile) = 0;
  // Their lists are there (FindScopeList).
  virtual void OnConsent(const ConsentRow& row) = 0;
  virtual void OnGrant(const GrantRow& row) = 0;
  virtual void OnSpentCode(const SpentCodeRow& row) = 0;
  virtual void OnRevokedToken(const RevokedTokenRow& row) = 0;
};

// Not thread-safe.
class Tables {
 public:
  Tables() = default;
  Tables(const Tables&) = delete;
  Tables& operator=(const Tables&) = delete;
  virtual ~Tables() = default;

  // Hands all rows to `sink`. An Error when something cannot be read or makes no sense.
  [[nodiscard]] virtual Result<void> Load(TableSink& sink) = 0;
};

}  // namespace writ::store
