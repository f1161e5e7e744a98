// What the server should say, kept as a naive server would: every code and token by its text, every
// family as a list that a revocation walks. Written from the documents, not from the product: it
// knows no sequences, no cut-offs and no seal.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

#include "oauth/records/ids.h"

namespace writ::simulation {

using Scopes = std::set<std::string>;

struct ModelApp {
  bool rotates = false;  // preset oauth21
  bool resource_server = false;
  bool enabled = true;
  bool deleted = false;
  int self_family = -1;
};

struct ModelMerchant {
  bool enabled = true;
  bool deleted = false;
};

struct ModelCode {
  std::string text;
  int app = 0;
  int merchant = 0;
  Scopes scopes;
  bool second_redirect = false;
  std::string verifier;  // empty: no challenge
  bool forced = false;
  std::int64_t issued = 0;
  bool dead = false;  // something above it was revoked since
  bool spent = false;
  std::int64_t spent_at = 0;
  int family = -1;
  bool made_family = false;
};

struct ModelFamily {
  int app = 0;
  int merchant = -1;  // none: the app's own
  bool dead = false;
  std::uint32_t generation = 0;
  std::int64_t generation_time = 0;
  oauth::GrantId grant = oauth::GrantId::kNone;  // for the operator's commands
  // The text of each refresh token that was seen, by generation, scopes and sealing key.
  std::map<std::tuple<std::uint32_t, Scopes, int>, std::string> refresh_texts;
};

struct ModelToken {
  std::string text;
  bool refresh = false;
  int family = 0;
  Scopes scopes;
  std::int64_t issued = 0;
  std::uint32_t generation = 0;  // of a refresh token
  bool dead = false;
};

struct ModelConsent {
  bool alive = false;
};

// An answer as it should be, or was: what of it matters.
struct ModelAnswer {
  int status = 0;
  std::string error;
  Scopes scopes;  // of a token answer or an active token
  bool active = false;
  int family = -1;        // whose tokens it has
  bool refresh = false;   // has a refresh token
  bool fresh = false;     // of a generation made by this answer
  Scopes refresh_scopes;  // of the refresh token
  std::uint32_t generation = 0;
};

struct Lifetimes {
  static constexpr std::int64_t kCode = 30;
  static constexpr std::int64_t kAccess = 3600;
  static constexpr std::int64_t kRepeat = 10;
  static constexpr std::int64_t kKept = 24 * 3600;  // of a spent code, beyond its life
  static constexpr std::int64_t kGrace = 10;
  static constexpr std::int64_t kSkew = 60;
};

struct RedeemRequest {
  int app = 0;
  std::string code;
  bool second_redirect = false;
  bool redirect = true;
  std::optional<std::string> verifier;
};

struct RefreshRequest {
  int app = 0;
  std::string token;
  Scopes scopes;  // empty: none asked
};

struct RevokeRequest {
  int app = 0;
  std::string token;
};

enum class Level : std::uint8_t { kServer, kApp, kMerchant, kConsent, kFamily };

class Model {
 public:
  std::int64_t now = 0;
  int key = 0;  // how often the sealing key was changed
  std::vector<ModelApp> apps;
  std::vector<ModelMerchant> merchants;
  std::vector<ModelCode> codes;
  std::vector<ModelFamily> families;
  std::vector<ModelToken> tokens;
  std::map<std::pair<int, int>, ModelConsent> consents;
  Scopes all_scopes;

  [[nodiscard]] const ModelCode* FindCode(const std::string& text) const;
  [[nodiscard]] const ModelToken* FindToken(const std::string& text) const;

  [[nodiscard]] bool MayAct(int app) const {
    return apps[At(app)].enabled && !apps[At(app)].deleted;
  }
  [[nodiscard]] bool IsLive(const ModelFamily& family) const;
  // As IsLive, but a suspension does not count: what a revocation must end for good.
  [[nodiscard]] bool CanComeBack(const ModelFamily& family) const { return !family.dead; }
  [[nodiscard]] bool IsActive(const ModelToken& token) const;

  // Each says what the answer must be, and makes what it changes happen.
  ModelAnswer Redeem(const RedeemRequest& request);
  ModelAnswer Refresh(const RefreshRequest& request);
  ModelAnswer ClientCredentials(int app, const Scopes& scopes);
  [[nodiscard]] ModelAnswer Introspect(int app, const std::string& token) const;
  // `ended_before`: the token was past reviving when the request was judged, so that it changes
  // nothing however late it is committed.
  ModelAnswer Revoke(const RevokeRequest& request, bool ended_before);
  // Whether the request would change anything now.
  [[nodiscard]] bool IsEnded(const RevokeRequest& request) const;
  // Whether the request, judged now, is a replay that ends a family; which one.
  [[nodiscard]] int FamilyEndedByReplay(const RedeemRequest& request) const;
  [[nodiscard]] int FamilyEndedByReuse(const RefreshRequest& request) const;

  void Cut(Level level, int app, int merchant, int family, bool access_only);
  void EndFamily(int family) { families[At(family)].dead = true; }
  void DeleteApp(int app);
  void DeleteMerchant(int merchant);

  // Takes in the tokens of an answer that was as it should be; what is wrong about them, or
  // nothing.
  [[nodiscard]] std::string Learn(const ModelAnswer& answer, const std::string& access,
                                  const std::string& refresh);
  void LearnCode(ModelCode code);

  static std::size_t At(int index) { return static_cast<std::size_t>(index); }

 private:
  [[nodiscard]] static ModelAnswer Error(int status, const char* error);
  [[nodiscard]] ModelAnswer Repeat(ModelCode& code);
  [[nodiscard]] const char* RefusalOf(const RedeemRequest& request, const ModelCode& code) const;
  [[nodiscard]] int FamilyFor(const ModelCode& code);
  [[nodiscard]] bool ReachesFamily(Level level, int app, int merchant, int family,
                                   const ModelFamily& one) const;

  std::unordered_map<std::string, std::size_t> code_by_text_;
  std::unordered_map<std::string, std::size_t> token_by_text_;
};

}  // namespace writ::simulation
