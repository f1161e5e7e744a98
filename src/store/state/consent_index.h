// Which consent belongs to a client and a subject, in about eight bytes a consent.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "oauth/records/ids.h"
#include "store/state/readers.h"

namespace writ::store {

// An open-addressing table of consent ids; who an id belongs to is asked of the consent itself. One
// writer, any number of readers without locks, each within a Reading of the `readers` given: a
// table that was outgrown goes when nobody reads it any more. The place of an erased consent is
// taken again, so that what comes and goes makes no table grow.
class ConsentIndex {
 public:
  explicit ConsentIndex(Readers& readers) : readers_(readers) {}

  // Whether the consent `id` is the one looked for.
  using Matches = bool (*)(const void* context, oauth::ConsentId id, oauth::ClientId client,
                           oauth::SubjectId subject);
  // What a consent's hash is, or nothing of a consent that is gone; needed when a table grows.
  using HashOfConsent = std::function<bool(oauth::ConsentId id, std::uint64_t& hash)>;

  [[nodiscard]] static std::uint64_t Hash(oauth::ClientId client, oauth::SubjectId subject);

  // The consent or kNone.
  [[nodiscard]] oauth::ConsentId Find(oauth::ClientId client, oauth::SubjectId subject,
                                      Matches matches, const void* context) const;
  // What Build takes of a consent: its Hash's low half, and its id.
  struct Entry {
    std::uint32_t hash;
    std::uint32_t id;
  };
  // Puts all in at once, into an empty index; several times as quick as one by one, since nothing
  // has to grow and no place is waited for. Before there are readers.
  void Build(std::span<const Entry> entries);
  // Only the writer calls these. `id` must not be in the index (Insert) or be in it (Erase).
  void Insert(std::uint64_t hash, oauth::ConsentId id, const HashOfConsent& hash_of);
  void Erase(std::uint64_t hash, oauth::ConsentId id);
  // Of the tables in use.
  [[nodiscard]] std::size_t Bytes() const;

 private:
  struct Table {
    explicit Table(std::size_t size) : mask(size - 1), ids(size) {}
    std::size_t mask;
    std::vector<std::atomic<std::uint32_t>> ids;
  };
  // Shards keep the pause of growing short.
  struct Shard {
    std::atomic<const Table*> current{nullptr};
    std::unique_ptr<Table> table;  // only the writer; is current
    std::size_t used = 0;          // only the writer; places that are not empty, erased ones too
  };
  static constexpr std::size_t kShards = 256;

  [[nodiscard]] static std::size_t Home(const Table& table, std::uint64_t hash) {
    return (hash >> 8U) & table.mask;
  }
  // Whether the place was empty, and not an erased one's.
  static bool Place(Table& table, std::uint64_t hash, std::uint32_t id);
  void Adopt(Shard& shard, std::unique_ptr<Table> table);
  void Grow(Shard& shard, const HashOfConsent& hash_of);

  Readers& readers_;
  std::array<Shard, kShards> shards_;
};

}  // namespace writ::store
