// Durable media: what a store is kept on, narrow enough that a faulty one can take its place.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "oauth/records/records.h"
#include "store/log/event_row.h"
#include "store/log/overlay.h"
#include "store/log/store_key.h"
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

// What leaves in a write, in small bites.
struct Purge {
  std::vector<std::uint32_t> scope_lists;  // by number; no row and no event names them
  std::vector<oauth::GrantId> grants;
  std::vector<oauth::ConsentId> consents;
  // Records whose lists led through those that leave, as they are now.
  std::vector<GrantRow> relinked_grants;
  std::vector<ConsentRow> relinked_consents;
  // How many rows of either kind below are looked at.
  std::int64_t rows = 0;
  // Of the short-lived rows next in turn, those that expired before this.
  std::optional<Instant> short_lived_before;
  // Of the oldest events, those of a time before this and a sequence up to events_through.
  std::optional<Instant> events_before;
  oauth::Sequence events_through = oauth::Sequence::kNone;

  [[nodiscard]] bool Empty() const {
    return scope_lists.empty() && grants.empty() && consents.empty() && relinked_grants.empty() &&
           relinked_consents.empty() && !short_lived_before && !events_before;
  }
};

// One durable step. Rows replace what is stored under their ids.
struct Write {
  // Names the scopes of everything below; needed where anything below has scopes.
  oauth::Catalogue::Pointer catalogue;
  std::vector<std::shared_ptr<const oauth::Scope>> scopes;  // rows of it that are new or changed
  std::vector<NumberedScopes> scope_lists;
  std::vector<EventRow> events;
  std::optional<ServerRow> server;
  std::vector<oauth::Key> keys;
  std::vector<std::pair<oauth::Client, ClientProfilePointer>> clients;
  std::vector<std::pair<oauth::Subject, SubjectProfilePointer>> subjects;
  std::vector<ConsentRow> consents;
  std::vector<GrantRow> grants;
  std::vector<SpentCodeRow> spent_codes;
  std::vector<RevokedTokenRow> revoked_tokens;
  Purge purge;
};

// Which event, and when.
struct EventStamp {
  oauth::Sequence sequence = oauth::Sequence::kNone;
  Instant time{};
};

enum class WriteFate : std::uint8_t {
  kDone,     // it is durable
  kRefused,  // nothing of it was written, nor will be
  kUnknown,  // nobody can tell
};

struct WriteResult {
  WriteFate fate = WriteFate::kDone;
  std::string message;  // why, when it is not done
};

// How far a Load is in one kind of record. Counted by ids: those that were given and are gone count
// as read when they are passed.
struct LoadProgress {
  std::string_view what;  // "grants"
  std::uint64_t done = 0;
  std::uint64_t all = 0;
};
// Called on the thread that loads, often, and never for a small store.
using LoadObserver = std::function<void(const LoadProgress&)>;

// Takes what a store holds, in this order: the catalogue, scope lists, server, keys, clients,
// subjects, consents and grants, short-lived rows, events. Consents may come on a thread of their
// own while grants come; nothing else comes then.
class LoadSink {
 public:
  LoadSink() = default;
  LoadSink(const LoadSink&) = delete;
  LoadSink& operator=(const LoadSink&) = delete;
  virtual ~LoadSink() = default;
  virtual void OnCatalogue(oauth::Catalogue::Pointer catalogue) = 0;
  // That of what came so far, events included.
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
  // The event at folded_through, or the oldest after it, and all later ones.
  [[nodiscard]] virtual Result<void> OnEvent(const EventRow& row) = 0;
  virtual void OnProgress(const LoadProgress& /*progress*/) {}
};

// Not thread-safe unless said so.
class Backend {
 public:
  Backend() = default;
  Backend(const Backend&) = delete;
  Backend& operator=(const Backend&) = delete;
  virtual ~Backend() = default;

  // Hands all that is stored to `sink`. An Error when something cannot be read or makes no sense.
  [[nodiscard]] virtual Result<void> Load(LoadSink& sink) = 0;
  // Hands every event still stored to `sink`, the oldest first; Load comes before.
  [[nodiscard]] virtual Result<void> ReadEveryEvent(LoadSink& sink) = 0;
  // The chain hash of an event, or nothing when it is not stored.
  [[nodiscard]] virtual Result<std::optional<ChainHash>> FindChain(oauth::Sequence sequence) = 0;
  // Whole and durable when it returns kDone.
  [[nodiscard]] virtual WriteResult Apply(const Write& write) = 0;
  // Whether a write succeeds now; it changes nothing.
  [[nodiscard]] virtual bool Probe() = 0;
  // After a process that did not end properly: brings all that Load read to its last place on the
  // disk, since what it wrote may be in the cache of the machine alone. Where the disk is too full
  // for that it stays where it is.
  [[nodiscard]] virtual Result<void> Settle() = 0;
  // The oldest event still stored, or nothing.
  [[nodiscard]] virtual std::optional<EventStamp> OldestEvent() = 0;
  // Brings what was written into its last place; called once, before the end.
  virtual void Close() = 0;
};

}  // namespace writ::store
