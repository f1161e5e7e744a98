// Spent codes and tombstones: the records that go away by themselves.
#pragma once

#include <array>
#include <boost/container/small_vector.hpp>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <unordered_map>
#include <vector>

#include "base/mutex.h"
#include "oauth/records/records.h"
#include "store/state/flat_table.h"

namespace writ::store {

// How long either stays beyond its `expires`, against clock steps.
inline constexpr Seconds kShortLivedGrace = oauth::kKeptAfterExpiry;

// What a bite of a purge did: it went on in one of the parts that a table has.
struct PurgedPart {
  std::size_t looked = 0;  // at so many places
  std::size_t left = 0;    // how many have gone
  bool was_last = false;   // all parts have been gone through
};

// Where the next bite goes on.
struct PurgeCursor {
  std::size_t shard = 0;
  std::size_t place = 0;
};

// Codes that were used. Any thread may find; one writer changes.
class SpentCodes {
 public:
  [[nodiscard]] std::optional<oauth::SpentCode> Find(oauth::CodeSerial serial) const;
  // In the order in which they were spent.
  void Insert(const oauth::SpentCode& code);
  // Those of the client that were spent at or before `cut` can go when `changed_at`, the change
  // that said so, is folded. kNone cuts nothing.
  void Cut(oauth::ClientId client, oauth::Sequence cut, oauth::Sequence changed_at);
  // Only the writer calls these: how many of the client's were spent after `cut`, which are some,
  // and when the one was spent that has `older` of them before it, or else the last.
  [[nodiscard]] std::size_t CountOf(oauth::ClientId client, oauth::Sequence cut) const;
  [[nodiscard]] oauth::Sequence OldestOf(oauth::ClientId client, oauth::Sequence cut,
                                         std::size_t older) const;
  // Whether some that were cut are still there.
  [[nodiscard]] bool HasCut() const { return cut_ != 0; }
  // Removes what was cut, by changes up to `folded`, and what expired more than kShortLivedGrace
  // before `now`, looking at up to `places` places from where the last call stopped, and at one
  // part of the table at most.
  PurgedPart PurgeNext(Instant now, oauth::Sequence folded, std::size_t places);
  [[nodiscard]] std::size_t Count() const;

  static constexpr std::size_t kShards = 64;

 private:
  struct Traits {
    static oauth::CodeSerial KeyOf(const oauth::SpentCode& code) { return code.serial; }
    static bool Empty(const oauth::SpentCode& code) {
      return code.serial == oauth::CodeSerial::kNone;
    }
    static std::uint64_t Hash(oauth::CodeSerial serial) { return oauth::Number(serial) >> 6U; }
  };
  struct Shard {
    mutable Mutex mutex;
    FlatTable<oauth::CodeSerial, oauth::SpentCode, Traits> codes GUARDED_BY(mutex);
  };
  static std::size_t ShardOf(oauth::CodeSerial serial) { return oauth::Number(serial) % kShards; }
  // Of one client: when each was spent, but for those that are cut.
  struct Owned {
    std::deque<oauth::Sequence> spent_at;  // ascending
    oauth::Sequence cut = oauth::Sequence::kNone;
    oauth::Sequence cut_at = oauth::Sequence::kNone;
  };
  void Disown(const oauth::SpentCode& code);

  std::array<Shard, kShards> shards_;
  std::unordered_map<oauth::ClientId, Owned> owned_;  // only the writer
  std::size_t cut_ = 0;                               // so many are still there; only the writer
  PurgeCursor cursor_;                                // only the writer
};

// Access tokens that ended before their time. Any thread may ask; one writer changes.
class Tombstones {
 public:
  [[nodiscard]] bool Has(oauth::GrantId grant, oauth::TokenSerial serial) const;
  // `client` is the grant's; its tombstones are counted. False when there already is one.
  bool Insert(const oauth::RevokedToken& token, oauth::ClientId client);
  // All of a grant's, which a cut-off has made needless.
  void Drop(oauth::GrantId grant);
  PurgedPart PurgeNext(Instant now, oauth::Sequence folded, std::size_t places);  // as SpentCodes

  // Only the writer calls these.
  [[nodiscard]] std::uint32_t CountOf(oauth::GrantId grant) const;
  [[nodiscard]] std::uint32_t CountOf(oauth::ClientId client) const;
  [[nodiscard]] std::size_t Count() const;

  static constexpr std::size_t kShards = 64;

 private:
  struct Key {
    oauth::GrantId grant;
    oauth::TokenSerial serial;
    friend bool operator==(const Key&, const Key&) = default;
  };
  struct Traits {
    static Key KeyOf(const oauth::RevokedToken& token) { return {token.grant, token.serial}; }
    static bool Empty(const oauth::RevokedToken& token) {
      return token.grant == oauth::GrantId::kNone;
    }
    static std::uint64_t Hash(const Key& key);
  };
  // Whose tombstones are which, so that dropping a grant's takes no search through all others'.
  struct Owner {
    oauth::ClientId client = oauth::ClientId::kNone;
    boost::container::small_vector<oauth::TokenSerial, 1> serials;
  };
  struct Shard {
    mutable Mutex mutex;
    FlatTable<Key, oauth::RevokedToken, Traits> tokens GUARDED_BY(mutex);
    std::unordered_map<oauth::GrantId, Owner> owners;  // only the writer
  };
  static std::size_t ShardOf(oauth::GrantId grant) { return oauth::Number(grant) % kShards; }
  // Takes `count` off the client's.
  void Discount(oauth::ClientId client, std::size_t count);
  // Makes the grant's list what is left of it.
  void Tidy(Shard& shard, oauth::GrantId grant) REQUIRES(shard.mutex);

  std::array<Shard, kShards> shards_;
  std::unordered_map<oauth::ClientId, std::uint32_t> of_client_;  // only the writer
  PurgeCursor cursor_;                                            // only the writer
};

}  // namespace writ::store
