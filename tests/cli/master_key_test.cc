#include "main/master_key.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <map>

#include "base/random.h"
#include "main/files.h"

namespace writ {
namespace {

class MasterKeyTest : public testing::Test {
 protected:
  [[nodiscard]] Environment Variables() const {
    return [this](const std::string& name) -> std::optional<std::string> {
      const auto found = variables_.find(name);
      if (found == variables_.end()) return std::nullopt;
      return found->second;
    };
  }
  [[nodiscard]] std::string Path(const std::string& name) const { return folder_.Path() + name; }
  static std::string Key(char digit) { return std::string(64, digit); }
  static oauth::MasterKey Bytes(std::uint8_t byte) {
    oauth::MasterKey key;
    key.fill(byte);
    return key;
  }

  TemporaryFolder folder_ = TemporaryFolder::Make().value();
  std::map<std::string, std::string> variables_;
};

TEST_F(MasterKeyTest, TheFirstSourceThatSaysSomethingWins) {
  ASSERT_TRUE(WriteFile(Path("/master.key"), Key('1')));
  EXPECT_EQ(LoadMasterKey(Path(""), {}, Variables()).value(), Bytes(0x11));
  ASSERT_EQ(mkdir(Path("/credentials").c_str(), 0700), 0);
  variables_["CREDENTIALS_DIRECTORY"] = Path("/credentials");
  EXPECT_EQ(LoadMasterKey(Path(""), {}, Variables()).value(), Bytes(0x11));
  ASSERT_TRUE(WriteFile(Path("/credentials/master-key"), Key('2') + "\n"));
  EXPECT_EQ(LoadMasterKey(Path(""), {}, Variables()).value(), Bytes(0x22));
  variables_["WRIT_MASTER_KEY"] = Key('3');
  EXPECT_EQ(LoadMasterKey(Path(""), {}, Variables()).value(), Bytes(0x33));
  ASSERT_TRUE(WriteFile(Path("/other"), Key('4')));
  EXPECT_EQ(LoadMasterKey(Path(""), Path("/other"), Variables()).value(), Bytes(0x44));
}

TEST_F(MasterKeyTest, IsMadeOnceAndForItsOwnerOnly) {
  SystemRandom random;
  const auto made = LoadOrMakeMasterKey(Path(""), {}, Variables(), random);
  ASSERT_TRUE(made) << made.error().message;
  EXPECT_EQ(LoadOrMakeMasterKey(Path(""), {}, Variables(), random).value(), *made);
  struct stat found {};
  ASSERT_EQ(stat(Path("/master.key").c_str(), &found), 0);
  EXPECT_EQ(found.st_mode & 0777U, 0600U);
}

TEST_F(MasterKeyTest, IsNotMadeWhenItComesFromElsewhere) {
  SystemRandom random;
  variables_["WRIT_MASTER_KEY"] = Key('3');
  ASSERT_TRUE(LoadOrMakeMasterKey(Path(""), {}, Variables(), random));
  EXPECT_FALSE(Exists(Path("/master.key")));
}

TEST_F(MasterKeyTest, AFileThatOthersCanReadIsRefused) {
  ASSERT_TRUE(WriteFile(Path("/master.key"), Key('1')));
  ASSERT_EQ(chmod(Path("/master.key").c_str(), 0640), 0);
  const auto key = LoadMasterKey(Path(""), {}, Variables());
  ASSERT_FALSE(key);
  EXPECT_NE(key.error().message.find("chmod 600"), std::string::npos) << key.error().message;
}

TEST_F(MasterKeyTest, ErrorsNeverRepeatTheKey) {
  variables_["WRIT_MASTER_KEY"] = Key('3') + "5";
  const auto key = LoadMasterKey(Path(""), {}, Variables());
  ASSERT_FALSE(key);
  EXPECT_NE(key.error().message.find("WRIT_MASTER_KEY"), std::string::npos);
  EXPECT_EQ(key.error().message.find("3333"), std::string::npos) << key.error().message;
}

TEST_F(MasterKeyTest, NoKeyAnywhereSaysWhereItCouldBe) {
  const auto key = LoadMasterKey(Path(""), {}, Variables());
  ASSERT_FALSE(key);
  EXPECT_NE(key.error().message.find("writ init"), std::string::npos) << key.error().message;
}

}  // namespace
}  // namespace writ
