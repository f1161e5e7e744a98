// Events as a medium keeps them: columns, and the hash that chains them.
//
// A new kind of event is a struct and a name (oauth/event.h, event.cc), the columns of its fields
// (event_row.cc) and its fold (fold.cc). A new field of a client is one of oauth::Client or its
// profile and a member of its record (record_json.cc), which may be missing in what is older.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "oauth/event.h"

namespace writ::store {

// The running hash over all events: the first 128 bits of SHA-256 over the hash before and this
// event. All zeros before the first.
using ChainHash = std::array<std::uint8_t, 16>;

// One row. Columns that a kind does not have are empty: 0, no text, zeros. The views are of the
// event that the row was made of, or of what a medium reads: neither outlives those.
struct EventRow {
  std::uint64_t sequence = 0;
  std::int64_t time = 0;
  std::uint32_t version = oauth::kEventVersion;
  std::string_view kind;
  std::string_view actor;  // its kind; empty in version 1
  std::uint64_t actor_id = 0;
  std::string_view reason;
  std::string_view place;
  std::uint64_t client = 0;
  std::uint64_t subject = 0;
  std::uint64_t consent = 0;
  std::uint64_t grant = 0;
  std::string_view cause;
  std::uint64_t detail = 0;
  std::uint64_t number = 0;
  std::int64_t at = 0;
  std::int64_t expires = 0;
  std::uint64_t serial = 0;
  std::uint64_t link = 0;
  std::string scope;   // names, with single spaces between them
  std::string record;  // JSON, hashed as it is: a medium keeps it byte by byte
  oauth::SealSecret secret{};
  ChainHash chain{};
};

// `event`, which must outlive the row, in columns by the layout of kEventVersion; `chain` is still
// to be set.
[[nodiscard]] EventRow RowOf(const oauth::Event& event, const oauth::Catalogue& catalogue);
EventRow RowOf(oauth::Event&& event, const oauth::Catalogue& catalogue) = delete;

// Where scope lists live for as long as records may name them.
class ScopeListSource {
 public:
  ScopeListSource() = default;
  ScopeListSource(const ScopeListSource&) = delete;
  ScopeListSource& operator=(const ScopeListSource&) = delete;
  virtual ~ScopeListSource() = default;
  // The scopes that there were before the event that is read.
  [[nodiscard]] virtual oauth::Catalogue::Pointer FindCatalogue() const = 0;
  // `list`, where it stays.
  [[nodiscard]] virtual const oauth::ScopeList* Keep(const oauth::ScopeList& list) = 0;
};

// The event that `row` is. An Error, to follow "event N ", when it has a version or a kind that
// this program does not know, or makes no sense.
[[nodiscard]] Result<oauth::Event> EventOf(const EventRow& row, ScopeListSource& scopes);

// The hash after the event that both are, by the layout of its version.
[[nodiscard]] ChainHash Chain(const ChainHash& before, const EventRow& row,
                              const oauth::Event& event);

}  // namespace writ::store
