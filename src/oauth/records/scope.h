// Scopes: the permissions a token may carry (RFC 6749 §3.3), as sets over one catalogue that only
// ever grows at its end.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace writ::oauth {

// A permission that a merchant can grant: its wire name and what it lets an app do, in plain
// English.
struct Permission {
  std::string_view id;
  std::string_view description;
};

// Every permission, in catalogue order; a permission's index is frozen, since tokens seal it. At
// most 128.
[[nodiscard]] std::span<const Permission> Permissions();

// The index of the permission named `id`, or nothing.
[[nodiscard]] std::optional<std::uint8_t> FindPermission(std::string_view id);

// A set of permissions, by catalogue index below 128.
class ScopeSet {
 public:
  constexpr ScopeSet() = default;
  constexpr ScopeSet(std::uint64_t low, std::uint64_t high) : words_{low, high} {}

  // All permissions of the catalogue.
  [[nodiscard]] static ScopeSet All();

  constexpr void Add(std::uint8_t index) {
    words_[index >> 6U] |= std::uint64_t{1} << (index & 63U);
  }
  [[nodiscard]] constexpr bool Has(std::uint8_t index) const {
    return ((words_[index >> 6U] >> (index & 63U)) & 1U) != 0;
  }
  [[nodiscard]] constexpr bool Empty() const { return (words_[0] | words_[1]) == 0; }
  [[nodiscard]] constexpr bool Covers(const ScopeSet& other) const {
    return (other.words_[0] & ~words_[0]) == 0 && (other.words_[1] & ~words_[1]) == 0;
  }
  [[nodiscard]] constexpr ScopeSet Intersect(const ScopeSet& other) const {
    return {words_[0] & other.words_[0], words_[1] & other.words_[1]};
  }
  [[nodiscard]] constexpr std::uint64_t Low() const { return words_[0]; }
  [[nodiscard]] constexpr std::uint64_t High() const { return words_[1]; }

  friend constexpr bool operator==(const ScopeSet&, const ScopeSet&) = default;

 private:
  std::array<std::uint64_t, 2> words_{};
};

// An ordered list of permissions that only grows at its end, so that a token can say "the first n".
// The store interns lists: a pointer to one stays valid for the life of the process.
struct ScopeList {
  std::uint8_t size = 0;
  std::array<std::uint8_t, 128> indexes{};

  // The first `count` as a set; all of them when there are fewer.
  [[nodiscard]] ScopeSet First(std::uint8_t count) const;
  [[nodiscard]] ScopeSet Set() const { return First(size); }
  // This list with those of `more` that it lacks appended in their order; of a set, in catalogue
  // order.
  [[nodiscard]] ScopeList With(const ScopeList& more) const;
  [[nodiscard]] ScopeList With(const ScopeSet& more) const;
  // The number n for which First(n) == `set`, if there is one.
  [[nodiscard]] std::optional<std::uint8_t> CountOf(const ScopeSet& set) const;

  friend bool operator==(const ScopeList&, const ScopeList&) = default;
};

// Reads a `scope` parameter: names apart by single or repeated spaces, repeats folded, in the order
// given. Nothing when a name is not in the catalogue; an empty list for an empty text.
[[nodiscard]] std::optional<ScopeList> ParseScope(std::string_view text);

// The wire form of `set`, in the order of `list`.
[[nodiscard]] std::string FormatScope(const ScopeSet& set, const ScopeList& list);
// The same in catalogue order.
[[nodiscard]] std::string FormatScope(const ScopeSet& set);

}  // namespace writ::oauth
