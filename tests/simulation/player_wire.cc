#include <algorithm>
#include <array>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "base/base64.h"
#include "base/sha256.h"
#include "http/form.h"
#include "player.h"

namespace writ::simulation {

namespace {

constexpr std::array kRedirects{"https%3A%2F%2Fapp.example%2Fcallback",
                                "https%3A%2F%2Fapp.example%2Fsecond"};
constexpr std::array kRedirectTexts{"https://app.example/callback", "https://app.example/second"};
constexpr std::array kHints{"&token_type_hint=access_token", "&token_type_hint=refresh_token",
                            "&token_type_hint=anything", ""};

std::string Joined(const Scopes& scopes, char between) {
  std::string text;
  for (const std::string& scope : scopes) {
    if (!text.empty()) text += between;
    text += scope;
  }
  return text;
}

Scopes Split(const std::string& text) {
  Scopes scopes;
  std::size_t start = 0;
  while (start < text.size()) {
    const std::size_t end = std::min(text.find(' ', start), text.size());
    if (end > start) scopes.insert(text.substr(start, end - start));
    start = end + 1;
  }
  return scopes;
}

boost::json::object ObjectOf(const http::OwnedResponse& answer) {
  boost::json::error_code error;
  boost::json::value value = boost::json::parse(answer.body, error);
  return !error && value.is_object() ? value.as_object() : boost::json::object{};
}

std::string TextOf(const boost::json::object& object, const char* name) {
  const boost::json::value* value = object.if_contains(name);
  if (value == nullptr) return {};
  return value->is_string() ? std::string(value->as_string()) : boost::json::serialize(*value);
}

std::string AuthorizeBody(const Operation& operation, const std::string& client_id,
                          const std::string& merchant) {
  const ModelCode& code = operation.code;
  boost::json::object body{{"client_id", client_id},
                           {"merchant", merchant},
                           {"decision", "approve"},
                           {"response_type", "code"},
                           {"state", "s"},
                           {"scope", Joined(code.scopes, ' ')},
                           {"redirect_uri", kRedirectTexts[code.second_redirect ? 1 : 0]}};
  if (code.forced) body["approval_prompt"] = "force";
  if (!code.verifier.empty()) {
    body["code_challenge"] = EncodeBase64Url(Sha256(code.verifier));
    body["code_challenge_method"] = "S256";
  }
  return boost::json::serialize(body);
}

std::string CodeIn(const std::string& uri) {
  const std::size_t mark = uri.find('?');
  if (mark == std::string::npos) return {};
  const auto parameters = http::ReadForm(std::string_view(uri).substr(mark + 1));
  if (!parameters) return {};
  return std::string(parameters->Find("code").value_or(""));
}

}  // namespace

std::string Player::Credentials(const Operation& operation, Call& call) const {
  const App& app = apps_[Model::At(operation.app)];
  const std::string secret = operation.wrong_secret ? "not-the-secret" : app.secret;
  if (operation.in_body) {
    return "client_id=" + app.client_id + "&client_secret=" + secret + "&";
  }
  call.authorization = "Basic " + EncodeBase64(app.client_id + ":" + secret);
  return {};
}

std::shared_ptr<Call> Player::Render(const Operation& operation) const {
  auto call = std::make_shared<Call>();
  call->content_type = "application/x-www-form-urlencoded";
  call->path = "/oauth2/tokens";
  if (operation.kind == StepKind::kAuthorize) {
    call->path = "/_sandbox/authorize";
    call->content_type = "application/json";
    call->body = AuthorizeBody(operation, apps_[Model::At(operation.app)].client_id,
                               machine_.ids.Show(merchants_[Model::At(operation.code.merchant)]));
    return call;
  }
  std::string& body = call->body;
  body = Credentials(operation, *call);
  if (operation.kind == StepKind::kRedeem) {
    body += "grant_type=authorization_code&code=" + operation.redeem.code;
    if (operation.redeem.redirect) {
      body += "&redirect_uri=";
      body += kRedirects[operation.redeem.second_redirect ? 1 : 0];
    }
    if (operation.redeem.verifier) body += "&code_verifier=" + *operation.redeem.verifier;
  } else if (operation.kind == StepKind::kRefresh) {
    body += "grant_type=refresh_token&refresh_token=" + operation.refresh.token;
    if (!operation.refresh.scopes.empty()) {
      body += "&scope=" + Joined(operation.refresh.scopes, '+');
    }
  } else if (operation.kind == StepKind::kClientCredentials) {
    body += "grant_type=client_credentials";
    if (!operation.scopes.empty()) body += "&scope=" + Joined(operation.scopes, '+');
  } else if (operation.kind == StepKind::kIntrospect) {
    call->path = "/oauth2/introspect";
    body += "token=" + operation.token;
  } else {
    if (operation.face == 0) call->method = http::Method::kDelete;
    if (operation.face == 1) call->path = "/oauth2/revoke";
    body += "token=" + operation.revoke.token + kHints[Model::At(operation.hint)];
  }
  return call;
}

void Player::Compare(const Operation& operation, const ModelAnswer& expected) {
  if (!operation.call->answer) return Violate("a request was never answered");
  const http::OwnedResponse& answer = *operation.call->answer;
  ++facts_.answers[std::string(NameOf(operation.kind)) + " " + std::to_string(answer.status)];
  if (operation.kind == StepKind::kIntrospect && expected.error.empty()) {
    return CompareIntrospection(operation.token, expected, answer);
  }
  if (operation.kind == StepKind::kAuthorize) {
    const ModelMerchant& merchant = model_.merchants[Model::At(operation.code.merchant)];
    const bool approves = model_.MayAct(operation.app) && merchant.enabled && !merchant.deleted;
    ModelCode code = operation.code;
    code.text = CodeIn(TextOf(ObjectOf(answer), "redirect_to"));
    code.issued = model_.now;
    if (approves != !code.text.empty() || answer.status != (approves ? 200 : 400)) {
      return Violate("authorize answered " + std::to_string(answer.status) + " " + answer.body);
    }
    if (approves) model_.LearnCode(std::move(code));
    return;
  }
  int status = expected.status;
  if (operation.kind == StepKind::kRevoke) {
    const ModelToken* token = model_.FindToken(operation.revoke.token);
    // A grant that ended long ago is forgotten, and with it whose it was.
    const bool may_be_forgotten =
        token != nullptr && model_.families[Model::At(token->family)].dead;
    if (status == 400 && may_be_forgotten && answer.status < 300) return;
    if (status == 200 && operation.face == 0) status = 204;
  }
  const std::string error = TextOf(ObjectOf(answer), "error");
  if (answer.status != status || error != expected.error) {
    return Violate("the answer is " + std::to_string(answer.status) + " " + answer.body +
                   " and should be " + std::to_string(status) + " " + expected.error);
  }
  if (status == 200 && operation.kind != StepKind::kRevoke) CompareTokens(operation, expected);
}

void Player::CompareTokens(const Operation& operation, const ModelAnswer& expected) {
  const boost::json::object object = ObjectOf(*operation.call->answer);
  const std::string access = TextOf(object, "access_token");
  const std::string refresh = TextOf(object, "refresh_token");
  if (access.empty() || refresh.empty() == expected.refresh) {
    return Violate("a token is missing or too many: " + operation.call->answer->body);
  }
  if (Split(TextOf(object, "scope")) != expected.scopes) {
    return Violate("the scopes are " + TextOf(object, "scope") + " and should be " +
                   Joined(expected.scopes, ' '));
  }
  const std::string wrong = model_.Learn(expected, access, refresh);
  if (!wrong.empty()) Violate(wrong);
}

void Player::CompareIntrospection(const std::string& token, const ModelAnswer& expected,
                                  const http::OwnedResponse& answer) {
  const boost::json::object object = ObjectOf(answer);
  const bool active = TextOf(object, "active") == "true";
  if (answer.status != 200 || active != expected.active) {
    const ModelToken* known = model_.FindToken(token);
    const std::string which = known == nullptr ? "an unknown token"
                              : known->refresh ? "a refresh token"
                                               : "an access token";
    return Violate(which +
                   (active ? " is active and should be dead" : " is dead and should be active") +
                   "; the answer is " + std::to_string(answer.status) + " " + answer.body);
  }
  if (!active) return;
  const ModelFamily& family = model_.families[Model::At(expected.family)];
  const bool right = Split(TextOf(object, "scope")) == expected.scopes &&
                     TextOf(object, "client_id") == apps_[Model::At(family.app)].client_id &&
                     (TextOf(object, "token_type") == "refresh_token") == expected.refresh;
  if (!right) Violate("introspection tells something else than was granted: " + answer.body);
}

}  // namespace writ::simulation
