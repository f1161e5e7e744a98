#include "cli/demonstration.h"

#include <boost/json/object.hpp>
#include <ostream>
#include <sstream>
#include <string_view>

#include "base/percent.h"
#include "cli/output.h"
#include "cli/sandbox_client.h"

namespace writ::cli {

namespace {

constexpr int kAnswerLinesMax = 11;

class Narration {
 public:
  Narration(std::ostream& out, bool colour) : out_(out), colour_(colour) {}

  // Prints one step; fails if its status is not the expected one, so that nothing false is shown.
  Result<Conversation> Step(std::string_view title, Result<Conversation> said, int status) {
    const Conversation conversation = TRY(std::move(said));
    ++step_;
    out_ << "\n" << Bold(std::to_string(step_) + ". " + std::string(title)) << "\n";
    PrintRequest(conversation.call);
    out_ << "   " << Dim("<") << " " << conversation.answer.status << "\n";
    PrintBody(conversation);
    if (conversation.answer.status != status) {
      return Fail("the sandbox answered " + std::to_string(conversation.answer.status) + " where " +
                  std::to_string(status) + " was due: " + std::string(title));
    }
    return conversation;
  }

 private:
  [[nodiscard]] std::string Bold(const std::string& text) const {
    return colour_ ? "\x1b[1m" + text + "\x1b[0m" : text;
  }
  [[nodiscard]] std::string Dim(const std::string& text) const {
    return colour_ ? "\x1b[2m" + text + "\x1b[0m" : text;
  }

  void PrintRequest(const http::HttpCall& call) {
    const std::size_t host = call.url.find("://") + 3;
    out_ << "   " << Dim(">") << " " << call.method << " "
         << call.url.substr(call.url.find('/', host)) << "\n";
    for (const std::string& header : call.headers) {
      const bool basic = header.rfind("Authorization: Basic", 0) == 0;
      if (header.rfind("Content-Type:", 0) == 0) continue;
      out_ << "   " << Dim(">") << " "
           << (basic ? "Authorization: Basic (client_id:client_secret)" : header) << "\n";
    }
    std::string_view body = call.body;
    while (!body.empty()) {
      const std::string_view line = body.substr(0, body.find('&'));
      body.remove_prefix(std::min(body.size(), line.size() + 1));
      out_ << "   " << Dim(">") << "   " << line << (body.empty() ? "" : "&") << "\n";
    }
  }

  void PrintBody(const Conversation& conversation) {
    if (conversation.json.empty()) return;
    std::ostringstream text;
    PrintJson(text, conversation.json);
    std::istringstream lines(text.str());
    std::string line;
    for (int shown = 0; std::getline(lines, line); ++shown) {
      if (shown == kAnswerLinesMax) {
        out_ << "   " << Dim("<") << "   …\n";
        return;
      }
      out_ << "   " << Dim("<") << " " << line << "\n";
    }
  }

  std::ostream& out_;
  const bool colour_;
  int step_ = 0;
};

Result<void> Expect(const Conversation& conversation, bool active) {
  if (TextOf(conversation.json, "active") == (active ? "yes" : "no")) return {};
  return Fail(std::string("the token should be ") + (active ? "active" : "dead"));
}

// What a token of `scope` can read at the sandbox.
std::string Readable(std::string_view scope) {
  if (scope.find("organizations.read") != std::string_view::npos) return "/v2/organizations/me";
  std::string path = "/v2/permissions/";
  AppendPercentEncoded(scope.substr(0, scope.find(' ')), path);
  return path;
}

struct Tokens {
  std::string access;
  std::string refresh;
};

Result<Tokens> Begin(Narration& show, SandboxClient& client, const DemoApp& app,
                     const DemoMerchant& merchant, const std::string& scope) {
  const Conversation authorized =
      TRY(show.Step("The app sends " + merchant.name + " to authorize, and the merchant says yes",
                    client.PostJson("/_sandbox/authorize", {{"response_type", "code"},
                                                            {"client_id", app.client_id},
                                                            {"redirect_uri", app.redirect_uri},
                                                            {"scope", scope},
                                                            {"state", "xyz"},
                                                            {"merchant", merchant.id},
                                                            {"decision", "approve"}}),
                    200));
  const std::string code = QueryValue(TextOf(authorized.json, "redirect_to"), "code");
  const Conversation redeemed = TRY(show.Step("The app redeems the code for tokens",
                                              client.SendForm("POST", "/oauth2/tokens", app,
                                                              {{"grant_type", "authorization_code"},
                                                               {"code", code},
                                                               {"redirect_uri", app.redirect_uri}}),
                                              200));
  return Tokens{TextOf(redeemed.json, "access_token"), TextOf(redeemed.json, "refresh_token")};
}

// Uses, checks and refreshes; returns the refreshed access token.
Result<std::string> Live(Narration& show, SandboxClient& client, const DemoApp& app,
                         const Tokens& tokens, const std::string& path) {
  TRY_VOID(show.Step("The access token works", client.GetAs(path, tokens.access), 200));
  const Conversation checked = TRY(show.Step(
      "A resource server checks it",
      client.SendForm("POST", "/oauth2/introspect", app, {{"token", tokens.access}}), 200));
  TRY_VOID(Expect(checked, true));
  const Conversation refreshed = TRY(show.Step(
      "The app refreshes: a new access token, the same refresh token",
      client.SendForm("POST", "/oauth2/tokens", app,
                      {{"grant_type", "refresh_token"}, {"refresh_token", tokens.refresh}}),
      200));
  return TextOf(refreshed.json, "access_token");
}

Result<void> End(Narration& show, SandboxClient& client, const DemoApp& app, const Tokens& tokens,
                 const std::string& second, const std::string& path) {
  TRY_VOID(
      show.Step("The app revokes the first access token",
                client.SendForm("DELETE", "/oauth2/tokens", app,
                                {{"token_type_hint", "access_token"}, {"token", tokens.access}}),
                204));
  TRY_VOID(show.Step("It is refused at once", client.GetAs(path, tokens.access), 401));
  TRY_VOID(show.Step("The second one still works", client.GetAs(path, second), 200));
  TRY_VOID(
      show.Step("The app revokes the refresh token, and with it all that came from it",
                client.SendForm("DELETE", "/oauth2/tokens", app,
                                {{"token_type_hint", "refresh_token"}, {"token", tokens.refresh}}),
                204));
  const Conversation checked =
      TRY(show.Step("The second access token is dead too",
                    client.SendForm("POST", "/oauth2/introspect", app, {{"token", second}}), 200));
  TRY_VOID(Expect(checked, false));
  TRY_VOID(show.Step(
      "And the refresh token is refused",
      client.SendForm("POST", "/oauth2/tokens", app,
                      {{"grant_type", "refresh_token"}, {"refresh_token", tokens.refresh}}),
      400));
  return {};
}

}  // namespace

Result<void> Demonstrate(std::ostream& out, const std::string& url, const std::string& scope,
                         bool colour) {
  SandboxClient client(url);
  const SandboxInfo info = TRY(client.Info());
  const DemoApp& app = info.apps.front();
  Narration show(out, colour);
  out << "The whole life of a token, with the real requests and answers:\n";
  const Tokens tokens = TRY(Begin(show, client, app, info.merchants.front(), scope));
  const std::string path = Readable(scope);
  const std::string second = TRY(Live(show, client, app, tokens, path));
  TRY_VOID(End(show, client, app, tokens, second, path));
  out << "\nThat is all of it: revoked means dead, at once.\n" << std::flush;
  return {};
}

}  // namespace writ::cli
