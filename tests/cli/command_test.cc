// The command line over the real engine in memory: which folder and which thing a command acts on,
// and what becomes of what it shows.
#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <map>
#include <sstream>

#include "cli/command_line.h"
#include "cli/exit_code.h"
#include "cli/output.h"
#include "cli/verb.h"
#include "cli/writable.h"
#include "main/commands.h"
#include "main/in_process_channel.h"

namespace writ::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class CommandTest : public testing::Test {
 protected:
  CommandTest() {
    EngineOptions options;
    SystemRandom random;
    options.master_key = random.Bytes<32>();
    engine_ = std::move(Engine::Open(options)).value();
  }

  int Run(std::vector<std::string> arguments) {
    out_.str({});
    err_.str({});
    folders_.clear();
    std::vector<const char*> words = {"writ"};
    for (const std::string& argument : arguments) words.push_back(argument.c_str());
    Context context{out_,
                    err_,
                    [this](const std::string& data, const std::string& master_key_file) {
                      folders_.push_back(data + master_key_file);
                      return OpenInProcessChannel(engine_);
                    },
                    "1.2.3",
                    descriptor_,
                    [this](const std::string& name) -> std::optional<std::string> {
                      const auto found = variables_.find(name);
                      if (found == variables_.end()) return std::nullopt;
                      return found->second;
                    }};
    return RunCommandLine(static_cast<int>(words.size()), words.data(), context,
                          [&context](CLI::App& root) { AddOwnCommands(root, context); });
  }
  // The id of an app of this name.
  std::string MakeApp(const std::string& name) {
    EXPECT_EQ(Run({"app", "create", "--data", "d", "--name", name, "--redirect-uri",
                   "https://a.example/cb"}),
              kDone)
        << err_.str();
    const std::string shown = out_.str();
    return shown.substr(shown.find("app_"), 26);
  }
  std::size_t Apps() {
    return engine_->GetServices().lists.ListClients(oauth::ClientId::kNone, 99).size();
  }

  std::shared_ptr<Engine> engine_;
  std::map<std::string, std::string> variables_;
  std::ostringstream out_;
  std::ostringstream err_;
  std::vector<std::string> folders_;
  int descriptor_ = -1;
};

TEST_F(CommandTest, TheFlagStandsAboveTheEnvironment) {
  variables_ = {{"WRIT_DATA", "prod"}, {"WRIT_MASTER_KEY_FILE", ".key"}, {"WRIT_PORT", "x"}};
  EXPECT_EQ(Run({"key", "list", "--data", "staging"}), kDone);
  EXPECT_THAT(folders_, ElementsAre("staging.key"));
  EXPECT_EQ(Run({"key", "list", "--master-key-file", ".mine"}), kDone);
  EXPECT_THAT(folders_, ElementsAre("prod.mine"));
  EXPECT_EQ(Run({"--data", "staging", "key", "list"}), kDone);
  EXPECT_THAT(folders_, ElementsAre("staging.key"));
  variables_["WRIT_DATA"] = "";
  EXPECT_EQ(Run({"key", "list"}), kUsage);
  EXPECT_THAT(folders_, IsEmpty());
}

TEST_F(CommandTest, AVariableThatTheOptionDoesNotTakeIsNamed) {
  variables_ = {{"WRIT_SANDBOX_PORT", "many"}};
  EXPECT_EQ(Run({"sandbox"}), kUsage);
  EXPECT_THAT(err_.str(), HasSubstr("WRIT_SANDBOX_PORT"));
}

TEST_F(CommandTest, ANameThatOneHasIsTakenAndAnotherIsNot) {
  const std::string one = MakeApp("One");
  const std::string two = MakeApp("Two");
  const std::string other = MakeApp("Two");
  EXPECT_EQ(Run({"app", "show", "--data", "d", "One"}), kDone);
  EXPECT_THAT(out_.str(), HasSubstr(one));
  EXPECT_EQ(Run({"app", "disable", "--data", "d", "Two"}), kConflict);
  EXPECT_THAT(err_.str(), HasSubstr(two));
  EXPECT_THAT(err_.str(), HasSubstr(other));
  EXPECT_EQ(Run({"app", "show", "--data", "d", "Three"}), kNotFound);
}

