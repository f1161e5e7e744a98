// The admin API over the real engine in memory: what tests/cli/end_to_end.py does not reach by
// commands, which never send a wrong request.
#include <gtest/gtest.h>

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "cli/output.h"
#include "main/in_process_channel.h"

namespace writ {
namespace {

class AdminApiTest : public testing::Test {
 protected:
  AdminApiTest() {
    EngineOptions options;
    SystemRandom random;
    options.master_key = random.Bytes<32>();
    auto engine = Engine::Open(options);
    EXPECT_TRUE(engine);
    engine_ = std::move(*engine);
    channel_ = OpenInProcessChannel(engine_);
  }

  cli::Answer Call(std::string_view method, const std::string& path, std::string_view body = {}) {
    return channel_->Call(method, "/admin/v1/" + path, body).value();
  }
  int Status(std::string_view method, const std::string& path, std::string_view body = {}) {
    return Call(method, path, body).status;
  }
  boost::json::object Object(std::string_view method, const std::string& path,
                             std::string_view body = {}) {
    return boost::json::parse(Call(method, path, body).body).as_object();
  }
  std::string MakeApp(const std::string& name = "A") {
    return cli::TextOf(
        Object("POST", "clients",
               R"({"redirect_uris":["https://a.example/cb"],"all_scopes":true,"name":")" + name +
                   "\"}"),
        "id");
  }
  std::string MakeMerchant() {
    return cli::TextOf(Object("POST", "merchants", R"({"name":"M"})"), "id");
  }

