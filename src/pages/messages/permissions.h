// What each permission lets an app do, in every language of the people's pages, and the headings
// under which they stand.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "pages/messages/locale.h"

namespace writ::pages {

// In the order in which a page shows them.
enum class PermissionGroup : std::uint8_t {
  kPayments,
  kCustomers,
  kOrders,
  kBalances,
  kBank,
  kOrganization,
  kTechnical,
};
inline constexpr std::size_t kPermissionGroupCount = 7;

// The group of the permission at `index` of the catalogue (oauth/records/scope.h), which must
// exist.
[[nodiscard]] PermissionGroup GroupOf(std::uint8_t index);

// Its heading.
[[nodiscard]] std::string_view NameOf(PermissionGroup group, Language language);

// The sentence for the permission at `index` of the catalogue, which must exist: an infinitive that
// continues "so it can …".
[[nodiscard]] std::string_view PermissionText(std::uint8_t index, Language language);

enum class Access : std::uint8_t { kRead, kChange };

// Whether the permission at `index` lets an app read or change something.
[[nodiscard]] Access AccessOf(std::uint8_t index);

// Whether it can move the merchant's money or change who gets it, or how much of it. A page never
// folds such a permission away.
[[nodiscard]] bool IsSensitive(std::uint8_t index);

// The catalogue's name of the row that those answers come from; a test holds the two tables
// together.
[[nodiscard]] std::string_view PermissionRow(std::uint8_t index);
[[nodiscard]] std::size_t PermissionRowCount();

}  // namespace writ::pages
