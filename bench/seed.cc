// Fills a new store: `bench_seed DIR SHAPE [CLIENTS]`, see MakeWorld. Clients and subjects are
// committed as always; the grants and their consents go into the tables directly, as a fold would
// have left them.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "base/check.h"
#include "main/engine.h"
#include "main/files.h"
#include "main/master_key.h"
#include "main/store_key.h"
#include "progress.h"
#include "store/open.h"
#include "store/sqlite/sqlite_medium.h"
#include "world.h"

namespace writ::bench {
namespace {

constexpr std::uint64_t kRowsAWrite = 50'000;
constexpr std::uint64_t kChangesAProposal = 1'000;

template <typename T>
T Must(Result<T> result) {
  if (result) return std::move(*result);
  std::fprintf(stderr, "bench_seed: %s\n", result.error().message.c_str());
  std::exit(1);
}

void Commit(store::Store& ledger, oauth::Proposal& proposal) {
  if (proposal.Empty()) return;
  std::promise<bool> done;
  ledger.Commit(std::exchange(proposal, {}),
                [&done](const oauth::CommitResult& result) { done.set_value(result.has_value()); });
  CHECK(done.get_future().get());
}

// The people and apps; all of it is in the tables afterwards.
void MakeParties(const std::string& dir, const World& world, const oauth::MasterKey& master) {
  const oauth::PublicIds ids(master);
  SystemClock clock;
  SystemRandom random;
  Progress progress("clients and subjects", std::uint64_t{world.clients} + world.subjects);
  std::uint64_t done = 0;
  const auto ledger = Must(store::OpenOnDisk(dir, StoreKeyOf(master), {}, clock, random));
  oauth::Proposal proposal;
  const auto add = [&](oauth::Change change) {
    proposal.changes.push_back(std::move(change));
    if (proposal.changes.size() >= kChangesAProposal) Commit(*ledger, proposal);
    progress.At(++done);
  };
  for (std::uint32_t i = 1; i <= world.clients; ++i) {
    oauth::Client client;
    client.id = oauth::ClientId{i};
    client.preset = PresetOf(client.id);
    client.secret_count = 1;
    client.secrets[0] = ids.HashSecret(SecretOf(client.id));
    client.seal_secret = SealSecretOf(client.id);
    client.scopes.every = true;
    add(oauth::MakeClient{client, {"App " + std::to_string(i), {"https://app.example/callback"}}});
  }
  for (std::uint32_t i = 1; i <= world.subjects; ++i) {
    oauth::Subject subject;
    subject.seal_secret = random.Bytes<16>();
    oauth::SubjectProfile profile;
    profile.name = "Merchant " + std::to_string(i);
    profile.email = "merchant" + std::to_string(i) + "@example.org";
    profile.locale = "nl_NL";
    add(oauth::MakeSubject{subject, profile});
  }
  Commit(*ledger, proposal);
  ledger->Tidy();
  ledger->Close();
}

// Reads nothing but the row about the whole store.
class ServerRowReader final : public store::TableSink {
 public:
  void OnCatalogue(oauth::Catalogue::Pointer found) override { catalogue = std::move(found); }
  [[nodiscard]] oauth::Catalogue::Pointer FindCatalogue() const override { return catalogue; }
  [[nodiscard]] bool OnScopeList(std::uint32_t /*number*/,
                                 const oauth::ScopeList& /*list*/) override {
    return true;
  }
  [[nodiscard]] const oauth::ScopeList* FindScopeList(std::uint32_t /*number*/) const override {
    return nullptr;
  }
  void OnServer(const store::ServerRow& row) override { server = row; }
  void OnKey(const oauth::Key& /*key*/) override {}
  void OnClient(const oauth::Client& /*client*/, store::ClientProfilePointer /*profile*/) override {
  }
  void OnSubject(const oauth::Subject& /*subject*/,
                 store::SubjectProfilePointer /*profile*/) override {}
  void OnConsent(const store::ConsentRow& /*row*/) override {}
  void OnGrant(const store::GrantRow& /*row*/) override {}
  void OnSpentCode(const store::SpentCodeRow& /*row*/) override {}
  void OnRevokedToken(const store::RevokedTokenRow& /*row*/) override {}

