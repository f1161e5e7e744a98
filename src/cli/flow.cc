#include <algorithm>
#include <cctype>
#include <memory>
#include <ostream>

#include "base/ascii.h"
#include "base/hex.h"
#include "base/random.h"
#include "cli/call.h"
#include "cli/exit_code.h"
#include "cli/named.h"
#include "cli/output.h"
#include "cli/sandbox_client.h"
#include "cli/setting.h"
#include "cli/verb.h"

namespace writ::cli {

namespace {

struct FlowOptions {
  std::string url = kSandboxUrl;
  std::string merchant;
  std::string app;
  std::string scope = "payments.read organizations.read";
  std::string redirect_uri;
  bool approve = false;
  bool deny = false;
};

// What there is to choose from.
struct Choice {
  std::string id;
  std::string name;
};

// The places of those that `text` names: by id, by the whole name, or by a part of it in any case.
std::vector<std::size_t> Matches(const std::vector<Choice>& choices, const std::string& text) {
  std::vector<std::size_t> whole;
  std::vector<std::size_t> part;
  for (std::size_t i = 0; i < choices.size(); ++i) {
    if (choices[i].id == text) return {i};
    if (HasFormOfId(text)) continue;
    if (choices[i].name == text) whole.push_back(i);
    if (Lower(choices[i].name).find(Lower(text)) != std::string::npos) part.push_back(i);
  }
  return whole.empty() ? part : whole;
}

// The place of the only one that `text` names, or an ExitCode.
Result<std::size_t, int> Choose(Context& context, std::string_view kind,
                                const std::vector<Choice>& choices, const std::string& text) {
  const std::vector<std::size_t> found = Matches(choices, Trimmed(text));
  if (found.size() == 1) return found.front();
  context.err << "writ: " << (found.empty() ? "no " : "more than one ") << kind << " is meant by '"
              << text << "'; there are";
  for (const Choice& choice : choices) {
    context.err << " '" << choice.name << "' (" << choice.id << ")";
  }
  context.err << "\n";
  return Fail(found.empty() ? int{kNotFound} : int{kConflict});
}

Result<const DemoMerchant*, int> FindMerchant(Context& context, const SandboxInfo& info,
                                              const std::string& text) {
  std::vector<Choice> choices;
  for (const DemoMerchant& merchant : info.merchants) {
    choices.push_back({merchant.id, merchant.name});
  }
  return &info.merchants[TRY(Choose(context, "merchant", choices, text))];
}

Result<const DemoApp*, int> FindApp(Context& context, const SandboxInfo& info,
                                    const std::string& text) {
  if (text.empty()) return &info.apps.front();
  std::vector<Choice> choices;
  for (const DemoApp& app : info.apps) choices.push_back({app.client_id, app.name});
  return &info.apps[TRY(Choose(context, "app", choices, text))];
}

int Refused(Context& context, const Conversation& conversation, std::string_view step) {
  std::string detail = TextOf(conversation.json, "error_description");
  if (detail.empty()) detail = TextOf(conversation.json, "detail");
  context.err << "writ: " << step << " was refused with " << conversation.answer.status << ": "
              << detail << "\n";
  return conversation.answer.status == 401 || conversation.answer.status == 403 ? kDenied : kFailed;
}

// The redirect that the browser would have followed, or an ExitCode.
Result<std::string, int> Authorize(Context& context, SandboxClient& client,
                                   const FlowOptions& options, const DemoApp& app,
                                   const std::string& merchant) {
  SystemRandom random;
  const std::string state = EncodeHex(random.Bytes<8>());
  const Result<Conversation> conversation = client.PostJson(
      "/_sandbox/authorize",
      {{"response_type", "code"},
       {"client_id", app.client_id},
       {"redirect_uri", options.redirect_uri.empty() ? app.redirect_uri : options.redirect_uri},
       {"scope", options.scope},
       {"state", state},
       {"merchant", merchant},
       {"decision", options.deny ? "deny" : "approve"}});
  if (!conversation) {
    context.err << "writ: " << conversation.error().message << "\n";
    return Fail(int{kUnreachable});
  }
  if (conversation->answer.status != 200) {
    return Fail(Refused(context, *conversation, "the authorize request"));
  }
  const std::string redirect = TextOf(conversation->json, "redirect_to");
  if (!QueryValue(redirect, "error").empty()) {
    context.err << "writ: the app was sent back with an error\n";
    context.out << redirect << "\n";
    return Fail(int{kDenied});
  }
  context.err << "authorized; the browser would now go to " << redirect << "\n";
  return redirect;
}

int Redeem(Context& context, SandboxClient& client, const FlowOptions& options, const DemoApp& app,
           const std::string& code) {
  const Result<Conversation> tokens = client.SendForm(
      "POST", "/oauth2/tokens", app,
      {{"grant_type", "authorization_code"},
       {"code", code},
       {"redirect_uri", options.redirect_uri.empty() ? app.redirect_uri : options.redirect_uri}});
  if (!tokens) {
    context.err << "writ: " << tokens.error().message << "\n";
    return kUnreachable;
  }
  if (tokens->answer.status != 200) return Refused(context, *tokens, "redeeming the code");
  return Print(context, tokens->json);
}

int TellNoSandbox(Context& context, const Error& error) {
  context.err << "writ: " << error.message << ".\n"
              << "Start one with 'writ sandbox', or say where it is with --url URL or WRIT_URL.\n";
  return kUnreachable;
}

int RunFlow(Context& context, const FlowOptions& options) {
  if (options.approve == options.deny) {
    context.err << "writ: say what the merchant decides: --approve or --deny\n";
    return kUsage;
  }
  SandboxClient client(options.url);
  const Result<SandboxInfo> info = client.Info();
  if (!info) return TellNoSandbox(context, info.error());
  const auto app = FindApp(context, *info, options.app);
  if (!app) return app.error();
  const auto merchant = FindMerchant(context, *info, options.merchant);
  if (!merchant) return merchant.error();
  const Result<std::string, int> redirect =
      Authorize(context, client, options, **app, (*merchant)->id);
  if (!redirect) return redirect.error();
  return Redeem(context, client, options, **app, QueryValue(*redirect, "code"));
}

// Single quotes keep a shell from reading anything into a value.
std::string Quoted(std::string_view text) {
  std::string quoted = "'";
  for (const char letter : text)
    quoted += letter == '\'' ? std::string("'\\''") : std::string(1, letter);
  return quoted + "'";
}

int PrintEnvironment(Context& context, const std::string& url) {
  SandboxClient client(url);
  const Result<SandboxInfo> info = client.Info();
  if (!info) return TellNoSandbox(context, info.error());
  const DemoApp& app = info->apps.front();
  context.out << "export WRIT_URL=" << Quoted(info->issuer) << "\n";
  if (!info->tls_issuer.empty()) {
    context.out << "export WRIT_TLS_URL=" << Quoted(info->tls_issuer) << "\n";
  }
  context.out << "export CLIENT_ID=" << Quoted(app.client_id) << "\n"
              << "export CLIENT_SECRET=" << Quoted(app.client_secret) << "\n"
              << "export REDIRECT_URI=" << Quoted(app.redirect_uri) << "\n"
              << "export MERCHANT=" << Quoted(info->merchants.front().id) << "\n";
  return kDone;
}

void AddUrl(CLI::App& verb, Context& context, std::string& url) {
  FromVariable(context, verb.add_option("--url", url, "Where the sandbox listens"), "WRIT_URL")
      ->type_name("URL")
      ->capture_default_str();
}

}  // namespace

void AddFlowNoun(CLI::App& root, Context& context) {
  CLI::App* noun = AddNoun(root, "flow", "Walk through a running sandbox as an app would");
  const auto options = std::make_shared<FlowOptions>();
  CLI::App* verb =
      noun->add_subcommand("code", "From the authorize request to tokens, without a browser");
  verb->callback([&context, options] {
    context.action = [&context, options] { return RunFlow(context, *options); };
  });
  AddUrl(*verb, context, options->url);
  AddFormat(*verb, context);
  verb->add_option("--as", options->merchant, "The merchant: its id or a part of its name")
      ->required()
      ->type_name("MERCHANT");
  verb->add_flag("--approve", options->approve, "The merchant says yes");
  verb->add_flag("--deny", options->deny, "The merchant says no");
  verb->add_option("--scope", options->scope, "What the app asks for")
      ->type_name("\"A B\"")
      ->capture_default_str();
  verb->add_option("--app", options->app, "The demo app; by default the first")->type_name("APP");
  verb->add_option("--redirect-uri", options->redirect_uri,
                   "Where it is sent back to; by default the app's first redirect URI")
      ->type_name("URI");

  const auto url = std::make_shared<std::string>(kSandboxUrl);
  CLI::App* env = root.add_subcommand(
      "env", "Print shell variables of a running sandbox: eval \"$(writ env)\"");
  env->callback([&context, url] {
    context.action = [&context, url] { return PrintEnvironment(context, *url); };
  });
  AddUrl(*env, context, *url);
}

}  // namespace writ::cli
