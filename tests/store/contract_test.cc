// What every store must do, in memory and on disk: each change, each precondition, order and unity.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <optional>
#include <thread>

#include "store/bench.h"

namespace writ::store {
namespace {

using oauth::CommitFailure;
using oauth::GrantId;
using oauth::Number;
using oauth::Proposal;
using oauth::Sequence;

enum class Medium { kMemory, kDisk };

class ContractTest : public testing::TestWithParam<Medium> {
 protected:
  ContractTest() { Open(); }

  void Open() {
    auto opened = GetParam() == Medium::kMemory
                      ? OpenInMemory(clock_, random_)
                      : OpenOnDisk(folder_.Path() + "/data", TestKey(), {}, clock_, random_);
    ASSERT_TRUE(opened) << opened.error().message;
    ledger_ = std::move(*opened);
  }

  oauth::CommitResult Commit(oauth::Change change) {
    return CommitNow(*ledger_, std::move(change));
  }
  oauth::CommitResult Commit(Proposal proposal) { return CommitNow(*ledger_, std::move(proposal)); }
  oauth::CommitResult CommitIf(oauth::Precondition precondition, oauth::Change change) {
    return Commit(Proposal{{std::move(precondition)}, {std::move(change)}});
  }
  oauth::ConsentIsAsSeen Seen(const Standing& standing) {
    const auto consent = ledger_->FindConsent(standing.consent).value();
    return {standing.client, standing.subject, consent.made_at, consent.cut, consent.scopes->size};
  }
  oauth::Grant Grant(GrantId id) { return ledger_->FindGrant(id).value(); }

