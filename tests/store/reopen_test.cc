// A store that was closed, killed or copied is the same store, or says that it is not.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <set>
#include <thread>

#include "store/random_changes.h"
#include "store/sqlite/sqlite_medium.h"

namespace writ::store {
namespace {

using oauth::GrantId;
using oauth::Number;
using oauth::Sequence;

class ReopenTest : public testing::Test {
 protected:
  Result<std::unique_ptr<Store>> TryOpen(const DiskOptions& options = {}) {
    ledger_.reset();
    return OpenOnDisk(Data(), TestKey(), options, clock_, random_);
  }
  void Open(const DiskOptions& options = {}) {
    auto opened = TryOpen(options);
    ASSERT_TRUE(opened) << opened.error().message;
    ledger_ = std::move(*opened);
  }
  std::string Refusal(const DiskOptions& options = {}) {
    auto opened = TryOpen(options);
    return opened ? "it opened" : opened.error().message;
  }
  [[nodiscard]] std::string Data() const { return folder_.Path() + "/data"; }
  [[nodiscard]] std::string Copy() const { return folder_.Path() + "/copy"; }
  void CopyStore(const std::string& from, const std::string& to) {
    std::filesystem::create_directories(to);
    for (const auto* name : {"writ.db", "writ.db-wal"}) {
      std::filesystem::remove(to + "/" + name);
      if (std::filesystem::exists(from + "/" + name)) {
        std::filesystem::copy_file(from + "/" + name, to + "/" + name);
      }
    }
    std::filesystem::remove(to + "/writ.db-shm");
  }
  void Execute(const std::string& sql) {
    sqlite3* database = nullptr;
    ASSERT_EQ(sqlite3_open((Data() + "/writ.db").c_str(), &database), SQLITE_OK);
    EXPECT_EQ(sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK)
        << sqlite3_errmsg(database);
    sqlite3_close(database);
  }

  // Enough for most random changes to name something.
  void Furnish() {
    oauth::Proposal furniture;
    for (int i = 0; i < 4; ++i) furniture.changes.emplace_back(AClient());
    for (int i = 0; i < 8; ++i) furniture.changes.emplace_back(ASubject());
    for (std::uint32_t i = 0; i < 16; ++i) {
      const auto made = ConsentAndGrant(oauth::ClientId{1 + i % 4}, oauth::SubjectId{1 + i % 8});
      furniture.changes.insert(furniture.changes.end(), made.changes.begin(), made.changes.end());
    }
    ASSERT_TRUE(CommitNow(*ledger_, furniture));
  }