  store::ServerRow server;
  oauth::Catalogue::Pointer catalogue;
};

void AddRows(store::Write& write, const World& world, std::uint64_t number, std::uint32_t scopes,
             Instant now) {
  oauth::Consent consent;
  consent.id = oauth::ConsentId{static_cast<std::uint32_t>(number)};
  consent.client = world.ClientOf(number);
  consent.subject = world.SubjectOf(number);
  consent.made_at = consent.changed_at = kMadeAt;
  consent.made_time = now;
  consent.latest_grant = oauth::GrantId{number};
  write.rows.consents.push_back({consent, scopes});
  oauth::Grant grant;
  grant.id = oauth::GrantId{number};
  grant.client = consent.client;
  grant.subject = consent.subject;
  grant.consent = consent.id;
  grant.secret = SealSecretOf(number);
  grant.made_at = grant.changed_at = grant.generation_at = kMadeAt;
  grant.made_time = grant.generation_time = now;
  write.rows.grants.push_back({grant, scopes});
}

void MakeGrants(const std::string& dir, const World& world, const oauth::MasterKey& master) {
  const auto medium =
      Must(store::sqlite::SqliteMedium::OpenFile(dir + "/writ.db", StoreKeyOf(master)));
  ServerRowReader reader;
  CHECK(medium->Load(reader).has_value());
  const store::NumberedScopes scopes{1, Scopes()};
  const Instant now = reader.server.latest_time;
  Progress progress("grants", world.grants);
  for (std::uint64_t done = 0; done < world.grants;) {
    const std::uint64_t end = std::min(world.grants, done + kRowsAWrite);
    store::Write write;
    write.rows.catalogue = reader.catalogue;
    if (done == 0) write.rows.scope_lists.push_back(scopes);
    while (done < end) AddRows(write, world, ++done, scopes.number, now);
    reader.server.last_consent = write.rows.consents.back().consent.id;
    reader.server.last_grant = write.rows.grants.back().grant.id;
    write.rows.server = reader.server;
    const store::WriteResult result = medium->Apply(write);
    if (result.fate != store::WriteFate::kDone) {
      std::fprintf(stderr, "\nbench_seed: %s\n", result.message.c_str());
      std::exit(1);
    }
    progress.At(done);
  }
  medium->Close();
}

int Run(const std::string& dir, const World& world) {
  if (HasStore(dir)) {
    std::fprintf(stderr, "bench_seed: there is a store in %s already\n", dir.c_str());
    return 1;
  }
  std::filesystem::create_directories(dir);
  SystemRandom random;
  EngineOptions options;
  options.data = dir;
  options.master_key = Must(LoadOrMakeMasterKey(
      dir, {}, [](const std::string&) { return std::nullopt; }, random));
  Must(Engine::Open(options))->Close();
  MakeParties(dir, world, options.master_key);
  MakeGrants(dir, world, options.master_key);
  std::printf("{\"grants\": %llu, \"clients\": %u, \"subjects\": %u}\n",
              static_cast<unsigned long long>(world.grants), world.clients, world.subjects);
  return 0;
}

}  // namespace
}  // namespace writ::bench

int main(int argc, char** argv) {
  const auto clients = argc > 3 ? std::strtoul(argv[3], nullptr, 10) : 0;
  const auto world = argc < 3
                         ? std::nullopt
                         : writ::bench::MakeWorld(argv[2], static_cast<std::uint32_t>(clients));
  if (!world) {
    std::fputs(
        "usage: bench_seed DIR GRANTS [CLIENTS]\n"
        "       bench_seed DIR CLIENTSxGRANTS[,CLIENTSxGRANTS…]\n",
        stderr);
    return 2;
  }
  return writ::bench::Run(argv[1], *world);
}
