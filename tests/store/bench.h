// A ledger with what a test needs around it: clock, chance, and short ways to commit.
#pragma once

#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <future>
#include <memory>
#include <mutex>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/random.h"
#include "oauth/committer.h"
#include "store/open.h"
#include "support/scopes.h"
#include "support/store_key.h"

namespace writ::store {

// Stands still until it is told to move.
class StillClock final : public Clock {
 public:
  [[nodiscard]] Instant Now() const override { return FromUnix(now_.load()); }
  void Advance(Seconds seconds) { now_ += seconds.count(); }

 private:
  std::atomic<std::int64_t> now_{1'700'000'000};
};

// The same bytes for the same seed.
class SeededRandom final : public Random {
 public:
  explicit SeededRandom(std::uint64_t seed) : engine_(seed) {}
  void Fill(std::span<std::uint8_t> out) override {
    const std::lock_guard lock(mutex_);
    for (std::uint8_t& byte : out) byte = static_cast<std::uint8_t>(engine_());
  }

 private:
  std::mutex mutex_;
  std::mt19937_64 engine_;
};

// A folder that is gone with the test.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "writ-store-XXXXXX").string();
    path_ = mkdtemp(name.data());
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder() {
    std::error_code error;
    std::filesystem::remove_all(path_, error);
  }
  [[nodiscard]] const std::string& Path() const { return path_; }

 private:
  std::string path_;
};

// Commits and waits for the answer.
inline oauth::CommitResult CommitNow(oauth::Committer& committer, oauth::Proposal proposal) {
  std::promise<oauth::CommitResult> answer;
  committer.Commit(std::move(proposal),
                   [&answer](const oauth::CommitResult& result) { answer.set_value(result); });
  return answer.get_future().get();
}

inline oauth::CommitResult CommitNow(oauth::Committer& committer, oauth::Change change) {
  oauth::Proposal proposal;
  proposal.changes.push_back(std::move(change));
  return CommitNow(committer, std::move(proposal));
}

inline oauth::ScopeList Scopes(std::string_view text) { return *oauth::ParseScope(text); }

inline oauth::MakeClient AClient(const std::string& name = "A shop's books") {
  oauth::MakeClient make;
  make.client.scopes.every = true;
  make.client.secret_count = 1;
  make.client.secrets[0].fill(7);
  make.client.seal_secret.fill(3);
  make.profile.name = name;
  make.profile.redirect_uris = {"https://example.org/callback", "app:/back"};
  return make;
}

inline oauth::MakeSubject ASubject(const std::string& name = "Bakkerij De Ochtend") {
  oauth::MakeSubject make;
  make.subject.seal_secret.fill(5);
  make.profile.name = name;
  make.profile.email = "post@example.org";
  make.profile.locale = "nl_NL";
  return make;
}

inline oauth::ChangeSubject ADisabledSubject(oauth::SubjectId id, const std::string& name) {
  oauth::ChangeSubject change;
  change.subject.id = id;
  change.subject.enabled = false;
  change.profile.name = name;
  return change;
}

inline oauth::MakeGrant AGrant(oauth::ClientId client, oauth::SubjectId subject,
                               std::string_view scopes = "payments.read") {
  oauth::MakeGrant make;
  make.grant.client = client;
  make.grant.subject = subject;
  make.grant.secret.fill(static_cast<std::uint8_t>(oauth::Number(subject) + 1));
  make.grant.made_time = FromUnix(1'700'000'000);
  make.scopes = Scopes(scopes);
  return make;
}

// A client, a subject, its consent and a grant.
struct Standing {
  oauth::ClientId client = oauth::ClientId::kNone;
  oauth::SubjectId subject = oauth::SubjectId::kNone;
  oauth::ConsentId consent = oauth::ConsentId::kNone;
  oauth::GrantId grant = oauth::GrantId::kNone;
};

inline oauth::Proposal ConsentAndGrant(oauth::ClientId client, oauth::SubjectId subject,
                                       std::string_view scopes = "payments.read") {
  oauth::Proposal proposal;
  proposal.changes.emplace_back(
      oauth::GiveConsent{client, subject, Scopes(scopes), FromUnix(1'700'000'000)});
  proposal.changes.emplace_back(AGrant(client, subject, scopes));
  return proposal;
}

inline Standing Settle(oauth::Committer& committer) {
  Standing standing;
  standing.client = CommitNow(committer, AClient()).value().client;
  standing.subject = CommitNow(committer, ASubject()).value().subject;
  const auto made = CommitNow(committer, ConsentAndGrant(standing.client, standing.subject));
  standing.consent = made.value().grant.value().consent;
  standing.grant = made.value().grant.value().id;
  return standing;
}

}  // namespace writ::store
