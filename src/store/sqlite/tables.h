// The tables of a store and their columns: the one list that reading, writing and MACs go by.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

namespace writ::store::sqlite {

// The number is part of every MAC: never reuse one.
enum class TableId : std::uint8_t {
  kEvent = 0,
  kServer,
  kScopeList,
  kKey,
  kClient,
  kSubject,
  kConsent,
  kGrant,
  kSpentCode,
  kRevokedToken,
  kScope,
};
inline constexpr std::size_t kTables = 11;

struct Table {
  TableId id;
  const char* name;
  const char* key;
  // All but `mac`, the key first. A new one goes to the end and may be NULL: then the MACs of the
  // rows that lack it stay as they are.
  const char* columns;
};

inline constexpr std::array<Table, kTables> kTableList{{
    {TableId::kEvent, "event", "sequence",
     "sequence,time,kind,client,subject,consent,grant_id,cause,detail,number,at,expires,serial,"
     "link,scopes,record,secret,chain,version,actor,actor_id,reason,place,scope"},
    {TableId::kServer, "server", "id",
     "id,incarnation,clock_offset,cut_all,cut_access,grant_era,folded_through,last_consent,"
     "last_grant,latest_time"},
    {TableId::kScopeList, "scope_list", "id", "id,scopes"},
    {TableId::kKey, "key", "id", "id,state,made_time"},
    {TableId::kClient, "client", "id",
     "id,deleted,made_at,changed_at,cut_all,cut_access,self_grant,codes_cut,"
     "seal_secret,record"},
    {TableId::kSubject, "subject", "id",
     "id,deleted,made_at,changed_at,cut_all,cut_access,seal_secret,record"},
    {TableId::kConsent, "consent", "id",
     "id,client,subject,scopes,made_at,changed_at,made_time,cut_all,cut_access,latest_grant"},
    {TableId::kGrant, "\"grant\"", "id",
     "id,kind,client,subject,consent,scopes,made_at,changed_at,made_time,expires,ended_at,"
     "end_cause,access_cut,generation,generation_at,generation_time,older_in_consent,secret"},
    {TableId::kSpentCode, "spent_code", "sequence",
     "sequence,serial,client,grant_id,made_grant,spent_time,expires"},
    {TableId::kRevokedToken, "revoked_token", "sequence", "sequence,grant_id,serial,expires"},
    {TableId::kScope, "scope", "id", "id,record"},
}};

[[nodiscard]] constexpr const Table& TableOf(TableId id) {
  return kTableList[static_cast<std::size_t>(id)];
}

// As people write it.
[[nodiscard]] inline std::string ShownName(const Table& table) {
  return table.id == TableId::kGrant ? "grant" : table.name;
}

}  // namespace writ::store::sqlite