  std::shared_ptr<Engine> engine_;
  std::unique_ptr<cli::Channel> channel_;
};

TEST_F(AdminApiTest, UnknownPathsAndMethodsAreProblems) {
  EXPECT_EQ(Status("GET", "nothing"), 404);
  EXPECT_EQ(Status("GET", "clients/"), 404);
  EXPECT_EQ(Status("GET", "clients//revoke"), 404);
  EXPECT_EQ(Status("GET", "clients/x/y/z"), 404);
  EXPECT_EQ(Status("DELETE", "clients"), 405);
  EXPECT_EQ(Status("GET", "tokens"), 405);
  const boost::json::object problem = Object("PATCH", "server");
  EXPECT_EQ(problem.at("status").as_int64(), 405);
  EXPECT_NE(cli::TextOf(problem, "detail").find("GET"), std::string::npos);
}

TEST_F(AdminApiTest, BodiesAreJsonObjectsWithKnownMembersOfTheRightType) {
  for (const char* body : {"[]", "1", "{", "name=A", R"({"name":"A"}x)"}) {
    EXPECT_EQ(Status("POST", "merchants", body), 400) << body;
  }
  EXPECT_EQ(Status("POST", "merchants", R"({"name":"M","nome":"N"})"), 400);
  EXPECT_EQ(Status("POST", "merchants", R"({"name":5})"), 400);
  EXPECT_EQ(Status("POST", "merchants", R"({"name":null})"), 422);
  EXPECT_EQ(Status("POST", "merchants", R"({"name":"a\u0007b"})"), 422);
  EXPECT_EQ(Status("POST", "clients", R"({"name":"A","redirect_uris":"https://a.example"})"), 400);
  EXPECT_EQ(Status("POST", "clients", R"({"name":"A","redirect_uris":[1]})"), 400);
  EXPECT_EQ(Status("POST", "clients", R"({"name":"A"})"), 422);
  EXPECT_EQ(Status("POST", "server/revoke", R"({"reach":"some"})"), 400);
  EXPECT_EQ(Object("GET", "clients").at("items").as_array().size(), 0U);
}

// However much of what was sent is told back: it is cut, and never more than there is room for.
TEST_F(AdminApiTest, LongNamesOfMembersAreToldInPart) {
  for (const char* path : {"merchants", "clients", "tokens", "tokens/revoke", "server/revoke"}) {
    for (const std::string& name :
         {std::string(9000, 'a'), std::string(60000, 'b'),
          std::string(40, 'c') + std::string(R"(\u0001)"),
          std::string(59, 'd') + "\xF0\x9F\x98\x80", std::string(3000, '\\')}) {
      const cli::Answer answer = Call("POST", path, "{\"" + name + "\":1}");
      EXPECT_EQ(answer.status, 400) << path;
      EXPECT_LT(answer.body.size(), 1000U);
      boost::json::error_code error;
      static_cast<void>(boost::json::parse(answer.body, error));
      EXPECT_FALSE(error) << answer.body;
    }
    std::string controls = "{\"";
    for (int i = 0; i < 1500; ++i) controls += R"(\u0002)";
    EXPECT_EQ(Status("POST", path, controls + "\":1}"), 400);
  }
}

TEST_F(AdminApiTest, ListsTakeLimitAndCursorAndRefuseOthers) {
  for (const char* query : {"limit=0", "limit=251", "limit=x", "limit=", "cursor=x", "cursor="}) {
    EXPECT_EQ(Status("GET", std::string("clients?") + query), 400) << query;
    EXPECT_EQ(Status("GET", std::string("merchants?") + query), 400) << query;
    EXPECT_EQ(Status("GET", std::string("grants?") + query), 400) << query;
  }
  EXPECT_EQ(Status("GET", "grants?live=perhaps"), 400);
  const std::string first = MakeApp("One");
  const std::string second = MakeApp("Two");
  const boost::json::object page = Object("GET", "clients?limit=1");
  EXPECT_EQ(page.at("items").as_array().size(), 1U);
  EXPECT_EQ(cli::TextOf(page, "next_cursor"), first);
  const boost::json::object next = Object("GET", "clients?limit=250&cursor=" + first);
  EXPECT_EQ(cli::TextOf(next.at("items").as_array().at(0).as_object(), "id"), second);
  EXPECT_TRUE(next.at("next_cursor").is_null());
}

TEST_F(AdminApiTest, IdsOfOneKindNameNothingOfAnother) {
  const std::string app = MakeApp();
  const std::string merchant = MakeMerchant();
  EXPECT_EQ(Status("GET", "merchants/" + app), 404);
  EXPECT_EQ(Status("GET", "clients/" + merchant), 404);
  EXPECT_EQ(Status("GET", "grants/" + app), 404);
  EXPECT_EQ(Status("DELETE", "clients/" + merchant), 404);
}

TEST_F(AdminApiTest, AnAppCanBecomeOnlyWhatItCouldBeRegisteredAs) {
  const std::string app = MakeApp();
  EXPECT_EQ(Status("PATCH", "clients/" + app, R"({"redirect_uris":[]})"), 422);
  EXPECT_EQ(Status("PATCH", "clients/" + app, R"({"redirect_uris":["http://a.example"]})"), 422);
  EXPECT_EQ(Status("PATCH", "clients/" + app, R"({"name":""})"), 422);
  EXPECT_EQ(Status("PATCH", "clients/" + app, R"({"scope":"payments.reed"})"), 422);
  EXPECT_EQ(Status("PATCH", "clients/" + app, R"({"preset":"oauth21"})"), 400);
  EXPECT_EQ(Status("PATCH", "clients/" + app, R"({"scope":"payments.read"})"), 200);
  EXPECT_EQ(cli::TextOf(Object("GET", "clients/" + app), "scope"), "payments.read");
}

TEST_F(AdminApiTest, TheGraceOfARotationIsTheAppsOwn) {
  const std::string app = MakeApp();
  const auto shown = [&] { return Object("GET", "clients/" + app).at("rotation_grace"); };
  EXPECT_EQ(shown(), boost::json::value(10));
  for (const char* bad : {"-1", "86401", "\"used\"", "true", "1.5", "[]", "\"10\""}) {
    EXPECT_EQ(Status("PATCH", "clients/" + app, std::string(R"({"rotation_grace":)") + bad + "}"),
              422)
        << bad;
  }
  ASSERT_EQ(Status("PATCH", "clients/" + app, R"({"rotation_grace":0})"), 200);
  EXPECT_EQ(shown(), boost::json::value(0));
  ASSERT_EQ(Status("PATCH", "clients/" + app, R"({"rotation_grace":"until-used"})"), 200);
  EXPECT_EQ(shown(), boost::json::value("until-used"));
  ASSERT_EQ(Status("PATCH", "clients/" + app, R"({"name":"B"})"), 200);
  EXPECT_EQ(shown(), boost::json::value("until-used")) << "what is not named stays";
}

TEST_F(AdminApiTest, AnAppMayAskForNothingButWhatItWasGiven) {
  const std::string app = cli::TextOf(
      Object("POST", "clients", R"({"redirect_uris":["https://a.example/cb"],"name":"A"})"), "id");
  const auto scope = [&] { return cli::TextOf(Object("GET", "clients/" + app), "scope"); };
  EXPECT_EQ(scope(), "");
  EXPECT_EQ(
      Status("POST", "tokens",
             R"({"kind":"access","client":")" + app + R"(","merchant":")" + MakeMerchant() + "\"}"),
      422);
  const auto patch = [&](std::string_view body) { return Status("PATCH", "clients/" + app, body); };
  EXPECT_EQ(patch(R"({"all_scopes":true,"scope":"payments.read"})"), 422);
  EXPECT_EQ(patch(R"({"all_scopes":1})"), 400);
  EXPECT_EQ(patch(R"({"all_scopes":true})"), 200);
  EXPECT_TRUE(Object("GET", "clients/" + app).at("all_scopes").as_bool());
  EXPECT_NE(scope().find("webhooks.write"), std::string::npos);
  EXPECT_EQ(patch(R"({"name":"B"})"), 200);
  EXPECT_TRUE(Object("GET", "clients/" + app).at("all_scopes").as_bool());
  EXPECT_EQ(patch(R"({"all_scopes":false})"), 200);
  EXPECT_EQ(scope(), "");
  EXPECT_EQ(patch(R"({"scope":"refunds.read payments.read"})"), 200);
  EXPECT_EQ(scope(), "payments.read refunds.read");
  EXPECT_FALSE(Object("GET", "clients/" + app).at("all_scopes").as_bool());
}

constexpr std::string_view kReports =
    R"({"groups":[{"name":"r","title":{"en_US":"Reports","nl_NL":"Rapporten"}}],"scopes":[
        {"name":"https://reports.example/read","group":"r","access":"read",
         "description":"See your reports"},
        {"name":"reports.write","group":"r","access":"change","sensitive":true,
         "title":{"nl_NL":"Schrijven"},"description":{"nl_NL":"Rapporten wijzigen"}}]})";

TEST_F(AdminApiTest, ScopesAreMadeChangedAndRetired) {
  const boost::json::object made = Object("POST", "scopes", kReports);
  EXPECT_EQ(boost::json::serialize(made.at("made")),
            R"(["https://reports.example/read","reports.write"])");
  EXPECT_EQ(Object("POST", "scopes", kReports).at("unchanged").to_number<int>(), 2);
  const std::string path = "scopes/https%3A%2F%2Freports.example%2Fread";
  const boost::json::object shown = Object("GET", path);
  EXPECT_EQ(shown.at("index").to_number<int>(), 61);
  EXPECT_EQ(cli::TextOf(shown.at("group_title").as_object(), "nl_NL"), "Rapporten");
  EXPECT_FALSE(shown.at("retired").as_bool());
  EXPECT_TRUE(Object("GET", "scopes/reports.write").at("sensitive").as_bool());

  const std::string app = MakeApp();
  const std::string merchant = MakeMerchant();
  const std::string mint = R"({"kind":"access","client":")" + app + R"(","merchant":")" + merchant +
                           R"(","scope":"reports.write"})";
  const boost::json::object token = Object("POST", "tokens", mint);
  EXPECT_EQ(cli::TextOf(token, "scope"), "reports.write");

  EXPECT_TRUE(Object("POST", "scopes/reports.write/retire").at("retired").as_bool());
  EXPECT_TRUE(Object("POST", "scopes/reports.write/retire").at("retired").as_bool());
  EXPECT_EQ(Status("POST", "tokens", mint), 422);
  // Old tokens have it still.
  const boost::json::object old =
      Object("POST", "tokens/inspect", R"({"token":")" + cli::TextOf(token, "token") + "\"}");
  EXPECT_EQ(cli::TextOf(old, "scope"), "reports.write");
  // Applying the same again does not bring it back.
  EXPECT_EQ(Object("POST", "scopes", kReports).at("unchanged").to_number<int>(), 2);
  EXPECT_TRUE(Object("GET", "scopes/reports.write").at("retired").as_bool());
}

TEST_F(AdminApiTest, ScopesComeInPagesInTheOrderOfPeople) {
  const boost::json::object page = Object("GET", "scopes?limit=60");
  EXPECT_EQ(page.at("items").as_array().size(), 60U);
  EXPECT_EQ(cli::TextOf(page.at("items").as_array().at(0).as_object(), "group"), "payments");
  const boost::json::object last =
      Object("GET", "scopes?cursor=" + cli::TextOf(page, "next_cursor"));
  EXPECT_EQ(last.at("items").as_array().size(), 1U);
  EXPECT_TRUE(last.at("next_cursor").is_null());
  EXPECT_EQ(Status("GET", "scopes?cursor=x"), 400);
  EXPECT_EQ(Object("GET", "scopes?cursor=99999").at("items").as_array().size(), 0U);
}

TEST_F(AdminApiTest, AScopeThatIsWrongChangesNothing) {
  const auto refused = [&](const std::string& scope, int status) {
    const std::string body = R"({"scopes":[{"name":"ok","group":"g","description":"d",)"
                             R"("access":"read"},)" +
                             scope + "]}";
    EXPECT_EQ(Status("POST", "scopes", body), status) << scope;
    EXPECT_EQ(Status("GET", "scopes/ok"), 404) << scope;
  };
  const std::string good = R"("group":"g","description":"d","access":"read")";
  refused("1", 400);
  refused("{" + good + "}", 400);
  refused(R"({"name":1,)" + good + "}", 400);
  refused(R"({"name":"a b",)" + good + "}", 422);
  refused(R"({"name":"ok",)" + good + "}", 422);
  refused(R"({"name":"a","color":"red",)" + good + "}", 400);
  refused(R"({"name":"a",")" + std::string(9000, 'x') + R"(":1,)" + good + "}", 400);
  refused(R"({"name":"a","group":"g","description":"d","access":"all"})", 400);
  refused(R"({"name":"a","group":"g","access":"read"})", 422);
  refused(R"({"name":"a","sensitive":1,)" + good + "}", 400);
  refused(R"({"name":"a","order":0,)" + good + "}", 400);
  refused(R"({"name":"a","title":{"nl_NL":1},)" + good + "}", 400);
  refused(R"({"name":"a","title":{"dutch":"x"},)" + good + "}", 422);
  EXPECT_EQ(Status("POST", "scopes", R"({"scope":[]})"), 400);
  EXPECT_EQ(Status("POST", "scopes", R"({"scopes":{}})"), 400);
  EXPECT_EQ(Status("GET", "scopes/no.such"), 404);
  EXPECT_EQ(Status("GET", "scopes/%zz"), 404);
  EXPECT_EQ(Status("POST", "scopes/no.such/retire"), 404);
  EXPECT_EQ(Status("POST", "scopes/payments.read/retire", R"({"now":true})"), 400);
}

TEST_F(AdminApiTest, NoTokenIsMadeForWhatIsDisabledOrNotAllowed) {
  const std::string app = MakeApp();
  const std::string merchant = MakeMerchant();
  const std::string both = R"("client":")" + app + R"(","merchant":")" + merchant + "\"";
  const auto mint = [&](const std::string& more) {
    return Status("POST", "tokens", "{" + both + "," + more + "}");
  };
  EXPECT_EQ(mint(R"("kind":"access","lifetime":0)"), 422);
  EXPECT_EQ(mint(R"("kind":"access","lifetime":16777216)"), 422);
  EXPECT_EQ(mint(R"("kind":"access","scope":"")"), 422);
  EXPECT_EQ(mint(R"("kind":"live")"), 422);
  EXPECT_EQ(mint(R"("kind":"access","lifetime":5)"), 201);
  ASSERT_EQ(Status("PATCH", "clients/" + app, R"({"scope":"payments.read"})"), 200);
  EXPECT_EQ(mint(R"("kind":"access","scope":"payments.write")"), 422);
  ASSERT_EQ(Status("PATCH", "merchants/" + merchant, R"({"enabled":false})"), 200);
  EXPECT_EQ(mint(R"("kind":"access")"), 409);
  const std::string key = R"({"kind":"live","merchant":")" + merchant + "\"}";
  EXPECT_EQ(Status("POST", "tokens", key), 409);
  ASSERT_EQ(Status("PATCH", "merchants/" + merchant, R"({"enabled":true})"), 200);
  EXPECT_EQ(Status("POST", "tokens", key), 201);
  ASSERT_EQ(Status("PATCH", "clients/" + app, R"({"enabled":false})"), 200);
  EXPECT_EQ(mint(R"("kind":"access")"), 409);
}

