#include "oauth/records/scope.h"

#include <algorithm>

namespace writ::oauth {

namespace {

// Mollie's permissions (https://docs.mollie.com/docs/permissions); the descriptions are ours.
// Append only.
constexpr std::array<Permission, 61> kPermissions{{
    {"balances.read", "See your balances"},
    {"balance-reports.read", "See reports about your balances"},
    {"balance-transfers.read", "See transfers between balances"},
    {"balance-transfers.write", "Move money between balances"},
    {"business-account-draft-transfers.read", "See prepared bank transfers"},
    {"business-account-draft-transfers.write", "Prepare bank transfers"},
    {"business-account-payee-verifications.write", "Check the names of payees"},
    {"business-account-transfers.read", "See transfers of your business account"},
    {"business-account-transfers.write", "Make transfers from your business account"},
    {"business-accounts.read", "See your business accounts"},
    {"clients.read", "See the merchants that you manage"},
    {"clients.write", "Change the merchants that you manage"},
    {"customers.read", "See your customers"},
    {"customers.write", "Add and change your customers"},
    {"disputes.read", "See disputes about payments"},
    {"disputes.write", "Answer disputes about payments"},
    {"events.read", "See what happened in your account"},
    {"external-accounts.read", "See your linked bank accounts"},
    {"external-accounts.write", "Link and change bank accounts"},
    {"files.read", "See your files"},
    {"files.write", "Upload files"},
    {"invoices.read", "See your invoices"},
    {"mandates.read", "See your customers' payment mandates"},
    {"mandates.write", "Add and withdraw payment mandates"},
    {"onboarding.read", "See how far your registration is"},
    {"onboarding.write", "Hand in details for your registration"},
    {"orders.read", "See your orders"},
    {"orders.write", "Add and change your orders"},
    {"organizations.read", "See your organization's details"},
    {"organizations.write", "Change your organization's details"},
    {"payment-links.read", "See your payment links"},
    {"payment-links.write", "Make payment links"},
    {"payments.read", "See your payments, chargebacks and payment methods"},
    {"payments.write", "Take payments"},
    {"payouts.read", "See your payouts"},
    {"payouts.write", "Change your payouts"},
    {"persons.read", "See the people of your organization"},
    {"persons.write", "Change the people of your organization"},
    {"pricing-rates.read", "See your rates"},
    {"pricing-rates.write", "Change your rates"},
    {"pricing-segments.read", "See your pricing segments"},
    {"pricing-segments.write", "Change your pricing segments"},
    {"profiles.read", "See your website profiles"},
    {"profiles.write", "Add and change your website profiles"},
    {"refunds.read", "See your refunds"},
    {"refunds.write", "Refund payments"},
    {"sales-invoices.read", "See your sales invoices"},
    {"sales-invoices.write", "Make sales invoices"},
    {"sessions.read", "See checkout sessions"},
    {"sessions.write", "Start checkout sessions"},
    {"settlements.read", "See your settlements"},
    {"shipments.read", "See your shipments"},
    {"shipments.write", "Add and change shipments"},
    {"subscriptions.read", "See your customers' subscriptions"},
    {"subscriptions.write", "Start and stop subscriptions"},
    {"terminals.read", "See your payment terminals"},
    {"terminals.write", "Change your payment terminals"},
    {"unmatched-credit-transfers.read", "See bank transfers without a payment"},
    {"unmatched-credit-transfers.write", "Match bank transfers to payments"},
    {"webhooks.read", "See your webhooks"},
    {"webhooks.write", "Add and change webhooks"},
}};
static_assert(kPermissions.size() <= 96);

}  // namespace

std::span<const Permission> Permissions() { return kPermissions; }

std::optional<std::uint8_t> FindPermission(std::string_view id) {
  const auto* found =
      std::find_if(kPermissions.begin(), kPermissions.end(),
                   [&](const Permission& permission) { return permission.id == id; });
  if (found == kPermissions.end()) return std::nullopt;
  return static_cast<std::uint8_t>(found - kPermissions.begin());
}

ScopeSet ScopeSet::All() {
  ScopeSet all;
  for (std::size_t i = 0; i < kPermissions.size(); ++i) all.Add(static_cast<std::uint8_t>(i));
  return all;
}

ScopeSet ScopeList::First(std::uint8_t count) const {
  ScopeSet set;
  for (std::uint8_t i = 0; i < std::min(count, size); ++i) set.Add(indexes[i]);
  return set;
}

ScopeList ScopeList::With(const ScopeList& more) const {
  ScopeList list = *this;
  const ScopeSet have = Set();
  for (std::uint8_t i = 0; i < more.size; ++i) {
    if (!have.Has(more.indexes[i])) list.indexes[list.size++] = more.indexes[i];
  }
  return list;
}

ScopeList ScopeList::With(const ScopeSet& more) const {
  ScopeList list = *this;
  const ScopeSet have = Set();
  for (std::size_t i = 0; i < indexes.size(); ++i) {
    const auto index = static_cast<std::uint8_t>(i);
    if (more.Has(index) && !have.Has(index)) list.indexes[list.size++] = index;
  }
  return list;
}

std::optional<std::uint8_t> ScopeList::CountOf(const ScopeSet& set) const {
  ScopeSet first;
  if (first == set) return std::uint8_t{0};
  for (std::uint8_t count = 1; count <= size; ++count) {
    first.Add(indexes[count - 1U]);
    if (first == set) return count;
  }
  return std::nullopt;
}

std::optional<ScopeList> ParseScope(std::string_view text) {
  ScopeList list;
  ScopeSet seen;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    if (end != 0) {
      const auto index = FindPermission(text.substr(0, end));
      if (!index) return std::nullopt;
      if (!seen.Has(*index)) list.indexes[list.size++] = *index;
      seen.Add(*index);
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return list;
}

std::string FormatScope(const ScopeSet& set, const ScopeList& list) {
  std::string text;
  for (std::uint8_t i = 0; i < list.size; ++i) {
    if (!set.Has(list.indexes[i])) continue;
    if (!text.empty()) text += ' ';
    text += kPermissions.at(list.indexes[i]).id;
  }
  return text;
}

std::string FormatScope(const ScopeSet& set) { return FormatScope(set, ScopeList{}.With(set)); }

}  // namespace writ::oauth
