// Scopes (RFC 6749 §3.3) as numbers: sets of them, and ordered lists. What each number stands for
// is the catalogue's to say (oauth/catalogue.h). All here is thread-safe but what says otherwise.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace writ::oauth {

// A scope's place in the catalogue, below kScopesMax: given once and never reused.
using ScopeIndex = std::uint16_t;

// How many scopes a catalogue can have, retired ones included.
inline constexpr std::size_t kScopesMax = 512;
// How many one request may name and one grant may have; more is `invalid_scope`.
inline constexpr std::size_t kScopesTogetherMax = 128;

class ScopeSet {
 public:
  using Words = std::array<std::uint64_t, kScopesMax / 64>;

  constexpr ScopeSet() = default;
  constexpr explicit ScopeSet(const Words& words) : words_(words) {}

  constexpr void Add(ScopeIndex index) { words_[index >> 6U] |= std::uint64_t{1} << (index & 63U); }
  constexpr void Drop(ScopeIndex index) {
    words_[index >> 6U] &= ~(std::uint64_t{1} << (index & 63U));
  }
  [[nodiscard]] constexpr bool Has(ScopeIndex index) const {
    return ((words_[index >> 6U] >> (index & 63U)) & 1U) != 0;
  }
  [[nodiscard]] constexpr bool Empty() const { return *this == ScopeSet(); }
  [[nodiscard]] constexpr std::size_t Count() const {
    std::size_t count = 0;
    for (const std::uint64_t word : words_) count += static_cast<std::size_t>(std::popcount(word));
    return count;
  }
  [[nodiscard]] constexpr bool Covers(const ScopeSet& other) const {
    std::uint64_t missing = 0;
    for (std::size_t i = 0; i < words_.size(); ++i) missing |= other.words_[i] & ~words_[i];
    return missing == 0;
  }
  [[nodiscard]] constexpr ScopeSet Intersect(const ScopeSet& other) const {
    ScopeSet both;
    for (std::size_t i = 0; i < words_.size(); ++i) both.words_[i] = words_[i] & other.words_[i];
    return both;
  }
  // 64 scopes a word, the lowest index in the lowest bit.
  [[nodiscard]] constexpr const Words& AsWords() const { return words_; }

  friend constexpr bool operator==(const ScopeSet&, const ScopeSet&) = default;

 private:
  Words words_{};
};

// Some entries of a list, by their places in it.
struct ScopePlaces {
  std::array<std::uint64_t, 2> words{};

  constexpr void Add(std::size_t place) { words[place >> 6U] |= std::uint64_t{1} << (place & 63U); }
  [[nodiscard]] constexpr bool Has(std::size_t place) const {
    return ((words[place >> 6U] >> (place & 63U)) & 1U) != 0;
  }
  // How many there are, if they are the first ones.
  [[nodiscard]] std::optional<std::uint8_t> AsFirst() const;

  friend constexpr bool operator==(const ScopePlaces&, const ScopePlaces&) = default;
};

// An ordered list of scopes, each once, that only grows at its end, so that a token can say "the
// first n".
struct ScopeList {
  std::uint8_t size = 0;  // up to kScopesTogetherMax
  std::array<ScopeIndex, kScopesTogetherMax> indexes{};

  // The first `count` as a set; all of them when there are fewer.
  [[nodiscard]] ScopeSet First(std::size_t count) const;
  [[nodiscard]] ScopeSet Set() const { return First(size); }
  // Those in `places`; a place beyond the end is none.
  [[nodiscard]] ScopeSet At(const ScopePlaces& places) const;
  // Where those of `set` stand; what is not in the list is passed over.
  [[nodiscard]] ScopePlaces PlacesOf(const ScopeSet& set) const;
  // This list with those of `more` that it lacks appended in their order. Nothing when that would
  // be more than kScopesTogetherMax.
  [[nodiscard]] std::optional<ScopeList> With(const ScopeList& more) const;

  friend bool operator==(const ScopeList&, const ScopeList&) = default;
};

// The scopes of `set` by index; nothing when there are more than kScopesTogetherMax.
[[nodiscard]] std::optional<ScopeList> ListOf(const ScopeSet& set);

// What a client may ask for at all.
struct AllowedScopes {
  bool every = false;  // all of the catalogue, those that are made later too; `set` is then empty
  ScopeSet set;

  [[nodiscard]] bool Covers(const ScopeSet& asked) const { return every || set.Covers(asked); }
  // Those of `offered` that are allowed.
  [[nodiscard]] ScopeSet Of(const ScopeSet& offered) const {
    return every ? offered : set.Intersect(offered);
  }

  friend constexpr bool operator==(const AllowedScopes&, const AllowedScopes&) = default;
};

// The one form of what is allowed: with `every`, no set beside.
[[nodiscard]] constexpr AllowedScopes Settled(const AllowedScopes& allowed) {
  return allowed.every ? AllowedScopes{true, {}} : allowed;
}

// What each index is called: names are given once, in order, and never change or leave, so a check
// reads them without asking for a catalogue.
class ScopeNames {
 public:
  // `index` must have a name that was given before whatever told the caller of it was published.
  [[nodiscard]] std::string_view Of(ScopeIndex index) const { return names_[index]; }
  // One writer; a name that is there already stays.
  void Give(ScopeIndex index, std::string_view name) {
    if (names_[index].empty()) names_[index] = name;
  }

 private:
  std::array<std::string, kScopesMax> names_;
};

}  // namespace writ::oauth