TEST_F(CommandTest, WhatHasTheFormOfAnIdIsNeverAName) {
  const std::string one = MakeApp("One");
  MakeApp(one);
  EXPECT_EQ(Run({"app", "show", "--data", "d", one}), kDone);
  EXPECT_THAT(out_.str(), HasSubstr("One"));
  const std::string nobody = "org_" + std::string(22, '1');
  MakeApp(nobody);
  EXPECT_EQ(Run({"app", "show", "--data", "d", nobody}), kNotFound);
}

TEST_F(CommandTest, YesTakesIdsOnlyWhereSomethingEnds) {
  const std::string one = MakeApp("One");
  for (const char* verb : {"revoke", "delete"}) {
    EXPECT_EQ(Run({"app", verb, "--data", "d", "--yes", "One"}), kUsage);
    EXPECT_THAT(err_.str(), HasSubstr(one));
  }
  EXPECT_EQ(Apps(), 1U);
  EXPECT_EQ(Run({"app", "delete", "--data", "d", "--yes", one}), kDone) << err_.str();
}

TEST_F(CommandTest, NothingIsMadeThatCouldNotBeShown) {
  descriptor_ = ::open("/dev/full", O_WRONLY | O_CLOEXEC);
  EXPECT_EQ(Run({"app", "create", "--data", "d", "--name", "A", "--redirect-uri",
                 "https://a.example/cb"}),
            kFailed);
  ::close(descriptor_);
  EXPECT_THAT(err_.str(), HasSubstr("nothing was done"));
  EXPECT_EQ(Apps(), 0U);
}

TEST_F(CommandTest, ASecretThatIsLostOnTheWayIsShownElsewhere) {
  out_.setstate(std::ios::badbit);
  EXPECT_EQ(Run({"app", "create", "--data", "d", "--name", "A", "--redirect-uri",
                 "https://a.example/cb"}),
            kFailed);
  EXPECT_EQ(Apps(), 1U);
  EXPECT_THAT(err_.str(), HasSubstr("client_secret "));
  EXPECT_EQ(Run({"app", "list", "--data", "d"}), kFailed);
  EXPECT_THAT(err_.str(), HasSubstr("standard output"));
  EXPECT_EQ(Run({"version"}), kFailed);
}

TEST_F(CommandTest, QuestionsNameServerAndFolder) {
  EXPECT_EQ(Run({"revoke", "--data", "/some/folder"}), kUsage);
  EXPECT_THAT(err_.str(), HasSubstr("/some/folder"));
}

TEST_F(CommandTest, HelpIsAlsoACommand) {
  EXPECT_EQ(Run({"app", "create", "--help"}), kDone);
  const std::string help = out_.str();
  EXPECT_EQ(Run({"help", "app", "create"}), kDone);
  EXPECT_EQ(out_.str(), help);
  EXPECT_EQ(Run({"-v"}), kDone);
  EXPECT_EQ(out_.str(), "writ 1.2.3\n");
}

TEST(Token, IsTakenAsItWasPasted) {
  for (const char* text : {"access_x", " access_x\r\n", "Bearer access_x", "bearer\t access_x "}) {
    EXPECT_EQ(TokenOrInput(text), "access_x");
  }
  EXPECT_EQ(TokenOrInput("Bearer"), "Bearer");
  EXPECT_EQ(TokenOrInput("Secret access_x"), "Secret access_x");
}

TEST(Writable, IsToldBeforehand) {
  EXPECT_EQ(WhyUnwritable(-1), std::nullopt);
  EXPECT_NE(WhyUnwritable(1 << 20), std::nullopt);
  std::array<int, 2> ends{};
  ASSERT_EQ(::pipe2(ends.data(), O_CLOEXEC), 0);
  EXPECT_EQ(WhyUnwritable(ends[1]), std::nullopt);
  EXPECT_NE(WhyUnwritable(ends[0]), std::nullopt);
  ::close(ends[0]);
  EXPECT_NE(WhyUnwritable(ends[1]), std::nullopt);
  ::close(ends[1]);
}

}  // namespace
}  // namespace writ::cli
