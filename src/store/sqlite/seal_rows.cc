#include "store/sqlite/seal_rows.h"

#include <string>
#include <utility>
#include <vector>

#include "store/sqlite/row_query.h"
#include "store/sqlite/trouble.h"

namespace writ::store::sqlite {

namespace {

// A transaction takes this many rows, and the log is brought into the database after so many
// transactions: neither grows with the store.
constexpr std::int64_t kRowsABite = 8192;
constexpr int kBitesACheckpoint = 16;

// Goes through one table in key order.
class TableSealing {
 public:
  [[nodiscard]] static Result<TableSealing> Begin(Database& database, const Table& table) {
    TableSealing sealing(table);
    const std::string rows = std::string(" FROM ") + table.name;
    sealing.next_ = TRY(database.Prepare(
        (QueryRows(table, std::string(" WHERE ") + table.key + ">?") + " LIMIT ?").c_str()));
    sealing.put_ = TRY(database.Prepare(
        (std::string("UPDATE ") + table.name + " SET mac=? WHERE " + table.key + "=?").c_str()));
    sealing.all_ =
        static_cast<std::uint64_t>(TRY(database.Integer(("SELECT count(*)" + rows).c_str())));
    return sealing;
  }

  // Whether there may be more rows.
  [[nodiscard]] Result<bool> Bite(Database& database, RowMacs& macs) {
    std::vector<std::pair<std::int64_t, std::int64_t>> rows;  // key, MAC
    RowTaker taker([&](const Row& row) {
      macs.message.Begin(table_->id);
      macs.message.PutColumns(row);
      rows.emplace_back(row.Key(), macs.message.Mac(macs.key.rows));
      return true;
    });
    BindTaker(next_, taker).Bind(last_).Bind(kRowsABite);
    EachRow(next_);
    if (next_.Outcome() != SQLITE_OK) return Fail("the store cannot be read: " + Explain(database));
    TRY_VOID(database.Require("BEGIN IMMEDIATE"));
    for (const auto& [key, mac] : rows) {
      if (put_.Bind(mac).Bind(key).Run() != SQLITE_OK) {
        std::string message = Explain(database);
        static_cast<void>(database.Execute("ROLLBACK"));
        return Fail("the store cannot be written: " + message);
      }
      if (table_->id != TableId::kEvent) macs.sums.Add(macs.key, table_->id, mac);
      last_ = key;
    }
    TRY_VOID(database.Require("COMMIT"));
    done_ += rows.size();
    return std::cmp_equal(rows.size(), kRowsABite);
  }

  [[nodiscard]] LoadProgress Progress() const { return {"rows sealed", done_, all_}; }

 private:
  explicit TableSealing(const Table& table) : table_(&table) {}

  const Table* table_;
  Statement next_;
  Statement put_;
  std::int64_t last_ = -1;
  std::uint64_t done_ = 0;
  std::uint64_t all_ = 0;
};

}  // namespace

Result<void> SealRows(Database& database, RowMacs& macs, const LoadObserver& observer) {
  macs.sums = {};
  int bites = 0;
  for (const Table& table : kTableList) {
    TableSealing sealing = TRY(TableSealing::Begin(database, table));
    while (TRY(sealing.Bite(database, macs))) {
      if (observer) observer(sealing.Progress());
      if (++bites % kBitesACheckpoint == 0) {
        TRY_VOID(database.Require("PRAGMA wal_checkpoint(PASSIVE)"));
      }
    }
  }
  macs.sums.SetOldestEvent(TRY(database.Integer("SELECT coalesce(min(sequence), 0) FROM event")));
  Statement put = TRY(database.Prepare(kPutIntegrity));
  if (PutIntegrity(put, macs.key, macs.sums) != SQLITE_OK) {
    return Fail("the store cannot be written: " + Explain(database));
  }
  return {};
}

}  // namespace writ::store::sqlite
