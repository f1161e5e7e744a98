// Prepares requests on a store that bench_seed made:
// `bench_requests DIR OPERATION SHAPE FIRST COUNT [CLIENTS]`, one line each, METHOD PATH BASIC
// BODY, for bench_load; SHAPE and CLIENTS as bench_seed had them. Each has a token of its own, of
// another grant: those from FIRST on, in an order that scatters neighbours over the whole store,
// whose client has the preset that the operation is about. Prints where the next FIRST is, on
// standard error.
#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/base64.h"
#include "base/check.h"
#include "base/random.h"
#include "main/master_key.h"
#include "oauth/issue_tokens.h"
#include "oauth/services.h"
#include "oauth/token/public_id.h"
#include "world.h"

namespace writ::bench {
namespace {

constexpr Seconds kTokenLifetime{30L * 24 * 3600};
constexpr Seconds kCodeLifetime{60'000};

class Maker {
 public:
  Maker(const oauth::MasterKey& master, const World& world) : world_(world), ids_(master) {
    oauth::Key key;
    key.id = 1;
    const std::vector<oauth::Key> keys{key};
    seal_ = std::make_unique<oauth::Seal>(std::make_shared<const oauth::KeyRing>(master, keys));
    scopes_ = Scopes();
    // A little back, so that no clock finds them in the future.
    now_ = std::chrono::floor<Seconds>(std::chrono::system_clock::now()) - Seconds{5};
  }

  [[nodiscard]] std::string Line(std::string_view operation, std::uint64_t grant);

 private:
  [[nodiscard]] std::string Access(std::uint64_t number, bool forged = false);
  [[nodiscard]] std::string Refresh(std::uint64_t number);
  [[nodiscard]] std::string Code(std::uint64_t number);

  const World world_;
  oauth::PublicIds ids_;
  SystemRandom random_;
  std::unique_ptr<oauth::Seal> seal_;
  oauth::ScopeList scopes_;
  Instant now_;
  std::uint64_t mixed_ = 0;
};

oauth::Grant GrantOf(std::uint64_t number, const oauth::ScopeList& scopes) {
  oauth::Grant grant;
  grant.id = oauth::GrantId{number};
  grant.made_at = grant.generation_at = kMadeAt;
  grant.scopes = scopes;
  return grant;
}

std::string Maker::Access(std::uint64_t number, bool forged) {
  const oauth::Grant grant = GrantOf(number, scopes_);
  // Under another grant's secret it unseals, but proves nothing.
  return seal_->Make(oauth::IssueAccessToken(grant, scopes_.Set(), kMadeAt, kTokenLifetime, now_,
                                             oauth::DrawSerial<oauth::TokenSerial>(random_)),
                     SealSecretOf(forged ? number + 1 : number));
}

std::string Maker::Refresh(std::uint64_t number) {
  oauth::Grant grant = GrantOf(number, scopes_);
  grant.generation_time = now_;
  return seal_->Make(oauth::IssueRefreshToken(grant, scopes_.Set()), SealSecretOf(number));
}

std::string Maker::Code(std::uint64_t number) {
  oauth::CodeClaims claims;
  claims.client = world_.ClientOf(number);
  claims.subject = world_.SubjectOf(number);
  // Later than anything that seeding did.
  claims.sequence = oauth::Sequence{(std::uint64_t{1} << 40U)};
  claims.issued_at = now_;
  claims.lifetime = kCodeLifetime;
  claims.scopes = scopes_;
  claims.serial = oauth::DrawSerial<oauth::CodeSerial>(random_);
  return seal_->Make(claims, SealSecretOf(claims.client));
}

std::string Maker::Line(std::string_view operation, std::uint64_t number) {
  const oauth::ClientId client = world_.ClientOf(number);
  const std::string basic = EncodeBase64(ids_.Show(client) + ":" + SecretOf(client));
  const auto line = [&basic](const char* method, const char* path, const std::string& body) {
    return std::string(method) + " " + path + " " + basic + " " + body;
  };
  const auto introspect = [&line](const std::string& token) {
    return line("POST", "/oauth2/introspect", "token=" + token);
  };
  if (operation == "mixed") {
    const std::uint64_t turn = mixed_++ % 100;
    operation = turn < 90 ? "introspect" : turn < 98 ? "refresh" : "revoke-access";
  }
  if (operation == "introspect") return introspect(Access(number));
  if (operation == "forged") return introspect(Access(number, true));
  if (operation == "unknown") {
    std::string token = Access(number);
    token.back() = token.back() == 'A' ? 'B' : 'A';
    return introspect(token);
  }
  if (operation == "client-credentials") {
    return line("POST", "/oauth2/tokens", "grant_type=client_credentials");
  }
  if (operation == "refresh" || operation == "rotate") {
    return line("POST", "/oauth2/tokens",
                "grant_type=refresh_token&refresh_token=" + Refresh(number));
  }
  if (operation == "redeem") {
    return line("POST", "/oauth2/tokens", "grant_type=authorization_code&code=" + Code(number));
  }
  if (operation == "revoke-access") {
    return line("DELETE", "/oauth2/tokens", "token_type_hint=access_token&token=" + Access(number));
  }
  if (operation == "revoke-refresh") {
    return line("DELETE", "/oauth2/tokens",
                "token_type_hint=refresh_token&token=" + Refresh(number));
  }
  return {};
}

// Rotation and redeeming are tried with clients of oauth21, everything else with those of mollie.
oauth::Preset PresetFor(std::string_view operation) {
  return operation == "rotate" || operation == "redeem" ? oauth::Preset::kOauth21
                                                        : oauth::Preset::kMollie;
}

// A permutation of the grants; the factor is a prime.
std::uint64_t Scattered(std::uint64_t place, const World& world) {
  return 1 + place * 2'654'435'761U % world.grants;
}

int Run(const std::string& dir, std::string_view operation, const World& world, std::uint64_t place,
        std::uint64_t count) {
  const auto master = LoadMasterKey(dir, {}, [](const std::string&) { return std::nullopt; });
  if (!master) {
    std::fprintf(stderr, "bench_requests: %s\n", master.error().message.c_str());
    return 1;
  }
  Maker maker(*master, world);
  for (std::uint64_t made = 0; made < count; ++place) {
    if (place >= world.grants) {
      std::fputs("bench_requests: there are not that many grants\n", stderr);
      return 1;
    }
    const std::uint64_t number = Scattered(place, world);
    if (PresetOf(world.ClientOf(number)) != PresetFor(operation)) continue;
    const std::string line = maker.Line(operation, number);
    if (line.empty()) {
      std::fputs("bench_requests: no such operation\n", stderr);
      return 2;
    }
    std::puts(line.c_str());
    ++made;
  }
  std::fprintf(stderr, "%llu\n", static_cast<unsigned long long>(place));
  return 0;
}

}  // namespace
}  // namespace writ::bench

int main(int argc, char** argv) {
  const auto number = [&](int i) { return i < argc ? std::strtoull(argv[i], nullptr, 10) : 0; };
  const auto world = argc < 6
                         ? std::nullopt
                         : writ::bench::MakeWorld(argv[3], static_cast<std::uint32_t>(number(6)));
  if (!world) {
    std::fputs("usage: bench_requests DIR OPERATION SHAPE FIRST COUNT [CLIENTS]\n", stderr);
    return 2;
  }
  return writ::bench::Run(argv[1], argv[2], *world, number(4), number(5));
}