  TemporaryFolder folder_;
  StillClock clock_;
  SeededRandom random_{1};
  std::unique_ptr<Store> ledger_;
};

// With a small bound on what waits for the fold, sweeps begin, end and are cut short everywhere.
TEST_F(ReopenTest, EveryRecordIsAsItWas) {
  for (std::uint64_t seed = 1; seed <= 8; ++seed) {
    SCOPED_TRACE(seed);
    std::filesystem::remove_all(Data());
    DiskOptions options;
    options.store.threaded = false;
    options.store.pending_max = seed % 3 == 0 ? 0 : seed * 5;
    RandomChanges changes(seed);
    for (int session = 0; session < 3; ++session) {
      Open(options);
      if (session == 0) Furnish();
      for (int i = 0; i < 60; ++i) static_cast<void>(CommitNow(*ledger_, changes.Next()));
      if (changes.Below(3) == 0) ledger_->Tidy();
      const std::string before = Picture(*ledger_).Text();
      Open(options);
      EXPECT_EQ(Picture(*ledger_).Text(), before) << "after " << ledger_->Replayed() << " events";
    }
    EXPECT_GT(Number(ledger_->Known()), 120U) << "too few were taken to show much";
  }
}

TEST_F(ReopenTest, GrantRowsLagTheEventsAndTheTailIsReplayed) {
  Open();
  Settle(*ledger_);
  Open();
  EXPECT_EQ(ledger_->Replayed(), 4U);
  ledger_->Tidy();
  Open();
  EXPECT_EQ(ledger_->Replayed(), 0U);
  EXPECT_TRUE(ledger_->FindGrant(GrantId{1}));
}

TEST_F(ReopenTest, TheTailIsBoundedWhileNewRecordsKeepComing) {
  DiskOptions options;
  options.store.threaded = false;
  options.store.pending_max = 20;
  Open(options);
  const Standing standing = Settle(*ledger_);
  for (int i = 0; i < 400; ++i) {
    const auto subject = CommitNow(*ledger_, ASubject())->subject;
    ASSERT_TRUE(CommitNow(*ledger_, ConsentAndGrant(standing.client, subject)));
  }
  Open(options);
  EXPECT_LT(ledger_->Replayed(), 150U);
}

TEST_F(ReopenTest, ASecondOwnerIsRefusedByTheFirstOnesProcessId) {
  Open();
  const auto second = OpenOnDisk(Data(), TestKey(), {}, clock_, random_);
  ASSERT_FALSE(second);
  EXPECT_THAT(second.error().message, testing::HasSubstr(std::to_string(getpid())));
  ledger_.reset();
  EXPECT_TRUE(OpenOnDisk(Data(), TestKey(), {}, clock_, random_));
}

TEST_F(ReopenTest, ANewerSchemaAndAForeignDatabaseAreRefused) {
  Open();
  ledger_.reset();
  Execute("PRAGMA user_version = 99");
  EXPECT_THAT(Refusal(), testing::HasSubstr("newer than this program"));
  Execute("PRAGMA user_version = 1; PRAGMA application_id = 5");
  EXPECT_THAT(Refusal(), testing::HasSubstr("not a store of Writ"));
}

TEST_F(ReopenTest, YesterdaysCopyIsRefusedUntilAccepted) {
  Open();
  const Standing standing = Settle(*ledger_);
  ledger_->Close();
  CopyStore(Data(), Copy());
  Open();
  const std::uint64_t incarnation = ledger_->FindServer().incarnation;
  ASSERT_TRUE(CommitNow(*ledger_, oauth::EndGrant{standing.grant, oauth::Cause::kClient}));
  ledger_.reset();
  CopyStore(Copy(), Data());

  EXPECT_THAT(Refusal(), testing::AllOf(testing::HasSubstr("ends at change 4"),
                                        testing::HasSubstr("names change 5"),
                                        testing::HasSubstr("--accept-lost-history")));
  DiskOptions accept;
  accept.accept_lost_history = true;
  Open(accept);
  EXPECT_NE(ledger_->FindServer().incarnation, incarnation);
  EXPECT_EQ(ledger_->Known(), Sequence{5 + (std::uint64_t{1} << 32U)});
  const auto made = CommitNow(*ledger_, AGrant(standing.client, standing.subject));
  EXPECT_EQ(made->grant->id, GrantId{(std::uint64_t{1} << 32U) + 1});
  Open();
  EXPECT_TRUE(ledger_->FindGrant(made->grant->id));
  EXPECT_THAT(ledger_->ListGrants(GrantId::kNone, 9),
              testing::ElementsAre(standing.grant, made->grant->id));
}

TEST_F(ReopenTest, AnotherHistoryOfTheSameLengthIsRefused) {
  Open();
  ASSERT_TRUE(CommitNow(*ledger_, AClient("one")));
  ledger_.reset();
  std::filesystem::copy(Data(), Copy());
  Open();
  ASSERT_TRUE(CommitNow(*ledger_, AClient("two")));
  ledger_.reset();
  const std::string mark = folder_.Path() + "/mark";
  std::filesystem::copy_file(Data() + "/watermark", mark);
  // The copy, its own watermark beside it, goes another way: that cannot be noticed.
  std::filesystem::remove_all(Data());
  std::filesystem::rename(Copy(), Data());
  Open();
  ASSERT_TRUE(CommitNow(*ledger_, AClient("three")));
  ledger_.reset();
  std::filesystem::rename(mark, Data() + "/watermark");
  EXPECT_THAT(Refusal(), testing::HasSubstr("its change 2 is not the one"));
}

TEST_F(ReopenTest, AMissingOrDamagedWatermarkIsRefused) {
  Open();
  ASSERT_TRUE(CommitNow(*ledger_, AClient()));
  ledger_.reset();
  std::ofstream(Data() + "/watermark", std::ios::trunc) << std::string(4152, '\0');
  EXPECT_THAT(Refusal(), testing::HasSubstr("damaged"));
  std::filesystem::remove(Data() + "/watermark");
  EXPECT_THAT(Refusal(), testing::HasSubstr("--accept-lost-history"));
  std::filesystem::remove(Data() + "/writ.db");
  Open();
}

// Whoever names the wrong file must not lose it, whatever is accepted.
TEST_F(ReopenTest, AFileThatIsNoWatermarkIsNeverWrittenOver) {
  Open();
  ASSERT_TRUE(CommitNow(*ledger_, AClient()));
  ledger_.reset();
  DiskOptions accept;
  accept.accept_lost_history = true;
  const std::string other = Data() + "/other";
  std::ofstream(other) << std::string(64, 'k');
  for (const std::string& path : {other, Data() + "/writ.db", Data()}) {
    accept.watermark_path = path;
    const auto size = std::filesystem::is_directory(path) ? 0 : std::filesystem::file_size(path);
    EXPECT_THAT(Refusal(accept), testing::HasSubstr("not a watermark")) << path;
    if (size != 0) EXPECT_EQ(std::filesystem::file_size(path), size);
  }
}

TEST_F(ReopenTest, ATriggerOfSomebodyElsesIsRefused) {
  Open();
  ASSERT_TRUE(CommitNow(*ledger_, AClient()));
  ledger_.reset();
  Execute("CREATE TRIGGER t AFTER INSERT ON event BEGIN DELETE FROM client; END");
  EXPECT_THAT(Refusal(), testing::HasSubstr("trigger"));
}

TEST_F(ReopenTest, AStoreAtAGlanceSaysWhatWasMadeFirst) {
  Open();
  ledger_.reset();
  EXPECT_FALSE(GlanceAt(Data())->has_changes);
  Open();
  ASSERT_TRUE(CommitNow(*ledger_, AClient()));
  ledger_.reset();
  const auto glance = GlanceAt(Data());
  EXPECT_TRUE(glance->has_changes);
  EXPECT_THAT(glance->first_client, testing::HasSubstr("any_loopback_redirect"));
}

TEST_F(ReopenTest, AStoreThatVanishedBesideItsWatermarkIsRefused) {
  Open();
  ASSERT_TRUE(CommitNow(*ledger_, AClient()));
  ledger_.reset();
  std::filesystem::remove(Data() + "/writ.db");
  EXPECT_THAT(Refusal(), testing::HasSubstr("names change 1"));
}

// It may be the only copy of what an operator wants to save.
TEST_F(ReopenTest, ARefusedStoreKeepsItsLog) {
  Open();
  ASSERT_TRUE(CommitNow(*ledger_, AClient()));
  CopyStore(Data(), Copy());  // as a kill would leave it
  ledger_.reset();
  CopyStore(Copy(), Data());
  std::filesystem::remove(Data() + "/watermark");
  const auto size = std::filesystem::file_size(Copy() + "/writ.db-wal");
  EXPECT_THAT(Refusal(), testing::HasSubstr("--accept-lost-history"));
  ASSERT_TRUE(std::filesystem::exists(Data() + "/writ.db-wal"));
  EXPECT_EQ(std::filesystem::file_size(Data() + "/writ.db-wal"), size);
}

TEST_F(ReopenTest, AClockBehindTheLastChangeIsRefusedUntilAccepted) {
  Open();
  const std::uint64_t incarnation = ledger_->FindServer().incarnation;
  clock_.Advance(Seconds{7200});
  ASSERT_TRUE(CommitNow(*ledger_, AClient()));
  ledger_.reset();
  clock_.Advance(Seconds{-60});
  Open();
  ledger_.reset();
  clock_.Advance(Seconds{-3600});
  EXPECT_THAT(Refusal(), testing::AllOf(testing::HasSubstr("the clock is 3660 s behind"),
                                        testing::HasSubstr("--accept-clock")));
  DiskOptions other;
  other.accept_lost_history = true;
  EXPECT_FALSE(OpenOnDisk(Data(), TestKey(), other, clock_, random_)) << "no history was lost";
  DiskOptions accept;
  accept.accept_clock = true;
  Open(accept);
  // Nothing else is given up: the same incarnation goes on, one change further.
  EXPECT_EQ(ledger_->FindServer().incarnation, incarnation);
  EXPECT_EQ(ledger_->Known(), Sequence{2});
  ASSERT_TRUE(CommitNow(*ledger_, ASubject()));
  Open();
  EXPECT_EQ(ledger_->Known(), Sequence{3});
}

// Until the database is closed nobody else may touch its files.
TEST_F(ReopenTest, TheFolderIsLetGoAfterTheDatabase) {
  class Watching final : public Medium {
   public:
    Watching(std::string dir, bool& was_held) : dir_(std::move(dir)), was_held_(was_held) {}
    ~Watching() override { was_held_ = !LockFile::Acquire(dir_).has_value(); }
    Result<void> Load(TableSink& sink) override { return inner_->Load(sink); }
    Result<void> ReadAfter(oauth::Sequence sequence, EventSink& sink) override {
      return inner_->ReadAfter(sequence, sink);
    }
    Result<std::optional<ChainHash>> FindChain(Sequence sequence) override {
      return inner_->FindChain(sequence);
    }
    WriteResult Apply(const Write& write) override { return inner_->Apply(write); }
    bool Probe() override { return inner_->Probe(); }
    Result<void> Settle() override { return inner_->Settle(); }
    std::optional<EventStamp> OldestEvent() override { return inner_->OldestEvent(); }
    void Close() override { inner_->Close(); }

   private:
    const std::string dir_;
    bool& was_held_;
    std::unique_ptr<Medium> inner_ = std::move(*sqlite::SqliteMedium::OpenInMemory());
  };
  bool was_held = false;
  const std::string path = folder_.Path();
  auto lock = LockFile::Acquire(path);
  ASSERT_TRUE(lock);
  auto ledger = Store::Open(std::make_unique<Watching>(path, was_held), std::nullopt, clock_,
                            random_, StoreOptions());
  ASSERT_TRUE(ledger);
  (*ledger)->Hold(std::move(*lock));
  ledger->reset();
  EXPECT_TRUE(was_held);
  EXPECT_TRUE(LockFile::Acquire(path));
}

TEST_F(ReopenTest, AChangedOrMissingEventIsNoticed) {
  Open();
  Settle(*ledger_);
  ledger_.reset();
  Execute("UPDATE event SET client=2 WHERE sequence=3");
  EXPECT_THAT(Refusal(), testing::HasSubstr("row 3 of table event is not what was written"));
  Execute("DELETE FROM event WHERE sequence=3");
  EXPECT_THAT(Refusal(), testing::HasSubstr("damaged at event 4: the one before it is missing"));
}

// After a month without changes, the event that the watermark still names must not leave before the
// watermark names a later one: a kill in between would look like lost history.
TEST_F(ReopenTest, AnEventStaysWhileTheWatermarkNamesIt) {
  Open();
  Settle(*ledger_);
  Open();  // the watermark names the last change
  clock_.Advance(Seconds{31L * 24 * 3600});
  ASSERT_TRUE(CommitNow(*ledger_, AClient()));
  ledger_->Tidy();
  // As a kill would leave it now; the watermark first, since it may not know more than the store.
  std::filesystem::create_directories(Copy());
  std::filesystem::copy_file(Data() + "/watermark", Copy() + "/watermark");
  CopyStore(Data(), Copy());
  ledger_.reset();
  std::filesystem::remove_all(Data());
  std::filesystem::rename(Copy(), Data());
  Open();
  EXPECT_EQ(ledger_->Known(), Sequence{5});
}

// The child commits and tells what was answered; nothing that it told may be missing.
TEST_F(ReopenTest, KillingItLosesNothingAnswered) {
  for (int round = 0; round < 10; ++round) {
    SCOPED_TRACE(round);
    std::array<int, 2> pipe_ends{};
    ASSERT_EQ(pipe(pipe_ends.data()), 0);
    const pid_t child = fork();
    if (child == 0) {
      close(pipe_ends[0]);
      DiskOptions options;
      options.strict_watermark = round % 2 == 0;
      options.store.pending_max = 50;
      auto opened = OpenOnDisk(Data(), TestKey(), options, clock_, random_);
      if (!opened) _exit(1);
      std::vector<std::thread> threads;
      for (int i = 0; i < 8; ++i) {
        threads.emplace_back([&] {
          for (;;) {
            const auto made = CommitNow(**opened, AClient());
            if (!made) _exit(2);
            const std::uint32_t id = Number(made->client);
            if (write(pipe_ends[1], &id, sizeof id) != sizeof id) _exit(3);
          }
        });
      }
      for (std::thread& thread : threads) thread.join();
    }
    close(pipe_ends[1]);
    std::set<std::uint32_t> answered;
    std::uint32_t id = 0;
    const std::size_t enough = 100 + 60U * static_cast<unsigned>(round);
    while (answered.size() < enough && read(pipe_ends[0], &id, sizeof id) == sizeof id) {
      answered.insert(id);
    }
    kill(child, SIGKILL);
    while (read(pipe_ends[0], &id, sizeof id) == sizeof id) answered.insert(id);
    close(pipe_ends[0]);
    int status = 0;
    waitpid(child, &status, 0);
    ASSERT_TRUE(WIFSIGNALED(status)) << "exit status " << WEXITSTATUS(status);
    Open();
    for (const std::uint32_t client : answered) {
      EXPECT_TRUE(ledger_->FindClient(oauth::ClientId{client})) << client;
    }
    ledger_.reset();
  }
}

}  // namespace
}  // namespace writ::store
