#include "main/settings.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>

#include "main/files.h"

namespace writ {
namespace {

const Environment kNoEnvironment = [](const std::string&) { return std::nullopt; };

Environment With(const std::string& name, const std::string& value) {
  return [name, value](const std::string& asked) -> std::optional<std::string> {
    if (asked == name) return value;
    return std::nullopt;
  };
}

Result<Settings> Read(Values flags) {
  flags.emplace("data", "/d");
  return ReadSettings(Resolve(flags, kNoEnvironment, {}));
}

std::string ErrorOf(Values flags) {
  const auto settings = Read(std::move(flags));
  return settings ? "accepted" : settings.error().message;
}

TEST(Settings, FlagsGoBeforeEnvironmentBeforeFileBeforeDefaults) {
  const Environment environment = With("WRIT_CODE_LIFETIME", "6");
  const Values file = {{"code_lifetime", "5"}, {"access_token_lifetime", "50"}};
  EXPECT_EQ(Resolve({{"code_lifetime", "7"}}, environment, file).at("code_lifetime"), "7");
  EXPECT_EQ(Resolve({}, environment, file).at("code_lifetime"), "6");
  EXPECT_EQ(Resolve({}, kNoEnvironment, file).at("code_lifetime"), "5");
  EXPECT_EQ(Resolve({}, kNoEnvironment, {}).at("code_lifetime"), "30");
  // Each setting by itself.
  EXPECT_EQ(Resolve({{"code_lifetime", "7"}}, environment, file).at("access_token_lifetime"), "50");
}

// Each setting, with each way in which flag, environment and file may speak or be silent.
TEST(Settings, TheStrongestThatSpeaksIsHeardForEverySetting) {
  for (const Setting& setting : AllSettings()) {
    const std::string name(setting.name);
    for (unsigned speaks = 0; speaks < 8; ++speaks) {
      const Values flags = (speaks & 1U) != 0 ? Values{{name, "flag"}} : Values{};
      const Values file = (speaks & 4U) != 0 ? Values{{name, "file"}} : Values{};
      const std::string variable = (speaks & 2U) != 0 ? "variable" : "";
      const std::string expected = (speaks & 1U) != 0   ? "flag"
                                   : (speaks & 2U) != 0 ? "variable"
                                   : (speaks & 4U) != 0 ? "file"
                                                        : std::string(setting.fallback);
      EXPECT_EQ(Resolve(flags, With(EnvironmentOf(setting), variable), file).at(name), expected)
          << name << " " << speaks;
    }
    EXPECT_FALSE(IsServiceLink(EnvironmentOf(setting), "8080")) << name;
  }
}

TEST(Settings, TheKeyInTheEnvironmentGoesBeforeTheFileThatNamesOne) {
  const auto folder = TemporaryFolder::Make();
  ASSERT_TRUE(folder && WriteFile(folder->Path() + "/writ.toml", "master_key_file = \"/k\"\n"));
  const Environment environment = With("WRIT_MASTER_KEY", "5");
  const auto file_of = [&](const std::string& flag, const Environment& variables) {
    return LoadStoreSettings(folder->Path(), flag, variables)->master_key_file;
  };
  EXPECT_EQ(file_of("", kNoEnvironment), "/k");
  EXPECT_EQ(file_of("", environment), "");
  EXPECT_EQ(file_of("/flag", environment), "/flag");
  EXPECT_EQ(LoadSettings({{"data", folder->Path()}}, "", environment)->master_key_file, "");
}

TEST(Settings, AFlagThatIsEmptySpeaks) {
  EXPECT_EQ(Resolve({{"issuer", ""}}, With("WRIT_ISSUER", "x"), {{"issuer", "y"}}).at("issuer"),
            "");
}

TEST(Settings, ListenersNeedPortsOfTheirOwn) {
  EXPECT_NE(ErrorOf({{"listen", "127.0.0.1:8091"}}).find("same port"), std::string::npos);
  EXPECT_EQ(ErrorOf({{"listen", "127.0.0.1:0"}, {"health_listen", "127.0.0.1:0"}}), "accepted");
  EXPECT_EQ(ErrorOf({{"listen", "127.0.0.2:8091"}}), "accepted");
}

TEST(Settings, FlagAndVariableAreTheSettingsNameInTheirSpelling) {
  for (const Setting& setting : AllSettings()) {
    if (setting.name != "tls_cert") continue;
    EXPECT_EQ(FlagOf(setting), "--tls-cert");
    EXPECT_EQ(EnvironmentOf(setting), "WRIT_TLS_CERT");
  }
}

TEST(Settings, DefaultsAreGood) {
  const auto settings = Read({});
  ASSERT_TRUE(settings) << settings.error().message;
  EXPECT_EQ(settings->lifetimes.code, Seconds{30});
  EXPECT_EQ(settings->lifetimes.access_token, Seconds{3600});
  EXPECT_TRUE(settings->access_log);
  EXPECT_EQ(IssuerOf(*settings, 8080), "http://127.0.0.1:8080");
}

TEST(Settings, PlainHttpIsForLoopbackUnlessAProxyIsInFront) {
  EXPECT_NE(
      ErrorOf({{"listen", "10.0.0.1:80"}, {"issuer", "https://a.example"}}).find("--behind-proxy"),
      std::string::npos);
  EXPECT_EQ(
      ErrorOf(
          {{"listen", "10.0.0.1:80"}, {"issuer", "https://a.example"}, {"behind_proxy", "true"}}),
      "accepted");
  EXPECT_EQ(ErrorOf({{"listen", "10.0.0.1:80"}, {"tls_cert", "c"}, {"tls_key", "k"}}), "accepted");
}

TEST(Settings, AnIssuerIsDemandedWhereItCannotBeGuessed) {
  EXPECT_NE(
      ErrorOf({{"listen", "0.0.0.0:443"}, {"tls_cert", "c"}, {"tls_key", "k"}}).find("--issuer"),
      std::string::npos);
  EXPECT_NE(ErrorOf({{"behind_proxy", "true"}}).find("--issuer"), std::string::npos);
}

TEST(Settings, IssuerIsAUrlWithoutTrailingSlash) {
  EXPECT_EQ(Read({{"issuer", "https://a.example/x/"}})->issuer, "https://a.example/x");
  EXPECT_EQ(Read({{"issuer", "http://localhost:8080"}})->issuer, "http://localhost:8080");
  for (const char* issuer : {"a.example", "ftp://a.example", "https://", "http://a.example",
                             "https://a.example?x", "https://a.example#x", "https://u@a.example"}) {
    EXPECT_NE(ErrorOf({{"issuer", issuer}}), "accepted") << issuer;
  }
}

TEST(Settings, CertificateAndKeyNeedEachOther) {
  EXPECT_NE(ErrorOf({{"tls_cert", "c"}}), "accepted");
  EXPECT_NE(ErrorOf({{"tls_key", "k"}}), "accepted");
}

TEST(Settings, NumbersHaveRanges) {
  for (const char* number : {"0", "-1", "x", "", "65536", "1.5", "30s"}) {
    EXPECT_NE(ErrorOf({{"code_lifetime", number}}).find("code_lifetime"), std::string::npos)
        << number;
  }
  EXPECT_EQ(Read({{"code_lifetime", "65535"}})->lifetimes.code, Seconds{65535});
  EXPECT_NE(ErrorOf({{"access_log", "perhaps"}}), "accepted");
}

TEST(SettingsFile, ReadsEveryKind) {
  const auto values = ParseSettingsFile(
      "issuer = \"https://a.example\"\nbehind_proxy = true\ncode_lifetime = 5\n", "f");
  ASSERT_TRUE(values) << values.error().message;
  EXPECT_EQ(
      *values,
      (Values{{"issuer", "https://a.example"}, {"behind_proxy", "true"}, {"code_lifetime", "5"}}));
}

TEST(SettingsFile, NamesTheLineAndTheKeyThatWasMeant) {
  const auto values = ParseSettingsFile("\ncode_lifetme = 5\n", "writ.toml");
  ASSERT_FALSE(values);
  EXPECT_NE(values.error().message.find("writ.toml, line 2"), std::string::npos)
      << values.error().message;
  EXPECT_NE(values.error().message.find("did you mean 'code_lifetime'"), std::string::npos);
}

TEST(SettingsFile, RefusesWrongTypesAndBrokenText) {
  EXPECT_FALSE(ParseSettingsFile("code_lifetime = \"5\"\n", "f"));
  EXPECT_FALSE(ParseSettingsFile("issuer = 5\n", "f"));
  EXPECT_FALSE(ParseSettingsFile("behind_proxy = \"true\"\n", "f"));
  EXPECT_FALSE(ParseSettingsFile("[issuer]\nx = 1\n", "f"));
  EXPECT_FALSE(ParseSettingsFile("issuer = \n", "f"));
  EXPECT_FALSE(ParseSettingsFile("issuer = \"a\"\nissuer = \"b\"\n", "f"));
}

}  // namespace
}  // namespace writ