  TemporaryFolder folder_;
  StillClock clock_;
  SeededRandom random_{1};
  std::unique_ptr<Store> ledger_;
};

INSTANTIATE_TEST_SUITE_P(Media, ContractTest, testing::Values(Medium::kMemory, Medium::kDisk),
                         [](const auto& parameter) {
                           return parameter.param == Medium::kMemory ? "Memory" : "Disk";
                         });

void ExpectConflict(const oauth::CommitResult& result) {
  ASSERT_FALSE(result.has_value());
  EXPECT_EQ(result.error(), CommitFailure::kConflict);
}

TEST_P(ContractTest, ANewStoreIsEmptyAndHasAnIncarnation) {
  EXPECT_EQ(ledger_->Known(), Sequence::kNone);
  EXPECT_NE(ledger_->FindServer().incarnation, 0U);
  EXPECT_TRUE(ledger_->Keys().empty());
  EXPECT_FALSE(ledger_->FindClient(oauth::ClientId{1}));
  EXPECT_FALSE(ledger_->FindGrant(GrantId{1}));
  EXPECT_FALSE(ledger_->FindGrant(GrantId{~0ULL}));
  EXPECT_EQ(ledger_->FindClientProfile(oauth::ClientId{1}), nullptr);
  EXPECT_TRUE(ledger_->Writable());
}

TEST_P(ContractTest, EveryChangeHasTheNextSequence) {
  const Standing standing = Settle(*ledger_);
  EXPECT_EQ(ledger_->Known(), Sequence{4});
  EXPECT_EQ(ledger_->FindClient(standing.client)->made_at, Sequence{1});
  EXPECT_EQ(ledger_->FindSubject(standing.subject)->made_at, Sequence{2});
  EXPECT_EQ(ledger_->FindConsent(standing.consent)->made_at, Sequence{3});
  EXPECT_EQ(Grant(standing.grant).made_at, Sequence{4});
}

TEST_P(ContractTest, AClientIsMadeChangedCutAndDeleted) {
  const auto made = Commit(AClient("One"));
  const oauth::ClientId id = made->client;
  EXPECT_EQ(ledger_->FindClientProfile(id)->redirect_uris[1], "app:/back");
  oauth::ChangeClient change{*ledger_->FindClient(id), {"Two", {}}};
  change.client.enabled = false;
  change.client.resource_server = true;
  change.client.rotation_grace = oauth::kUntilUsed;
  change.client.seal_secret.fill(9);  // not an operator's to change
  ASSERT_TRUE(Commit(change));
  EXPECT_EQ(ledger_->FindClientProfile(id)->name, "Two");
  EXPECT_FALSE(ledger_->FindClient(id)->enabled);
  EXPECT_TRUE(ledger_->FindClient(id)->resource_server);
  EXPECT_EQ(ledger_->FindClient(id)->rotation_grace, oauth::kUntilUsed);
  EXPECT_EQ(ledger_->FindClient(id)->seal_secret[0], 3);
  EXPECT_EQ(ledger_->FindClient(id)->changed_at, Sequence{2});

  ASSERT_TRUE(Commit(oauth::CutClient{id, oauth::Reach::kAccess, oauth::Cause::kOperator}));
  EXPECT_EQ(ledger_->FindClient(id)->cut, (oauth::CutOffs{Sequence::kNone, Sequence{3}}));
  ASSERT_TRUE(Commit(oauth::CutClient{id, oauth::Reach::kAll, oauth::Cause::kOperator}));
  EXPECT_EQ(ledger_->FindClient(id)->cut, (oauth::CutOffs{Sequence{4}, Sequence{3}}));
  ASSERT_TRUE(Commit(oauth::DeleteClient{id}));
  EXPECT_TRUE(ledger_->FindClient(id)->deleted);
  EXPECT_EQ(ledger_->FindClient(id)->cut.all, Sequence{5});
  ExpectConflict(Commit(oauth::DeleteClient{id}));
  ExpectConflict(Commit(change));
}

TEST_P(ContractTest, ASubjectIsMadeChangedCutAndDeleted) {
  const oauth::SubjectId id = Commit(ASubject("One"))->subject;
  ASSERT_TRUE(Commit(ADisabledSubject(id, "Two")));
  EXPECT_EQ(ledger_->FindSubjectProfile(id)->name, "Two");
  EXPECT_FALSE(ledger_->FindSubject(id)->enabled);
  EXPECT_EQ(ledger_->FindSubject(id)->seal_secret[0], 5);
  ASSERT_TRUE(Commit(oauth::CutSubject{id, oauth::Reach::kAll, oauth::Cause::kMerchant}));
  EXPECT_EQ(ledger_->FindSubject(id)->cut.all, Sequence{3});
  ASSERT_TRUE(Commit(oauth::DeleteSubject{id}));
  EXPECT_TRUE(ledger_->FindSubject(id)->deleted);
  EXPECT_EQ(ledger_->FindSubject(id)->cut.all, Sequence{4});
}

TEST_P(ContractTest, EndingSessionsChangesTheSealSecretAlone) {
  const Standing standing = Settle(*ledger_);
  const auto before = ledger_->FindSubject(standing.subject).value();
  oauth::SealSecret fresh{};
  fresh.fill(77);
  ASSERT_TRUE(Commit(oauth::EndSessions{standing.subject, fresh, oauth::Cause::kOperator}));
  const auto after = ledger_->FindSubject(standing.subject).value();
  EXPECT_EQ(after.seal_secret, fresh);
  EXPECT_EQ(after.changed_at, ledger_->Known());
  EXPECT_EQ(after.cut.all, before.cut.all);
  EXPECT_EQ(after.cut.access, before.cut.access);
  EXPECT_TRUE(after.enabled);
  EXPECT_EQ(ledger_->FindGrant(standing.grant)->ended_at, Sequence::kNone);
  // A later change of the profile leaves it.
  ASSERT_TRUE(Commit(ADisabledSubject(standing.subject, "Two")));
  EXPECT_EQ(ledger_->FindSubject(standing.subject)->seal_secret, fresh);
  ASSERT_TRUE(Commit(oauth::DeleteSubject{standing.subject}));
  ExpectConflict(Commit(oauth::EndSessions{standing.subject, fresh, oauth::Cause::kOperator}));
}

TEST_P(ContractTest, AConsentKeepsItsAgeWhileItLives) {
  const Standing standing = Settle(*ledger_);
  const auto wider = Scopes("payments.read payments.write");
  ASSERT_TRUE(Commit(oauth::GiveConsent{standing.client, standing.subject, wider, FromUnix(9)}));
  auto consent = ledger_->FindConsent(standing.client, standing.subject).value();
  EXPECT_EQ(consent.id, standing.consent);
  EXPECT_EQ(consent.made_at, Sequence{3});
  EXPECT_EQ(consent.changed_at, Sequence{5});
  EXPECT_EQ(*consent.scopes, wider);
  EXPECT_EQ(consent.latest_grant, standing.grant);

  ASSERT_TRUE(
      Commit(oauth::CutConsent{standing.consent, oauth::Reach::kAll, oauth::Cause::kMerchant}));
  ASSERT_TRUE(Commit(oauth::GiveConsent{standing.client, standing.subject, wider, FromUnix(9)}));
  consent = ledger_->FindConsent(standing.consent).value();
  EXPECT_EQ(consent.cut.all, Sequence{6});
  EXPECT_EQ(consent.made_at, Sequence{7}) << "a dead one is made anew";
  EXPECT_EQ(consent.made_time, FromUnix(9));
}

TEST_P(ContractTest, GrantsOfAConsentAreAList) {
  const Standing standing = Settle(*ledger_);
  const auto second = Commit(AGrant(standing.client, standing.subject))->grant.value();
  EXPECT_EQ(second.id, GrantId{2});
  EXPECT_EQ(second.older_in_consent, standing.grant);
  EXPECT_EQ(second.consent, standing.consent);
  EXPECT_EQ(second.generation_at, second.made_at);
  EXPECT_EQ(second.generation_time, second.made_time);
  EXPECT_EQ(ledger_->FindConsent(standing.consent)->latest_grant, second.id);
  EXPECT_THAT(ledger_->ListGrants(GrantId::kNone, 10),
              testing::ElementsAre(GrantId{1}, GrantId{2}));
  EXPECT_THAT(ledger_->ListGrants(GrantId{1}, 10), testing::ElementsAre(GrantId{2}));
  EXPECT_THAT(ledger_->ListGrants(GrantId::kNone, 1), testing::ElementsAre(GrantId{1}));
  EXPECT_THAT(ledger_->ListConsentsOf(standing.subject), testing::ElementsAre(standing.consent));
}

TEST_P(ContractTest, AGrantWithoutItsConsentIsRefused) {
  const oauth::ClientId client = Commit(AClient())->client;
  const oauth::SubjectId subject = Commit(ASubject())->subject;
  ExpectConflict(Commit(AGrant(client, subject)));
  EXPECT_EQ(ledger_->Known(), Sequence{2}) << "a refused proposal leaves no gap";
}

TEST_P(ContractTest, AClientCredentialsGrantBecomesTheClientsOwn) {
  const oauth::ClientId client = Commit(AClient())->client;
  oauth::MakeGrant make = AGrant(client, oauth::SubjectId::kNone);
  make.grant.kind = oauth::GrantKind::kClientCredentials;
  const auto made = Commit(make);
  ASSERT_TRUE(made);
  EXPECT_EQ(made->grant->consent, oauth::ConsentId::kNone);
  EXPECT_EQ(ledger_->FindClient(client)->self_grant, made->grant->id);
}

TEST_P(ContractTest, AGrantIsWidenedRotatedCutAndEnded) {
  const Standing standing = Settle(*ledger_);
  const auto wider = Scopes("payments.read refunds.read");
  ASSERT_TRUE(Commit(oauth::WidenGrant{standing.grant, wider}));
  EXPECT_EQ(*Grant(standing.grant).scopes, wider);
  const auto rotated = Commit(oauth::RotateGrant{standing.grant, 1, FromUnix(5)});
  EXPECT_EQ(rotated->grant->generation, 1U);
  EXPECT_EQ(rotated->grant->generation_at, Sequence{6});
  EXPECT_EQ(rotated->grant->generation_time, FromUnix(5));
  ASSERT_TRUE(Commit(oauth::CutGrantAccess{standing.grant, oauth::Cause::kClient}));
  EXPECT_EQ(Grant(standing.grant).access_cut, Sequence{7});
  ASSERT_TRUE(Commit(oauth::EndGrant{standing.grant, oauth::Cause::kReplay}));
  ASSERT_TRUE(Commit(oauth::EndGrant{standing.grant, oauth::Cause::kClient}));
  EXPECT_EQ(Grant(standing.grant).ended_at, Sequence{8}) << "the first end counts";
  EXPECT_EQ(Grant(standing.grant).end_cause, oauth::Cause::kReplay);
  EXPECT_EQ(Grant(standing.grant).changed_at, Sequence{9});
  ExpectConflict(Commit(oauth::EndGrant{GrantId{77}, oauth::Cause::kClient}));
}

TEST_P(ContractTest, ACodeIsSpentOnce) {
  const Standing standing = Settle(*ledger_);
  const oauth::SpentCode code{oauth::CodeSerial{42},   standing.client,        GrantId::kNone, true,
                              FromUnix(1'700'000'000), FromUnix(1'700'000'030)};
  Proposal redeem = ConsentAndGrant(standing.client, standing.subject);
  redeem.preconditions.emplace_back(oauth::CodeIsUnspent{code.serial});
  redeem.changes.emplace_back(oauth::SpendCode{code});
  const auto redeemed = Commit(redeem);
  ASSERT_TRUE(redeemed);
  const auto spent = ledger_->FindSpentCode(code.serial).value();
  EXPECT_EQ(spent.grant, redeemed->grant->id) << "the grant made beside it";
  EXPECT_TRUE(spent.made_grant);
  EXPECT_EQ(spent.expires, code.expires);
  const Sequence before = ledger_->Known();
  ExpectConflict(Commit(redeem));
  ExpectConflict(Commit(oauth::SpendCode{code}));  // without the precondition too
  EXPECT_EQ(ledger_->Known(), before);
}

TEST_P(ContractTest, ATombstoneNamesOneToken) {
  const Standing standing = Settle(*ledger_);
  const oauth::RevokedToken token{standing.grant, oauth::TokenSerial{7}, FromUnix(1'800'000'000)};
  EXPECT_FALSE(ledger_->IsRevoked(token.grant, token.serial));
  ASSERT_TRUE(Commit(oauth::RevokeAccessToken{token}));
  EXPECT_TRUE(ledger_->IsRevoked(token.grant, token.serial));
  EXPECT_FALSE(ledger_->IsRevoked(token.grant, oauth::TokenSerial{8}));
  EXPECT_TRUE(Commit(oauth::RevokeAccessToken{token})) << "again is no harm";
}

TEST_P(ContractTest, TheServerIsCutAndItsClockAdvanced) {
  ASSERT_TRUE(Commit(oauth::CutServer{oauth::Reach::kAll, oauth::Cause::kOperator}));
  ASSERT_TRUE(Commit(oauth::CutServer{oauth::Reach::kAccess, oauth::Cause::kOperator}));
  ASSERT_TRUE(Commit(oauth::AdvanceClock{Seconds{90}}));
  EXPECT_EQ(ledger_->FindServer().cut, (oauth::CutOffs{Sequence{1}, Sequence{2}}));
  EXPECT_EQ(ledger_->FindServer().clock_offset, Seconds{90});
}

TEST_P(ContractTest, ANewKeyIssuesAndTheOldOneOpens) {
  EXPECT_EQ(Commit(oauth::MakeKey{})->key, 1);
  EXPECT_EQ(Commit(oauth::MakeKey{})->key, 2);
  const auto keys = ledger_->Keys();
  ASSERT_EQ(keys.size(), 2U);
  EXPECT_EQ(keys[0].state, oauth::KeyState::kOpen);
  EXPECT_EQ(keys[1].state, oauth::KeyState::kIssue);
  ASSERT_TRUE(Commit(oauth::ChangeKey{1, oauth::KeyState::kDead}));
  EXPECT_EQ(ledger_->Keys()[0].state, oauth::KeyState::kDead);
  ExpectConflict(Commit(oauth::ChangeKey{1, oauth::KeyState::kOpen}));
  ExpectConflict(Commit(oauth::ChangeKey{9, oauth::KeyState::kDead}));
}

TEST_P(ContractTest, PreconditionsHoldOrNothingHappens) {
  const Standing standing = Settle(*ledger_);
  const oauth::CutServer cut{oauth::Reach::kAccess, oauth::Cause::kOperator};
  const Sequence none = Sequence::kNone;
  ExpectConflict(CommitIf(oauth::ServerIsUnchanged{{Sequence{1}, none}}, cut));
  ExpectConflict(CommitIf(oauth::ClientIsUnchanged{standing.client, none}, cut));
  ExpectConflict(CommitIf(oauth::SubjectIsUnchanged{standing.subject, Sequence{1}}, cut));
  ExpectConflict(
      CommitIf(oauth::ConsentIsAsSeen{standing.client, standing.subject, none, {}, 0}, cut));
  ExpectConflict(CommitIf(
      oauth::LatestGrantIs{standing.client, standing.subject, oauth::GrantId::kNone}, cut));
  ExpectConflict(CommitIf(oauth::GrantIsUnchanged{standing.grant, Sequence{3}}, cut));
  ExpectConflict(CommitIf(oauth::GrantIsAtGeneration{standing.grant, 1}, cut));
  EXPECT_EQ(ledger_->Known(), Sequence{4});

  EXPECT_TRUE(CommitIf(oauth::ServerIsUnchanged{}, cut));
  EXPECT_TRUE(CommitIf(oauth::ClientIsUnchanged{standing.client, Sequence{1}}, cut));
  EXPECT_TRUE(CommitIf(oauth::SubjectIsUnchanged{standing.subject, Sequence{2}}, cut));
  EXPECT_TRUE(CommitIf(Seen(standing), cut));
  EXPECT_TRUE(
      CommitIf(oauth::LatestGrantIs{standing.client, standing.subject, standing.grant}, cut));
  EXPECT_TRUE(
      CommitIf(oauth::ConsentIsAsSeen{standing.client, oauth::SubjectId{9}, none, {}, 0}, cut));
  EXPECT_TRUE(CommitIf(oauth::GrantIsUnchanged{standing.grant, Sequence{4}}, cut));
  EXPECT_TRUE(CommitIf(oauth::GrantIsAtGeneration{standing.grant, 0}, cut));
}

// What ends a grant without touching it disturbs its rotation; a widening or an access cut-off does
// not.
TEST_P(ContractTest, ARotationNeedsALivingGrant) {
  const auto rotate = [this](const Standing& standing, std::uint32_t to) {
    return CommitIf(oauth::GrantIsAtGeneration{standing.grant, to - 1},
                    oauth::RotateGrant{standing.grant, to, FromUnix(5)});
  };
  const auto cause = oauth::Cause::kOperator;
  const auto all = oauth::Reach::kAll;
  Standing standing = Settle(*ledger_);
  ASSERT_TRUE(Commit(oauth::CutGrantAccess{standing.grant, cause}));
  ASSERT_TRUE(Commit(oauth::CutClient{standing.client, oauth::Reach::kAccess, cause}));
  EXPECT_TRUE(rotate(standing, 1));
  ASSERT_TRUE(Commit(oauth::EndGrant{standing.grant, cause}));
  ExpectConflict(rotate(standing, 2));
  standing = Settle(*ledger_);
  ASSERT_TRUE(Commit(oauth::CutConsent{standing.consent, all, cause}));
  ExpectConflict(rotate(standing, 1));
  standing = Settle(*ledger_);
  ASSERT_TRUE(Commit(oauth::CutClient{standing.client, all, cause}));
  ExpectConflict(rotate(standing, 1));
  standing = Settle(*ledger_);
  ASSERT_TRUE(Commit(oauth::DeleteSubject{standing.subject}));
  ExpectConflict(rotate(standing, 1));
  standing = Settle(*ledger_);
  ASSERT_TRUE(Commit(ADisabledSubject(standing.subject, "")));
  ExpectConflict(rotate(standing, 1));
  standing = Settle(*ledger_);
  ASSERT_TRUE(Commit(oauth::CutServer{all, cause}));
  ExpectConflict(rotate(standing, 1));
}

// What is decided on a consent as it was seen must not meet a later yes: neither one given after a
// withdrawal, nor one that has made a grant of its own.
TEST_P(ContractTest, AConsentGivenAnewIsNotTheOneThatWasSeen) {
  const oauth::CutServer cut{oauth::Reach::kAccess, oauth::Cause::kOperator};
  const Standing standing = Settle(*ledger_);
  const auto seen = [&] {
    const auto consent = ledger_->FindConsent(standing.consent).value();
    return oauth::ConsentIsNotRenewed{consent.id, consent.made_at, consent.latest_grant};
  };
  const auto first = seen();
  ASSERT_TRUE(Commit(ADisabledSubject(standing.subject, "")));
  ASSERT_TRUE(Commit(oauth::EndGrant{standing.grant, oauth::Cause::kOperator}));
  ASSERT_TRUE(
      Commit(oauth::CutConsent{standing.consent, oauth::Reach::kAll, oauth::Cause::kOperator}));
  EXPECT_TRUE(CommitIf(first, cut)) << "it has ended, and is still the same";
  ASSERT_TRUE(Commit(oauth::GiveConsent{standing.client, standing.subject, {}, FromUnix(5)}));
  ExpectConflict(CommitIf(first, cut));
  const auto second = seen();
  ASSERT_TRUE(CommitNow(*ledger_, ConsentAndGrant(standing.client, standing.subject)));
  EXPECT_EQ(seen().made_at, second.made_at);
  ExpectConflict(CommitIf(second, cut));
  EXPECT_TRUE(CommitIf(seen(), cut));
  auto gone = seen();
  gone.consent = oauth::ConsentId{99};
  ExpectConflict(CommitIf(gone, cut));
}

TEST_P(ContractTest, AProposalIsWholeOrNotAtAll) {
  const Standing standing = Settle(*ledger_);
  Proposal proposal;
  proposal.changes.emplace_back(oauth::EndGrant{standing.grant, oauth::Cause::kClient});
  proposal.changes.emplace_back(AClient("never"));
  proposal.changes.emplace_back(oauth::EndGrant{GrantId{99}, oauth::Cause::kClient});
  ExpectConflict(Commit(proposal));
  EXPECT_EQ(Grant(standing.grant).ended_at, Sequence::kNone);
  EXPECT_EQ(ledger_->Known(), Sequence{4});
  EXPECT_EQ(Commit(AClient())->client, oauth::ClientId{2}) << "no id was used up";
}

TEST_P(ContractTest, OneOfTwoRotationsInABatchWins) {
  const Standing standing = Settle(*ledger_);
  std::vector<PendingCommit> batch;
  std::vector<std::optional<oauth::CommitResult>> answers(3);
  for (std::size_t i = 0; i < answers.size(); ++i) {
    Proposal rotate;
    rotate.preconditions.emplace_back(oauth::GrantIsAtGeneration{standing.grant, 0});
    rotate.changes.emplace_back(oauth::RotateGrant{standing.grant, 1, FromUnix(5)});
    batch.push_back(
        {std::move(rotate), {}, [&answers, i](const auto& result) { answers[i] = result; }});
  }
  EXPECT_TRUE(ledger_->RunBatch(batch).empty());
  EXPECT_TRUE(answers[0]->has_value());
  ExpectConflict(*answers[1]);
  ExpectConflict(*answers[2]);
  EXPECT_EQ(Grant(standing.grant).generation, 1U);
  EXPECT_EQ(ledger_->Known(), Sequence{5});
}

TEST_P(ContractTest, OneOfTwoRedemptionsInABatchWins) {
  const Standing standing = Settle(*ledger_);
  std::vector<PendingCommit> batch;
  std::vector<std::optional<oauth::CommitResult>> answers(2);
  for (std::size_t i = 0; i < answers.size(); ++i) {
    Proposal redeem = ConsentAndGrant(standing.client, standing.subject);
    redeem.preconditions.emplace_back(oauth::CodeIsUnspent{oauth::CodeSerial{5}});
    redeem.changes.emplace_back(oauth::SpendCode{{oauth::CodeSerial{5}, {}, {}, false, {}, {}}});
    batch.push_back(
        {std::move(redeem), {}, [&answers, i](const auto& result) { answers[i] = result; }});
  }
  EXPECT_TRUE(ledger_->RunBatch(batch).empty());
  ASSERT_TRUE(answers[0]->has_value());
  ExpectConflict(*answers[1]);
  EXPECT_EQ(ledger_->ListGrants(GrantId::kNone, 10).size(), 2U);
}

// A merchant's disconnect and the app's redemption in one batch: what was approved before must not
// come after.
TEST_P(ContractTest, AConsentThatWasCutEarlierInTheBatchIsChanged) {
  const Standing standing = Settle(*ledger_);
  std::vector<std::optional<oauth::CommitResult>> answers(2);
  Proposal cut;
  cut.changes.emplace_back(
      oauth::CutConsent{standing.consent, oauth::Reach::kAll, oauth::Cause::kMerchant});
  Proposal redeem = ConsentAndGrant(standing.client, standing.subject);
  redeem.preconditions.emplace_back(Seen(standing));
  std::vector<PendingCommit> batch{
      {std::move(cut), {}, [&answers](const auto& result) { answers[0] = result; }},
      {std::move(redeem), {}, [&answers](const auto& result) { answers[1] = result; }}};
  EXPECT_TRUE(ledger_->RunBatch(batch).empty());
  ASSERT_TRUE(answers[0]->has_value());
  ExpectConflict(*answers[1]);
}

// A forced consent: given anew in the commit that cut it, it lives.
TEST_P(ContractTest, AConsentThatIsCutAndGivenInOneCommitLives) {
  const Standing standing = Settle(*ledger_);
  Proposal forced = ConsentAndGrant(standing.client, standing.subject);
  forced.changes.insert(
      forced.changes.begin(),
      oauth::CutConsent{standing.consent, oauth::Reach::kAll, oauth::Cause::kSuperseded});
  ASSERT_TRUE(Commit(forced));
  const auto consent = ledger_->FindConsent(standing.consent);
  EXPECT_GT(Number(consent->made_at), Number(consent->cut.all));
}

TEST_P(ContractTest, AnEmptyProposalOnlyChecks) {
  const Standing standing = Settle(*ledger_);
  Proposal check;
  check.preconditions.emplace_back(oauth::GrantIsAtGeneration{standing.grant, 0});
  EXPECT_EQ(Commit(check)->sequence, Sequence{4});
  check.preconditions.emplace_back(oauth::GrantIsAtGeneration{standing.grant, 3});
  ExpectConflict(Commit(check));
}

TEST_P(ContractTest, NothingIsCommittedAfterClose) {
  ledger_->Close();
  const auto late = Commit(AClient());
  ASSERT_FALSE(late.has_value());
  EXPECT_EQ(late.error(), CommitFailure::kUnavailable);
}

TEST_P(ContractTest, ManyThreadsCommitAndSeeWhatWasAnswered) {
  const Standing standing = Settle(*ledger_);
  std::vector<std::thread> threads;
  std::atomic<int> wins{0};
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      for (int round = 0; round < 50; ++round) {
        const std::uint32_t generation = ledger_->FindGrant(standing.grant)->generation;
        const auto result =
            CommitNow(*ledger_, Proposal{{oauth::GrantIsAtGeneration{standing.grant, generation}},
                                         {oauth::RotateGrant{standing.grant, generation + 1, {}}}});
        if (!result) continue;
        ++wins;
        EXPECT_GT(ledger_->FindGrant(standing.grant)->generation, generation);
        EXPECT_GE(Number(ledger_->Known()), Number(result->sequence));
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(Grant(standing.grant).generation, static_cast<std::uint32_t>(wins.load()));
  EXPECT_EQ(Number(ledger_->Known()), 4U + static_cast<unsigned>(wins.load()));
}

// Whoever finds no grant where a record names one takes it for the first and makes a second.
TEST_P(ContractTest, AGrantIsSeenNoLaterThanWhatNamesIt) {
  const Standing standing = Settle(*ledger_);
  oauth::MakeGrant own = AGrant(standing.client, oauth::SubjectId::kNone);
  own.grant.kind = oauth::GrantKind::kClientCredentials;
  std::atomic<bool> done{false};
  std::atomic<int> missing{0};
  std::thread reader([&] {
    while (!done) {
      const auto client = ledger_->FindClient(standing.client);
      if (client->self_grant != GrantId::kNone && !ledger_->FindGrant(client->self_grant)) {
        ++missing;
      }
      const auto consent = ledger_->FindConsent(standing.client, standing.subject);
      if (!ledger_->FindGrant(consent->latest_grant)) ++missing;
    }
  });
  const int rounds = GetParam() == Medium::kMemory ? 5000 : 200;
  for (int round = 0; round < rounds; ++round) {
    EXPECT_TRUE(Commit(own));
    EXPECT_TRUE(Commit(AGrant(standing.client, standing.subject)));
  }
  done = true;
  reader.join();
  EXPECT_EQ(missing, 0);
}

}  // namespace
}  // namespace writ::store
