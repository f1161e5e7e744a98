#include "store/state/short_lived.h"

#include <algorithm>
#include <vector>

namespace writ::store {

namespace {

bool Left(Instant expires, Instant now) { return expires + kShortLivedGrace < now; }

}  // namespace

std::optional<oauth::SpentCode> SpentCodes::Find(oauth::CodeSerial serial) const {
  const Shard& shard = shards_[ShardOf(serial)];
  const std::lock_guard lock(shard.mutex);
  const oauth::SpentCode* code = shard.codes.Find(serial);
  return code == nullptr ? std::nullopt : std::optional(*code);
}

void SpentCodes::Insert(const oauth::SpentCode& code) {
  Shard& shard = shards_[ShardOf(code.serial)];
  const std::lock_guard lock(shard.mutex);
  shard.codes.Insert(code);
}

std::size_t SpentCodes::PurgeNext(Instant now) {
  Shard& shard = shards_[next_purged_++ % kShards];
  std::vector<oauth::CodeSerial> left;
  shard.codes.ForEach([&](const oauth::SpentCode& code) {
    if (Left(code.expires, now)) left.push_back(code.serial);
  });
  if (left.empty()) return 0;
  const std::lock_guard lock(shard.mutex);
  for (const oauth::CodeSerial serial : left) shard.codes.Erase(serial);
  return left.size();
}

std::size_t SpentCodes::Count() const {
  std::size_t count = 0;
  for (const Shard& shard : shards_) {
    const std::lock_guard lock(shard.mutex);
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
  const std::lock_guard lock(shard.mutex);
  return shard.tokens.Find({grant, serial}) != nullptr;
}

bool Tombstones::Insert(const oauth::RevokedToken& token, oauth::ClientId client) {
  Shard& shard = shards_[ShardOf(token.grant)];
  {
    const std::lock_guard lock(shard.mutex);
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
    const std::lock_guard lock(shard.mutex);
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
  const auto gone = std::remove_if(serials.begin(), serials.end(), [&](auto serial) {
    return shard.tokens.Find({grant, serial}) == nullptr;
  });
  Discount(owner->second.client, static_cast<std::size_t>(serials.end() - gone));
  serials.erase(gone, serials.end());
  if (serials.empty()) shard.owners.erase(owner);
}

std::size_t Tombstones::PurgeNext(Instant now) {
  Shard& shard = shards_[next_purged_++ % kShards];
  std::vector<Key> left;
  shard.tokens.ForEach([&](const oauth::RevokedToken& token) {
    if (Left(token.expires, now)) left.push_back(Traits::KeyOf(token));
  });
  if (left.empty()) return 0;
  {
    const std::lock_guard lock(shard.mutex);
    for (const Key& key : left) shard.tokens.Erase(key);
  }
  std::vector<oauth::GrantId> owners;
  owners.reserve(left.size());
  for (const Key& key : left) owners.push_back(key.grant);
  std::sort(owners.begin(), owners.end());
  owners.erase(std::unique(owners.begin(), owners.end()), owners.end());
  for (const oauth::GrantId grant : owners) Tidy(shard, grant);
  return left.size();
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
    const std::lock_guard lock(shard.mutex);
    count += shard.tokens.Count();
  }
  return count;
}

}  // namespace writ::store
