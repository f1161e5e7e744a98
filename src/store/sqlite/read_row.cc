#include "store/sqlite/read_row.h"

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "store/log/record_json.h"

namespace writ::store::sqlite {

namespace {

using oauth::KeyState;
using oauth::Sequence;

template <typename Id>
Id Read(Row& row) {
  return static_cast<Id>(row.Integer());
}
Instant ReadInstant(Row& row) { return FromUnix(row.Integer()); }

std::optional<KeyState> ParseKeyState(std::string_view name) {
  for (const KeyState state :
       {KeyState::kIssue, KeyState::kOpen, KeyState::kOpenRefreshOnly, KeyState::kDead}) {
    if (oauth::NameOf(state) == name) return state;
  }
  return std::nullopt;
}

template <std::size_t N>
bool ReadBlob(Row& row, std::array<std::uint8_t, N>& bytes) {
  const auto blob = row.Blob();
  if (blob.size() != N) return false;
  std::copy(blob.begin(), blob.end(), bytes.begin());
  return true;
}

}  // namespace

Result<void> Damaged(const char* table) {
  return Fail(std::string("the store is damaged: a row of table ") + table +
              " makes no sense; restore a backup");
}

Result<void> ReadScopeList(Row& row, TableSink& sink) {
  const auto number = static_cast<std::uint32_t>(row.Integer());
  const auto list = sink.FindCatalogue()->ParseKnown(row.Text());
  if (!list || !sink.OnScopeList(number, *list)) return Damaged("scope_list");
  return {};
}

Result<void> ReadServer(Row& row, TableSink& sink) {
  ServerRow server;
  static_cast<void>(row.Integer());  // its id, 1
  server.record.server.incarnation = static_cast<std::uint64_t>(row.Integer());
  server.record.server.clock_offset = Seconds(row.Integer());
  server.record.server.cut.all = Read<Sequence>(row);
  server.record.server.cut.access = Read<Sequence>(row);
  server.record.grant_era = static_cast<std::uint64_t>(row.Integer());
  server.folded_through = Read<Sequence>(row);
  server.last_consent = Read<oauth::ConsentId>(row);
  server.last_grant = Read<oauth::GrantId>(row);
  server.latest_time = ReadInstant(row);
  sink.OnServer(server);
  return {};
}

Result<void> ReadKey(Row& row, TableSink& sink) {
  oauth::Key key;
  key.id = static_cast<std::uint8_t>(row.Integer());
  const auto state = ParseKeyState(row.Text());
  if (!state) return Damaged("key");
  key.state = *state;
  key.made_time = ReadInstant(row);
  sink.OnKey(key);
  return {};
}

Result<void> ReadClient(Row& row, TableSink& sink) {
  oauth::Client client;
  auto profile = std::make_shared<oauth::ClientProfile>();
  client.id = Read<oauth::ClientId>(row);
  client.deleted = row.Integer() != 0;
  client.made_at = Read<Sequence>(row);
  client.changed_at = Read<Sequence>(row);
  client.cut.all = Read<Sequence>(row);
  client.cut.access = Read<Sequence>(row);
  client.self_grant = Read<oauth::GrantId>(row);
  client.codes_cut = Read<Sequence>(row);
  if (!ReadBlob(row, client.seal_secret)) return Damaged("client");
  TRY_VOID(ParseClient(row.Text(), *sink.FindCatalogue(), client, *profile));
  client.scopes = oauth::Settled(client.scopes);
  sink.OnClient(client, std::move(profile));
  return {};
}

Result<void> ReadSubject(Row& row, TableSink& sink) {
  oauth::Subject subject;
  auto profile = std::make_shared<oauth::SubjectProfile>();
  subject.id = Read<oauth::SubjectId>(row);
  subject.deleted = row.Integer() != 0;
  subject.made_at = Read<Sequence>(row);
  subject.changed_at = Read<Sequence>(row);
  subject.cut.all = Read<Sequence>(row);
  subject.cut.access = Read<Sequence>(row);
  if (!ReadBlob(row, subject.seal_secret)) return Damaged("subject");
  TRY_VOID(ParseSubject(row.Text(), subject, *profile));
  sink.OnSubject(subject, std::move(profile));
  return {};
}

Result<void> ReadConsent(Row& row, TableSink& sink) {
  ConsentRow result;
  oauth::Consent& consent = result.consent;
  consent.id = Read<oauth::ConsentId>(row);
  consent.client = Read<oauth::ClientId>(row);
  consent.subject = Read<oauth::SubjectId>(row);
  result.scopes = static_cast<std::uint32_t>(row.Integer());
  if (sink.FindScopeList(result.scopes) == nullptr) return Damaged("consent");
  consent.made_at = Read<Sequence>(row);
  consent.changed_at = Read<Sequence>(row);
  consent.made_time = ReadInstant(row);
  consent.cut.all = Read<Sequence>(row);
  consent.cut.access = Read<Sequence>(row);
  consent.latest_grant = Read<oauth::GrantId>(row);
  sink.OnConsent(result);
  return {};
}

Result<void> ReadGrant(Row& row, TableSink& sink) {
  GrantRow result;
  oauth::Grant& grant = result.grant;
  grant.id = Read<oauth::GrantId>(row);
  grant.kind = Read<oauth::GrantKind>(row);
  grant.client = Read<oauth::ClientId>(row);
  grant.subject = Read<oauth::SubjectId>(row);
  grant.consent = Read<oauth::ConsentId>(row);
  result.scopes = static_cast<std::uint32_t>(row.Integer());
  if (sink.FindScopeList(result.scopes) == nullptr) return Damaged("grant");
  grant.made_at = Read<Sequence>(row);
  grant.changed_at = Read<Sequence>(row);
  grant.made_time = ReadInstant(row);
  grant.expires = ReadInstant(row);
  grant.ended_at = Read<Sequence>(row);
  const auto cause = oauth::ParseCause(row.Text());
  if (!cause) return Damaged("grant");
  grant.end_cause = *cause;
  grant.access_cut = Read<Sequence>(row);
  grant.generation = static_cast<std::uint32_t>(row.Integer());
  grant.generation_at = Read<Sequence>(row);
  grant.generation_time = ReadInstant(row);
  grant.older_in_consent = Read<oauth::GrantId>(row);
  if (!ReadBlob(row, grant.secret)) return Damaged("grant");
  sink.OnGrant(result);
  return {};
}

Result<void> ReadSpentCode(Row& row, TableSink& sink) {
  SpentCodeRow spent{};
  spent.sequence = Read<Sequence>(row);
  spent.code.serial = Read<oauth::CodeSerial>(row);
  spent.code.client = Read<oauth::ClientId>(row);
  spent.code.grant = Read<oauth::GrantId>(row);
  spent.code.made_grant = row.Integer() != 0;
  spent.code.spent_time = ReadInstant(row);
  spent.code.expires = ReadInstant(row);
  spent.code.spent_at = spent.sequence;
  sink.OnSpentCode(spent);
  return {};
}

Result<void> ReadRevokedToken(Row& row, TableSink& sink) {
  RevokedTokenRow revoked{};
  revoked.sequence = Read<Sequence>(row);
  revoked.token.grant = Read<oauth::GrantId>(row);
  revoked.token.serial = Read<oauth::TokenSerial>(row);
  revoked.token.expires = ReadInstant(row);
  sink.OnRevokedToken(revoked);
  return {};
}

Result<void> ReadEvent(Row& row, EventSink& sink) {
  EventRow event;
  event.sequence = Read<std::uint64_t>(row);
  event.time = row.Integer();
  event.kind = row.Text();
  for (std::uint64_t* column : {&event.client, &event.subject, &event.consent, &event.grant}) {
    *column = Read<std::uint64_t>(row);
  }
  event.cause = row.Text();
  event.detail = Read<std::uint64_t>(row);
  event.number = Read<std::uint64_t>(row);
  event.at = row.Integer();
  event.expires = row.Integer();
  event.serial = Read<std::uint64_t>(row);
  event.link = Read<std::uint64_t>(row);
  static_cast<void>(row.Integer());  // scopes: `scope` names them
  event.record = row.Text();
  const auto secret = row.Blob();
  if (secret.size() == event.secret.size()) {
    std::copy(secret.begin(), secret.end(), event.secret.begin());
  }
  if (!ReadBlob(row, event.chain)) return Damaged("event");
  event.version = Read<std::uint32_t>(row);
  event.actor = row.Text();
  event.actor_id = Read<std::uint64_t>(row);
  event.reason = row.Text();
  event.place = row.Text();
  event.scope = row.Text();
  return sink.OnEvent(event);
}

}  // namespace writ::store::sqlite
