#include "store/state/short_lived.h"

#include <algorithm>
#include <vector>

namespace writ::store {

namespace {

bool Left(Instant expires, Instant now) { return expires + kShortLivedGrace < now; }

// Those that have left, among the next places of the shard that `cursor` is in.
template <typename Value, typename Shards, typename Table, typename HasLeft>
std::vector<Value> FindLeft(Shards& shards, Table table, PurgeCursor& cursor, std::size_t places,
                            PurgedPart& part, HasLeft has_left) {
  std::vector<Value> left;
  const auto& values = shards[cursor.shard].*table;
  const std::size_t before = cursor.place;
  cursor.place = values.ForSome(cursor.place, places, [&](const Value& value) {
    if (has_left(value)) left.push_back(value);
  });
  part.looked = (cursor.place == 0 ? values.Places() : cursor.place) - before;
  // What moves to the place of one that leaves is looked at in the next round.
  if (cursor.place == 0) cursor.shard = (cursor.shard + 1) % shards.size();
  part.left = left.size();
  part.was_last = cursor.place == 0 && cursor.shard == 0;
  return left;
}

}  // namespace

std::optional<oauth::SpentCode> SpentCodes::Find(oauth::CodeSerial serial) const {
  const Shard& shard = shards_[ShardOf(serial)];
  const MutexLock lock(shard.mutex);
  const oauth::SpentCode* code = shard.codes.Find(serial);
  return code == nullptr ? std::nullopt : std::optional(*code);
}

void SpentCodes::Insert(const oauth::SpentCode& code) {
  Shard& shard = shards_[ShardOf(code.serial)];
  {
    const MutexLock lock(shard.mutex);
    if (!shard.codes.Insert(code)) return;
  }
  if (code.client == oauth::ClientId::kNone) return;
  Owned& owned = owned_[code.client];
  if (code.spent_at <= owned.cut) {
    ++cut_;
  } else {
    owned.spent_at.push_back(code.spent_at);
  }
}

void SpentCodes::Cut(oauth::ClientId client, oauth::Sequence cut, oauth::Sequence changed_at) {
  if (cut == oauth::Sequence::kNone) return;
  Owned& owned = owned_[client];
  if (owned.cut == cut) return;
  owned.cut = cut;
  owned.cut_at = changed_at;
  for (; !owned.spent_at.empty() && owned.spent_at.front() <= cut; ++cut_) {
    owned.spent_at.pop_front();
  }
}

std::size_t SpentCodes::CountOf(oauth::ClientId client, oauth::Sequence cut) const {
  const auto found = owned_.find(client);
  if (found == owned_.end()) return 0;
  const auto& spent_at = found->second.spent_at;
  return static_cast<std::size_t>(spent_at.end() -
                                  std::upper_bound(spent_at.begin(), spent_at.end(), cut));
}

oauth::Sequence SpentCodes::OldestOf(oauth::ClientId client, oauth::Sequence cut,
                                     std::size_t older) const {
  const auto& spent_at = owned_.at(client).spent_at;
  const auto first = std::upper_bound(spent_at.begin(), spent_at.end(), cut);
  const auto most = static_cast<std::size_t>(spent_at.end() - first) - 1;
  return *(first + static_cast<std::ptrdiff_t>(std::min(older, most)));
}

void SpentCodes::Disown(const oauth::SpentCode& code) {
  const auto found = owned_.find(code.client);
  if (found == owned_.end()) return;
  if (code.spent_at <= found->second.cut) --cut_;
  auto& spent_at = found->second.spent_at;
  const auto place = std::lower_bound(spent_at.begin(), spent_at.end(), code.spent_at);
  if (place != spent_at.end() && *place == code.spent_at) spent_at.erase(place);
}

PurgedPart SpentCodes::PurgeNext(Instant now, oauth::Sequence folded, std::size_t places) {
  Shard& shard = shards_[cursor_.shard];
  PurgedPart part;
  const auto left = FindLeft<oauth::SpentCode>(
      shards_, &Shard::codes, cursor_, places, part, [&](const oauth::SpentCode& code) {
        if (Left(code.expires, now)) return true;
        const auto owned = owned_.find(code.client);
        return owned != owned_.end() && code.spent_at <= owned->second.cut &&
               owned->second.cut_at <= folded;
      });
  if (left.empty()) return part;
  {
    const MutexLock lock(shard.mutex);
    for (const oauth::SpentCode& code : left) shard.codes.Erase(code.serial);
  }
  for (const oauth::SpentCode& code : left) Disown(code);
  return part;
}

std::size_t SpentCodes::Count() const {
  std::size_t count = 0;
  for (const Shard& shard : shards_) {
    const MutexLock lock(shard.mutex);
    count += shard.codes.Count();
  }
  return count;
}

std::uint64_t Tombstones::Traits::Hash(const Key& key) {
  // Serials are random already; the grant tells its own tokens from another's.
  return oauth::Number(key.serial) ^ oauth::Number(key.grant) * 0x9e3779b97f4a7c15ULL >> 16U;
}

bool Tombstones::Has(oauth::GrantId grant, oauth::TokenSerial serial) const {
  const Shard& shard = shards_[ShardOf(grant)];
  const MutexLock lock(shard.mutex);
  return shard.tokens.Find({grant, serial}) != nullptr;
}

bool Tombstones::Insert(const oauth::RevokedToken& token, oauth::ClientId client) {
  Shard& shard = shards_[ShardOf(token.grant)];
  {
    const MutexLock lock(shard.mutex);
    if (!shard.tokens.Insert(token)) return false;
  }
  Owner& owner = shard.owners[token.grant];
  owner.client = client;
  owner.serials.push_back(token.serial);
  ++of_client_[client];
  return true;
}

void Tombstones::Discount(oauth::ClientId client, std::size_t count) {
  const auto found = of_client_.find(client);
  found->second -= static_cast<std::uint32_t>(count);
  if (found->second == 0) of_client_.erase(found);
}

void Tombstones::Drop(oauth::GrantId grant) {
  Shard& shard = shards_[ShardOf(grant)];
  const auto owner = shard.owners.find(grant);
  if (owner == shard.owners.end()) return;
  {
    const MutexLock lock(shard.mutex);
    for (const oauth::TokenSerial serial : owner->second.serials) {
      shard.tokens.Erase({grant, serial});
    }
  }
  Discount(owner->second.client, owner->second.serials.size());
  shard.owners.erase(owner);
}

void Tombstones::Tidy(Shard& shard, oauth::GrantId grant) {
  const auto owner = shard.owners.find(grant);
  auto& serials = owner->second.serials;
  auto gone = serials.begin();
  for (const oauth::TokenSerial serial : serials) {
    if (shard.tokens.Find({grant, serial}) != nullptr) *gone++ = serial;
  }
  Discount(owner->second.client, static_cast<std::size_t>(serials.end() - gone));
  serials.erase(gone, serials.end());
  if (serials.empty()) shard.owners.erase(owner);
}

PurgedPart Tombstones::PurgeNext(Instant now, oauth::Sequence /*folded*/, std::size_t places) {
  Shard& shard = shards_[cursor_.shard];
  PurgedPart part;
  const auto left = FindLeft<oauth::RevokedToken>(
      shards_, &Shard::tokens, cursor_, places, part,
      [now](const oauth::RevokedToken& token) { return Left(token.expires, now); });
  if (left.empty()) return part;
  {
    const MutexLock lock(shard.mutex);
    for (const auto& token : left) shard.tokens.Erase(Traits::KeyOf(token));
  }
  std::vector<oauth::GrantId> owners;
  owners.reserve(left.size());
  for (const auto& token : left) owners.push_back(token.grant);
  std::sort(owners.begin(), owners.end());
  owners.erase(std::unique(owners.begin(), owners.end()), owners.end());
  for (const oauth::GrantId grant : owners) {
    const MutexLock lock(shard.mutex);
    Tidy(shard, grant);
  }
  return part;
}

std::uint32_t Tombstones::CountOf(oauth::GrantId grant) const {
  const Shard& shard = shards_[ShardOf(grant)];
  const auto owner = shard.owners.find(grant);
  return owner == shard.owners.end() ? 0 : static_cast<std::uint32_t>(owner->second.serials.size());
}

std::uint32_t Tombstones::CountOf(oauth::ClientId client) const {
  const auto found = of_client_.find(client);
  return found == of_client_.end() ? 0 : found->second;
}

std::size_t Tombstones::Count() const {
  std::size_t count = 0;
  for (const Shard& shard : shards_) {
    const MutexLock lock(shard.mutex);
    count += shard.tokens.Count();
  }
  return count;
}

}  // namespace writ::store
