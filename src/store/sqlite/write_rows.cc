#include "store/log/record_json.h"
#include "store/sqlite/rows.h"
#include "store/state/scope_lists.h"

namespace writ::store::sqlite {

namespace {

using oauth::Number;

template <typename Id>
std::int64_t Signed(Id id) {
  return static_cast<std::int64_t>(Number(id));
}

}  // namespace

Result<RowWriter> RowWriter::Prepare(Database& database, RowMacs& macs) {
  RowWriter rows;
  const auto prepare = [&](TableId table) { return RowStatement::Prepare(database, table, macs); };
  rows.event_ = TRY(prepare(TableId::kEvent));
  rows.server_ = TRY(prepare(TableId::kServer));
  rows.scope_ = TRY(prepare(TableId::kScope));
  rows.scope_list_ = TRY(prepare(TableId::kScopeList));
  rows.key_ = TRY(prepare(TableId::kKey));
  rows.client_ = TRY(prepare(TableId::kClient));
  rows.subject_ = TRY(prepare(TableId::kSubject));
  rows.consent_ = TRY(prepare(TableId::kConsent));
  rows.grant_ = TRY(prepare(TableId::kGrant));
  rows.spent_code_ = TRY(prepare(TableId::kSpentCode));
  rows.revoked_token_ = TRY(prepare(TableId::kRevokedToken));
  return rows;
}

int RowWriter::Put(const EventRow& row) {
  event_.Bind(static_cast<std::int64_t>(row.sequence))
      .Bind(row.time)
      .Bind(std::string_view(row.kind));
  for (const std::uint64_t column : {row.client, row.subject, row.consent, row.grant}) {
    event_.BindOrNull(static_cast<std::int64_t>(column));
  }
  event_.BindOrNull(std::string_view(row.cause)).BindOrNull(static_cast<std::int64_t>(row.detail));
  event_.BindOrNull(static_cast<std::int64_t>(row.number)).BindOrNull(row.at);
  event_.BindOrNull(row.expires).BindOrNull(static_cast<std::int64_t>(row.serial));
  event_.BindOrNull(static_cast<std::int64_t>(row.link));
  event_.BindNull();  // scopes: `scope` names them
  event_.BindOrNull(row.record);
  if (row.secret == oauth::SealSecret{}) {
    event_.BindNull();
  } else {
    event_.BindBlob(row.secret);
  }
  event_.BindBlob(row.chain).Bind(std::int64_t{row.version}).Bind(std::string_view(row.actor));
  event_.BindOrNull(static_cast<std::int64_t>(row.actor_id));
  event_.BindOrNull(std::string_view(row.reason)).BindOrNull(std::string_view(row.place));
  return event_.BindOrNull(row.scope).Run();
}

int RowWriter::Put(const oauth::Scope& scope) {
  const std::string record = FormatScope(scope);
  // NOLINTNEXTLINE(google-readability-casting): no cast, a view is made
  return scope_.Bind(scope.index).Bind(std::string_view(record)).Run();
}

int RowWriter::Put(const NumberedScopes& scope_list) {
  const std::string scopes = catalogue_->Format(scope_list.list);
  // NOLINTNEXTLINE(google-readability-casting): no cast, a view is made
  return scope_list_.Bind(scope_list.number).Bind(std::string_view(scopes)).Run();
}

int RowWriter::Put(const ServerRow& row) {
  const oauth::Server& server = row.record.server;
  return server_.Bind(1)
      .Bind(static_cast<std::int64_t>(server.incarnation))
      .Bind(server.clock_offset.count())
      .Bind(Signed(server.cut.all))
      .Bind(Signed(server.cut.access))
      .Bind(static_cast<std::int64_t>(row.record.grant_era))
      .Bind(Signed(row.folded_through))
      .Bind(Signed(row.last_consent))
      .Bind(Signed(row.last_grant))
      .Bind(ToUnix(row.latest_time))
      .Run();
}

int RowWriter::Put(const oauth::Key& key) {
  return key_.Bind(key.id).Bind(oauth::NameOf(key.state)).Bind(ToUnix(key.made_time)).Run();
}

int RowWriter::Put(const oauth::Client& client, const oauth::ClientProfile& profile) {
  const std::string record = FormatClient(client, profile, *catalogue_);
  return client_.Bind(Signed(client.id))
      .Bind(client.deleted ? 1 : 0)
      .Bind(Signed(client.made_at))
      .Bind(Signed(client.changed_at))
      .Bind(Signed(client.cut.all))
      .Bind(Signed(client.cut.access))
      .Bind(Signed(client.self_grant))
      .Bind(Signed(client.codes_cut))
      .BindBlob(client.seal_secret)
      // NOLINTNEXTLINE(google-readability-casting): no cast, a view is made
      .Bind(std::string_view(record))
      .Run();
}

int RowWriter::Put(const oauth::Subject& subject, const oauth::SubjectProfile& profile) {
  const std::string record = FormatSubject(subject, profile);
  return subject_.Bind(Signed(subject.id))
      .Bind(subject.deleted ? 1 : 0)
      .Bind(Signed(subject.made_at))
      .Bind(Signed(subject.changed_at))
      .Bind(Signed(subject.cut.all))
      .Bind(Signed(subject.cut.access))
      .BindBlob(subject.seal_secret)
      // NOLINTNEXTLINE(google-readability-casting): no cast, a view is made
      .Bind(std::string_view(record))
      .Run();
}

int RowWriter::Put(const ConsentRow& row) {
  const oauth::Consent& consent = row.consent;
  return consent_.Bind(Signed(consent.id))
      .Bind(Signed(consent.client))
      .Bind(Signed(consent.subject))
      .Bind(row.scopes)
      .Bind(Signed(consent.made_at))
      .Bind(Signed(consent.changed_at))
      .Bind(ToUnix(consent.made_time))
      .BindOrNull(Signed(consent.cut.all))
      .BindOrNull(Signed(consent.cut.access))
      .BindOrNull(Signed(consent.latest_grant))
      .Run();
}

int RowWriter::Put(const GrantRow& row) {
  const oauth::Grant& grant = row.grant;
  grant_.Bind(Signed(grant.id)).Bind(static_cast<std::int64_t>(grant.kind));
  grant_.BindOrNull(Signed(grant.client)).BindOrNull(Signed(grant.subject));
  grant_.BindOrNull(Signed(grant.consent)).Bind(row.scopes);
  grant_.Bind(Signed(grant.made_at)).Bind(Signed(grant.changed_at)).Bind(ToUnix(grant.made_time));
  grant_.BindOrNull(ToUnix(grant.expires)).BindOrNull(Signed(grant.ended_at));
  if (grant.end_cause == oauth::Cause::kNone) {
    grant_.BindNull();
  } else {
    grant_.Bind(oauth::NameOf(grant.end_cause));
  }
  grant_.BindOrNull(Signed(grant.access_cut)).BindOrNull(grant.generation);
  grant_.Bind(Signed(grant.generation_at)).Bind(ToUnix(grant.generation_time));
  return grant_.BindOrNull(Signed(grant.older_in_consent)).BindBlob(grant.secret).Run();
}

int RowWriter::Put(const SpentCodeRow& row) {
  return spent_code_.Bind(Signed(row.sequence))
      .Bind(Signed(row.code.serial))
      .BindOrNull(Signed(row.code.client))
      .BindOrNull(Signed(row.code.grant))
      .Bind(row.code.made_grant ? 1 : 0)
      .Bind(ToUnix(row.code.spent_time))
      .Bind(ToUnix(row.code.expires))
      .Run();
}

int RowWriter::Put(const RevokedTokenRow& row) {
  return revoked_token_.Bind(Signed(row.sequence))
      .Bind(Signed(row.token.grant))
      .Bind(Signed(row.token.serial))
      .Bind(ToUnix(row.token.expires))
      .Run();
}

}  // namespace writ::store::sqlite