TEST_F(AdminApiTest, AMerchantIsSignedOutAsOftenAsItTakes) {
  const std::string merchant = MakeMerchant();
  const std::string path = "merchants/" + merchant + "/sign-out";
  const auto first = Object("POST", path, "{}").at("sequence").to_number<std::int64_t>();
  EXPECT_EQ(Object("POST", path, "{}").at("sequence").to_number<std::int64_t>(), first + 1);
  EXPECT_EQ(Status("POST", path, R"({"reach":"all"})"), 400);
  EXPECT_EQ(Status("GET", path), 405);
  EXPECT_EQ(Status("POST", "merchants/" + MakeApp() + "/sign-out", "{}"), 404);
  ASSERT_EQ(Status("PATCH", "merchants/" + merchant, R"({"enabled":false})"), 200);
  EXPECT_EQ(Status("POST", path, "{}"), 200);
  ASSERT_EQ(Status("DELETE", "merchants/" + merchant), 204);
  EXPECT_EQ(Status("POST", path, "{}"), 404);
}

TEST_F(AdminApiTest, ATokenIsNamedByExactlyOneOfTextAndJti) {
  EXPECT_EQ(Status("POST", "tokens/inspect", "{}"), 400);
  EXPECT_EQ(Status("POST", "tokens/inspect", R"({"token":"a","jti":"b"})"), 400);
  EXPECT_EQ(Status("POST", "tokens/revoke", R"({"jti":"token_0000000000000000000000"})"), 404);
}

