#include "model.h"

#include <algorithm>

namespace writ::simulation {

const ModelCode* Model::FindCode(const std::string& text) const {
  const auto found = code_by_text_.find(text);
  return found == code_by_text_.end() ? nullptr : &codes[found->second];
}

const ModelToken* Model::FindToken(const std::string& text) const {
  const auto found = token_by_text_.find(text);
  return found == token_by_text_.end() ? nullptr : &tokens[found->second];
}

bool Model::IsLive(const ModelFamily& family) const {
  if (family.dead || !MayAct(family.app)) return false;
  return family.merchant < 0 || merchants[At(family.merchant)].enabled;
}

bool Model::IsActive(const ModelToken& token) const {
  const ModelFamily& family = families[At(token.family)];
  if (token.dead || !IsLive(family)) return false;
  if (!token.refresh) {
    return token.issued <= now + Lifetimes::kSkew && now < token.issued + Lifetimes::kAccess;
  }
  if (token.generation == family.generation) return true;
  return token.generation + 1 == family.generation &&
         now <= family.generation_time + Lifetimes::kGrace;
}

ModelAnswer Model::Error(int status, const char* error) {
  ModelAnswer answer;
  answer.status = status;
  answer.error = error;
  return answer;
}

const char* Model::RefusalOf(const RedeemRequest& request, const ModelCode& code) const {
  if (code.app != request.app) return "invalid_grant";
  if (!request.redirect || request.second_redirect != code.second_redirect) return "invalid_grant";
  if (code.verifier.empty() ? request.verifier.has_value() : request.verifier != code.verifier) {
    return "invalid_grant";
  }
  return nullptr;
}

int Model::FamilyEndedByReplay(const RedeemRequest& request) const {
  const ModelCode* code = FindCode(request.code);
  if (code == nullptr || !MayAct(request.app) || RefusalOf(request, *code) != nullptr) return -1;
  const bool forgotten = now >= code->issued + Lifetimes::kCode + Lifetimes::kKept;
  if (!code->spent || forgotten || !apps[At(request.app)].rotates || !code->made_family) return -1;
  return CanComeBack(families[At(code->family)]) ? code->family : -1;
}

ModelAnswer Model::Repeat(ModelCode& code) {
  const bool in_window = !code.verifier.empty() || now <= code.spent_at + Lifetimes::kRepeat;
  const ModelFamily& family = families[At(code.family)];
  if (apps[At(code.app)].rotates || !in_window || !IsLive(family))
    return Error(400, "invalid_grant");
  ModelAnswer answer;
  answer.status = 200;
  answer.scopes = answer.refresh_scopes = code.scopes;
  answer.family = code.family;
  answer.refresh = true;
  answer.generation = family.generation;
  return answer;
}

int Model::FamilyFor(const ModelCode& code) {
  ModelConsent& consent = consents[{code.app, code.merchant}];
  if (!apps[At(code.app)].rotates && consent.alive) {
    for (std::size_t i = 0; i < families.size(); ++i) {
      const ModelFamily& family = families[i];
      if (family.app == code.app && family.merchant == code.merchant && IsLive(family)) {
        return static_cast<int>(i);
      }
    }
  }
  ModelFamily family;
  family.app = code.app;
  family.merchant = code.merchant;
  family.generation_time = now;
  families.push_back(family);
  return static_cast<int>(families.size()) - 1;
}

ModelAnswer Model::Redeem(const RedeemRequest& request) {
  const auto found = code_by_text_.find(request.code);
  if (found == code_by_text_.end()) return Error(400, "invalid_grant");
  ModelCode& code = codes[found->second];
  if (const char* refusal = RefusalOf(request, code)) return Error(400, refusal);
  const bool expired =
      now >= code.issued + Lifetimes::kCode || code.issued > now + Lifetimes::kSkew;
  if (code.spent) {
    const int ended = FamilyEndedByReplay(request);
    if (ended >= 0) EndFamily(ended);
    return expired ? Error(400, "invalid_grant") : Repeat(code);
  }
  if (expired) return Error(400, "invalid_grant");
  const ModelMerchant& merchant = merchants[At(code.merchant)];
  if (code.dead || !merchant.enabled || merchant.deleted) return Error(400, "invalid_grant");

  // "force" takes the place of everything that the merchant approved for the app before.
  if (code.forced) Cut(Level::kConsent, code.app, code.merchant, -1, false);
  const std::size_t families_before = families.size();
  code.family = FamilyFor(code);
  code.made_family = families.size() != families_before;
  consents[{code.app, code.merchant}].alive = true;
  code.spent = true;
  code.spent_at = now;
  ModelAnswer answer;
  answer.status = 200;
  answer.scopes = answer.refresh_scopes = code.scopes;
  answer.family = code.family;
  answer.refresh = true;
  answer.generation = families[At(code.family)].generation;
  return answer;
}

int Model::FamilyEndedByReuse(const RefreshRequest& request) const {
  const ModelToken* token = FindToken(request.token);
  if (token == nullptr || !token->refresh || !MayAct(request.app)) return -1;
  const ModelFamily& family = families[At(token->family)];
  if (family.app != request.app || !apps[At(request.app)].rotates || !IsLive(family)) return -1;
  const bool exceeds = !std::includes(token->scopes.begin(), token->scopes.end(),
                                      request.scopes.begin(), request.scopes.end());
  if (exceeds || token->generation == family.generation || IsActive(*token)) return -1;
  return token->family;
}

ModelAnswer Model::Refresh(const RefreshRequest& request) {
  const ModelToken* token = FindToken(request.token);
  if (token == nullptr || !token->refresh) return Error(400, "invalid_grant");
  ModelFamily& family = families[At(token->family)];
  if (family.app != request.app || !IsLive(family)) return Error(400, "invalid_grant");
  if (!std::includes(token->scopes.begin(), token->scopes.end(), request.scopes.begin(),
                     request.scopes.end())) {
    return Error(400, "invalid_scope");
  }
  if (apps[At(request.app)].rotates) {
    if (token->generation == family.generation) {
      ++family.generation;
      family.generation_time = now;
    } else if (!IsActive(*token)) {
      family.dead = true;
      return Error(400, "invalid_grant");
    }
  }
  ModelAnswer answer;
  answer.status = 200;
  answer.scopes = request.scopes.empty() ? token->scopes : request.scopes;
  answer.refresh_scopes = token->scopes;
  answer.family = token->family;
  answer.refresh = true;
  answer.generation = family.generation;
  return answer;
}

ModelAnswer Model::ClientCredentials(int app, const Scopes& scopes) {
  ModelApp& one = apps[At(app)];
  if (one.self_family < 0 || !IsLive(families[At(one.self_family)])) {
    ModelFamily family;
    family.app = app;
    families.push_back(family);
    one.self_family = static_cast<int>(families.size()) - 1;
  }
  ModelAnswer answer;
  answer.status = 200;
  answer.scopes = scopes.empty() ? all_scopes : scopes;
  answer.family = one.self_family;
  return answer;
}

ModelAnswer Model::Introspect(int app, const std::string& text) const {
  ModelAnswer answer;
  answer.status = 200;
  const ModelToken* token = FindToken(text);
  if (token == nullptr || !IsActive(*token)) return answer;
  const bool may_ask = apps[At(app)].resource_server && !token->refresh;
  if (!may_ask && families[At(token->family)].app != app) return answer;
  answer.active = true;
  answer.scopes = token->scopes;
  answer.family = token->family;
  answer.refresh = token->refresh;
  return answer;
}

bool Model::IsEnded(const RevokeRequest& request) const {
  const ModelToken* token = FindToken(request.token);
  if (token == nullptr) return true;
  const ModelFamily& family = families[At(token->family)];
  if (family.app != request.app) return true;
  return !CanComeBack(family) || (!token->refresh && token->dead);
}

ModelAnswer Model::Revoke(const RevokeRequest& request, bool ended_before) {
  ModelAnswer answer;
  answer.status = 200;
  const auto found = token_by_text_.find(request.token);
  if (found == token_by_text_.end()) return answer;
  ModelToken& token = tokens[found->second];
  const ModelFamily& family = families[At(token.family)];
  if (family.app != request.app) return Error(400, "invalid_grant");
  if (ended_before) return answer;
  if (!token.refresh) {
    token.dead = true;
  } else if (apps[At(request.app)].rotates) {
    EndFamily(token.family);
  } else {
    Cut(Level::kConsent, family.app, family.merchant, -1, false);
  }
  return answer;
}

bool Model::ReachesFamily(Level level, int app, int merchant, int family,
                          const ModelFamily& one) const {
  switch (level) {
    case Level::kServer:
      return true;
    case Level::kApp:
      return one.app == app;
    case Level::kMerchant:
      return one.merchant == merchant;
    case Level::kConsent:
      return one.app == app && one.merchant == merchant;
    case Level::kFamily:
      return &one == &families[At(family)];
  }
  return false;
}

void Model::Cut(Level level, int app, int merchant, int family, bool access_only) {
  for (ModelToken& token : tokens) {
    if (token.refresh || !ReachesFamily(level, app, merchant, family, families[At(token.family)])) {
      continue;
    }
    token.dead = true;
  }
  if (access_only) return;
  for (ModelFamily& one : families) {
    if (ReachesFamily(level, app, merchant, family, one)) one.dead = true;
  }
  if (level == Level::kFamily) return;
  if (level == Level::kConsent) consents[{app, merchant}].alive = false;
  for (ModelCode& code : codes) {
    const bool of_app = level == Level::kMerchant || code.app == app;
    const bool of_merchant = level == Level::kApp || code.merchant == merchant;
    if (level == Level::kServer || (of_app && of_merchant)) code.dead = true;
  }
}

void Model::DeleteApp(int app) {
  apps[At(app)].deleted = true;
  Cut(Level::kApp, app, -1, -1, false);
}

void Model::DeleteMerchant(int merchant) {
  merchants[At(merchant)].deleted = true;
  Cut(Level::kMerchant, -1, merchant, -1, false);
}

void Model::LearnCode(ModelCode code) {
  code_by_text_[code.text] = codes.size();
  codes.push_back(std::move(code));
}

std::string Model::Learn(const ModelAnswer& answer, const std::string& access,
                         const std::string& refresh) {
  if (token_by_text_.count(access) != 0) return "an access token was given out twice";
  token_by_text_[access] = tokens.size();
  tokens.push_back({access, false, answer.family, answer.scopes, now, 0, false});
  if (!answer.refresh) return {};
  auto& texts = families[At(answer.family)].refresh_texts;
  const auto which = std::make_tuple(answer.generation, answer.refresh_scopes, key);
  const auto known = texts.find(which);
  if (known != texts.end()) {
    return known->second == refresh ? "" : "a generation has two different refresh tokens";
  }
  if (token_by_text_.count(refresh) != 0) return "a refresh token was given out for two families";
  texts[which] = refresh;
  token_by_text_[refresh] = tokens.size();
  tokens.push_back(
      {refresh, true, answer.family, answer.refresh_scopes, now, answer.generation, false});
  return {};
}

}  // namespace writ::simulation
