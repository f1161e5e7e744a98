#include "store/log/event_row.h"

#include <array>
#include <optional>
#include <type_traits>
#include <utility>

#include "store/log/record_json.h"

namespace writ::store {

namespace {

using oauth::Number;

constexpr std::array<std::string_view, 4> kActors{"server", "operator", "client", "subject"};

template <typename Field>
std::uint64_t Plain(Field field) {
  return static_cast<std::uint64_t>(field);
}

// From fields to columns.
class Writer {
 public:
  template <typename Kind>
  using Of = const Kind&;

  Writer(EventRow& to, const oauth::Catalogue& catalogue) : row(to), catalogue_(catalogue) {}

  template <typename Field>
  void operator()(std::uint64_t& column, const Field& field) {
    column = Plain(field);
  }
  void operator()(std::uint64_t& column, const Seconds& field) { column = Plain(field.count()); }
  void operator()(std::int64_t& column, const Instant& field) { column = ToUnix(field); }
  void operator()(std::string_view& column, const oauth::Cause& field) {
    if (field != oauth::Cause::kNone) column = oauth::NameOf(field);
  }
  void operator()(oauth::SealSecret& column, const oauth::SealSecret& field) { column = field; }
  void Scopes(const oauth::ScopeList* field) { row.scope = catalogue_.Format(*field); }
  void Record(const std::shared_ptr<const oauth::Client>& client,
              const std::shared_ptr<const oauth::ClientProfile>& profile) {
    row.record = FormatClient(*client, *profile, catalogue_);
    row.secret = client->seal_secret;
  }
  void Record(const std::shared_ptr<const oauth::Subject>& subject,
              const std::shared_ptr<const oauth::SubjectProfile>& profile) {
    row.record = FormatSubject(*subject, *profile);
    row.secret = subject->seal_secret;
  }
  void Record(const std::shared_ptr<const oauth::Scope>& scope) {
    row.record = FormatScope(*scope);
  }

  EventRow& row;

 private:
  const oauth::Catalogue& catalogue_;
};

// From columns to fields.
class Reader {
 public:
  template <typename Kind>
  using Of = Kind&;

  Reader(const EventRow& from, ScopeListSource& scopes) : row(from), scopes_(scopes) {}

  template <typename Field>
  void operator()(std::uint64_t column, Field& field) {
    field = static_cast<Field>(column);
  }
  void operator()(std::uint64_t column, bool& field) { field = column != 0; }
  void operator()(std::uint64_t column, Seconds& field) {
    field = Seconds(static_cast<std::int64_t>(column));
  }
  void operator()(std::int64_t column, Instant& field) { field = FromUnix(column); }
  void operator()(std::string_view column, oauth::Cause& field) {
    const auto cause = oauth::ParseCause(column);
    cause ? void(field = *cause) : Refuse("it has a cause that is none");
  }
  void operator()(const oauth::SealSecret& column, oauth::SealSecret& field) { field = column; }
  void Scopes(const oauth::ScopeList*& field) {
    const auto list = catalogue_->ParseKnown(row.scope);
    list ? void(field = scopes_.Keep(*list)) : Refuse("it names scopes that are not known");
  }
  void Record(std::shared_ptr<const oauth::Client>& client,
              std::shared_ptr<const oauth::ClientProfile>& profile) {
    const auto parse = [this](std::string_view text, oauth::Client& to,
                              oauth::ClientProfile& more) {
      return ParseClient(text, *catalogue_, to, more);
    };
    Parse<oauth::Client, oauth::ClientProfile>(row.client, parse, client, profile);
  }
  void Record(std::shared_ptr<const oauth::Subject>& subject,
              std::shared_ptr<const oauth::SubjectProfile>& profile) {
    Parse<oauth::Subject, oauth::SubjectProfile>(row.subject, ParseSubject, subject, profile);
  }
  void Record(std::shared_ptr<const oauth::Scope>& scope) {
    auto record = std::make_shared<oauth::Scope>();
    if (!ParseScope(row.record, *record)) return Refuse("its record cannot be read");
    record->index = static_cast<oauth::ScopeIndex>(row.number);
    scope = std::move(record);
  }
  // Why the row makes no sense; nothing when it does.
  [[nodiscard]] const std::optional<std::string>& Wrong() const { return wrong_; }

  const EventRow& row;

 private:
  void Refuse(const char* what) {
    if (!wrong_) wrong_ = what;
  }
  template <typename Record, typename Profile, typename Parsing>
  void Parse(std::uint64_t id, Parsing parse, std::shared_ptr<const Record>& to,
             std::shared_ptr<const Profile>& profile_to) {
    auto record = std::make_shared<Record>();
    auto profile = std::make_shared<Profile>();
    if (!parse(row.record, *record, *profile)) return Refuse("its record cannot be read");
    record->id = static_cast<decltype(record->id)>(id);
    record->seal_secret = row.secret;
    to = std::move(record);
    profile_to = std::move(profile);
  }