// The end of the suspension must not bring back what was revoked during it.
TEST_F(AdminApiTest, WhatIsSuspendedIsRevokedForGood) {
  for (const char* preset : {"mollie", "oauth21"}) {
    for (const bool of_app : {false, true}) {
      const std::string app =
          cli::TextOf(Object("POST", "clients",
                             R"({"redirect_uris":["https://a.example/cb"],"name":"A","preset":")" +
                                 std::string(preset) + R"(","scope":"payments.read"})"),
                      "id");
      const std::string merchant = MakeMerchant();
      const boost::json::object minted =
          Object("POST", "tokens",
                 R"({"kind":"access","client":")" + app + R"(","merchant":")" + merchant + "\"}");
      const boost::json::object key =
          Object("POST", "tokens", R"({"kind":"live","merchant":")" + merchant + "\"}");
      const std::string suspended = of_app ? "clients/" + app : "merchants/" + merchant;
      ASSERT_EQ(Status("PATCH", suspended, R"({"enabled":false})"), 200);
      for (const std::string& named :
           {R"("jti":")" + cli::TextOf(minted, "jti"), R"("token":")" + cli::TextOf(key, "token"),
            R"("token":")" + cli::TextOf(minted, "refresh_token")}) {
        const boost::json::object revoked = Object("POST", "tokens/revoke", "{" + named + "\"}");
        EXPECT_TRUE(revoked.at("revoked").as_bool()) << preset << named;
        EXPECT_TRUE(revoked.at("sequence").is_int64());
      }
      ASSERT_EQ(Status("PATCH", suspended, R"({"enabled":true})"), 200);
      for (const std::string& token : {cli::TextOf(minted, "token"), cli::TextOf(key, "token"),
                                       cli::TextOf(minted, "refresh_token")}) {
        const boost::json::object found =
            Object("POST", "tokens/inspect", R"({"token":")" + token + "\"}");
        EXPECT_FALSE(found.at("active").as_bool()) << preset << token;
      }
    }
  }
}