  ScopeListSource& scopes_;
  const oauth::Catalogue::Pointer catalogue_ = scopes_.FindCatalogue();
  std::optional<std::string> wrong_;
};

// ---- which column each field of a kind is in, for both ways

template <typename Io>
void Columns(Io& io, typename Io::template Of<oauth::ClientMade> event) {
  io(io.row.client, event.client);
  io.Record(event.record, event.profile);
}
template <typename Io>
void Columns(Io& io, typename Io::template Of<oauth::ClientChanged> event) {
  io(io.row.client, event.client);
  io.Record(event.record, event.profile);
}
template <typename Io>
void Columns(Io& io, typename Io::template Of<oauth::ClientDeleted> event) {
  io(io.row.client, event.client);
  io(io.row.cause, event.cause);
}
template <typename Io>
void Columns(Io& io, typename Io::template Of<oauth::SubjectMade> event) {
  io(io.row.subject, event.subject);
  io.Record(event.record, event.profile);
}
template <typename Io>
void Columns(Io& io, typename Io::template Of<oauth::SubjectChanged> event) {
  io(io.row.subject, event.subject);
  io.Record(event.record, event.profile);
}
template <typename Io>
void Columns(Io& io, typename Io::template Of<oauth::SubjectDeleted> event) {
  io(io.row.subject, event.subject);
  io(io.row.cause, event.cause);
}
template <typename Io>
void Columns(Io& io, typename Io::template Of<oauth::ConsentGiven> event) {
  io(io.row.consent, event.consent);
  io(io.row.client, event.client);
  io(io.row.subject, event.subject);
  io.Scopes(event.scopes);
  io(io.row.link, event.made_at);
  io(io.row.at, event.made_time);
}
template <typename Io>
void Columns(Io& io, typename Io::template Of<oauth::GrantMade> event) {
  io(io.row.grant, event.grant);
  io(io.row.detail, event.kind);
  io(io.row.client, event.client);
  io(io.row.subject, event.subject);
  io(io.row.consent, event.consent);
  io.Scopes(event.scopes);
  io(io.row.secret, event.secret);
  io(io.row.number, event.generation);
  io(io.row.at, event.made_time);
  io(io.row.expires, event.expires);
  io(io.row.link, event.older_in_consent);
}
template <typename Io>
void Columns(Io& io, typename Io::template Of<oauth::GrantWidened> event) {
  io(io.row.grant, event.grant);
  io.Scopes(event.scopes);
}
template <typename Io>
void Columns(Io& io, typename Io::template Of<oauth::GrantEnded> event) {
  io(io.row.grant, event.grant);
  io(io.row.cause, event.cause);
}
template <typename Io>
void Columns(Io& io, typename Io::template Of<oauth::GrantRotated> event) {
  io(io.row.grant, event.grant);
  io(io.row.number, event.generation);
  io(io.row.at, event.time);
  io(io.row.expires, event.expires);
}
template <typename Io>
void Columns(Io& io, typename Io::template Of<oauth::CodeSpent> event) {
  io(io.row.serial, event.code.serial);
  io(io.row.client, event.code.client);
  io(io.row.grant, event.code.grant);
  io(io.row.detail, event.code.made_grant);
  io(io.row.at, event.code.spent_time);
  io(io.row.expires, event.code.expires);
}
template <typename Io>
void Columns(Io& io, typename Io::template Of<oauth::AccessTokenRevoked> event) {
  io(io.row.grant, event.token.grant);
  io(io.row.serial, event.token.serial);
  io(io.row.expires, event.token.expires);
}
template <typename Io>
void Columns(Io& io, typename Io::template Of<oauth::ServerCut> event) {
  io(io.row.detail, event.reach);
  io(io.row.cause, event.cause);
}
template <typename Io>
void Columns(Io& io, typename Io::template Of<oauth::ClientCut> event) {
  io(io.row.client, event.client);
  io(io.row.detail, event.reach);
  io(io.row.cause, event.cause);
}
template <typename Io>
void Columns(Io& io, typename Io::template Of<oauth::SubjectCut> event) {
  io(io.row.subject, event.subject);
  io(io.row.detail, event.reach);
  io(io.row.cause, event.cause);
}
template <typename Io>
void Columns(Io& io, typename Io::template Of<oauth::ConsentCut> event) {
  io(io.row.consent, event.consent);
  io(io.row.detail, event.reach);
  io(io.row.cause, event.cause);
}
template <typename Io>
void Columns(Io& io, typename Io::template Of<oauth::GrantAccessCut> event) {
  io(io.row.grant, event.grant);
  io(io.row.cause, event.cause);
}
template <typename Io>
void Columns(Io& io, typename Io::template Of<oauth::KeyMade> event) {
  io(io.row.number, event.key.id);
  io(io.row.detail, event.key.state);
  io(io.row.at, event.key.made_time);
}
template <typename Io>
void Columns(Io& io, typename Io::template Of<oauth::KeyChanged> event) {
  io(io.row.number, event.key);
  io(io.row.detail, event.state);
}
template <typename Io>
void Columns(Io& io, typename Io::template Of<oauth::ClockAdvanced> event) {
  io(io.row.number, event.offset);
}
template <typename Io>
void Columns(Io& io, typename Io::template Of<oauth::LostHistoryAccepted> event) {
  io(io.row.number, event.incarnation);
  io(io.row.link, event.grant_era);
}

template <typename Io>
void Columns(Io& /*io*/, typename Io::template Of<oauth::ClockAccepted> /*event*/) {}

template <typename Io>
void Columns(Io& io, typename Io::template Of<oauth::SessionsEnded> event) {
  io(io.row.subject, event.subject);
  io(io.row.secret, event.seal_secret);
  io(io.row.cause, event.cause);
}

template <typename Io>
void Columns(Io& io, typename Io::template Of<oauth::ScopeMade> event) {
  io(io.row.number, event.scope);
  io.Record(event.record);
}
template <typename Io>
void Columns(Io& io, typename Io::template Of<oauth::ScopeChanged> event) {
  io(io.row.number, event.scope);
  io.Record(event.record);
}
template <typename Io>
void Columns(Io& io, typename Io::template Of<oauth::ScopeRetired> event) {
  io(io.row.number, event.scope);
}

template <typename Io>
void Columns(Io& io, typename Io::template Of<oauth::CodesCut> event) {
  io(io.row.client, event.client);
  io(io.row.link, event.before);
}

// The kind named `name`, empty; false when there is none.
template <std::size_t Index = 0>
bool Emplace(std::string_view name, oauth::Happening& what) {
  if constexpr (Index == std::variant_size_v<oauth::Happening>) {
    return false;
  } else {
    if (oauth::KindName(Index) != name) return Emplace<Index + 1>(name, what);
    what.emplace<Index>();
    return true;
  }
}

std::optional<oauth::ActorKind> ParseActor(std::string_view name) {
  for (std::size_t i = 0; i < kActors.size(); ++i) {
    if (kActors.at(i) == name) return static_cast<oauth::ActorKind>(i + 1);
  }
  return std::nullopt;
}

auto Newer(const std::string& what) {
  return Fail(what + ", which this program does not know; run the newer program");
}

}  // namespace

EventRow RowOf(const oauth::Event& event, const oauth::Catalogue& catalogue) {
  EventRow row;
  row.sequence = Number(event.sequence);
  row.time = ToUnix(event.time);
  row.kind = oauth::NameOf(event.what);
  row.actor = kActors.at(static_cast<std::size_t>(event.by.actor.kind) - 1);
  row.actor_id = event.by.actor.id;
  if (event.by.reason) row.reason = *event.by.reason;
  row.place = event.by.place.View();
  Writer writer(row, catalogue);
  std::visit([&](const auto& what) { Columns(writer, what); }, event.what);
  return row;
}

Result<oauth::Event> EventOf(const EventRow& row, ScopeListSource& scopes) {
  if (row.version == 0 || row.version > oauth::kEventVersion) {
    return Newer("has version " + std::to_string(row.version));
  }
  oauth::Event event;
  event.sequence = oauth::Sequence{row.sequence};
  event.time = FromUnix(row.time);
  event.version = row.version;
  if (!Emplace(row.kind, event.what)) {
    return Newer("is of the kind '" + std::string(row.kind) + "'");
  }
  if (row.version > 1) {
    const auto actor = ParseActor(row.actor);
    if (!actor) return Newer("has an actor of the kind '" + std::string(row.actor) + "'");
    event.by.actor = {*actor, static_cast<std::uint32_t>(row.actor_id)};
    if (!row.reason.empty()) event.by.reason = row.reason;
    event.by.place = row.place;
  }
  Reader reader(row, scopes);
  std::visit([&](auto& what) { Columns(reader, what); }, event.what);
  if (reader.Wrong()) return Fail("makes no sense: " + *reader.Wrong());
  return event;
}

}  // namespace writ::store