TEST_F(AdminApiTest, OnlyTwoSecretsLiveAndTheNewestAreThem) {
  const std::string app = MakeApp();
  const auto hash_of = [&](const boost::json::object& answer) {
    return engine_->GetServices().ids.HashSecret(cli::TextOf(answer, "client_secret"));
  };
  const auto second = hash_of(Object("POST", "clients/" + app + "/rotate-secret"));
  const auto third = hash_of(Object("POST", "clients/" + app + "/rotate-secret"));
  const auto client = engine_->GetServices().ledger.FindClient(oauth::ClientId{1});
  ASSERT_TRUE(client);
  EXPECT_EQ(client->secret_count, 2);
  EXPECT_EQ(client->secrets[0], third);
  EXPECT_EQ(client->secrets[1], second);
}

TEST_F(AdminApiTest, AStoreThatCannotWriteIsSaidAndNothingChanges) {
  const std::string app = MakeApp();
  engine_->Close();
  const boost::json::object problem = Object("POST", "clients/" + app + "/revoke");
  EXPECT_EQ(problem.at("status").as_int64(), 503);
  EXPECT_EQ(Status("GET", "clients/" + app), 200);
}

TEST_F(AdminApiTest, WhatHangsOnAKeyIsCountedInPages) {
  const std::string merchant = MakeMerchant();
  const auto id = engine_->GetServices().ids.ReadSubject(merchant);
  oauth::Proposal proposal;
  constexpr int kGrants = 5'003;
  for (int i = 0; i < kGrants; ++i) {
    oauth::MakeGrant make;
    make.grant.kind = oauth::GrantKind::kLiveKey;
    make.grant.subject = *id;
    proposal.changes.emplace_back(make);
  }
  ASSERT_TRUE(engine_->CommitAndWait(std::move(proposal)));
  const boost::json::object first = Object("GET", "keys");
  EXPECT_EQ(first.at("items").at(0).at("api_keys").to_number<int>(), 5'000);
  const std::string cursor = cli::TextOf(first, "next_cursor");
  const boost::json::object last = Object("GET", "keys?cursor=" + cursor);
  EXPECT_EQ(last.at("items").at(0).at("api_keys").to_number<int>(), 3);
  EXPECT_TRUE(last.at("next_cursor").is_null());
  EXPECT_EQ(Status("GET", "keys?cursor=x"), 400);
}

}  // namespace
}  // namespace writ
