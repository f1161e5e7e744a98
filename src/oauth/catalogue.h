// The catalogue: every scope that the server knows, as records that the platform makes, changes and
// retires. A snapshot is immutable, so thread-safe, and shared by pointer.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "oauth/errors.h"
#include "oauth/records/ids.h"
#include "oauth/records/scope.h"

namespace writ::oauth {

// One text in several languages.
class LocalTexts {
 public:
  // The text for every locale that has none of its own goes by the name "".
  using Entry = std::pair<std::string, std::string>;  // locale, text
  // Replaces the text that `locale` had.
  void Set(std::string_view locale, std::string_view text);
  // The text for `locale` (e.g. nl_BE): its own, else that of the first locale of its language,
  // else the one for every locale, else an English one, else the first. Empty when there is none.
  [[nodiscard]] std::string_view In(std::string_view locale) const;
  [[nodiscard]] const std::vector<Entry>& Entries() const { return entries_; }
  [[nodiscard]] bool Empty() const { return entries_.empty(); }

  friend bool operator==(const LocalTexts&, const LocalTexts&) = default;

 private:
  std::vector<Entry> entries_;
};

// What a scope lets an app do to what it names; the number is stored.
enum class ScopeAccess : std::uint8_t { kRead = 1, kChange = 2 };
[[nodiscard]] std::string_view NameOf(ScopeAccess access);
[[nodiscard]] std::optional<ScopeAccess> ParseScopeAccess(std::string_view name);

struct Scope {
  ScopeIndex index = 0;
  std::string name;        // a scope-token (RFC 6749 §3.3) of 1 to kScopeNameMax characters
  std::string group;       // those of one name are shown together
  LocalTexts group_title;  // the heading above them; empty: the group's name
  LocalTexts title;        // empty: the name
  LocalTexts description;  // continues "the app will be able to"; not empty
  ScopeAccess access = ScopeAccess::kChange;
  bool sensitive = false;   // never folded away when somebody is asked for it
  std::uint32_t order = 0;  // where people see it, lowest first; equals by index
  bool retired = false;     // readable on old tokens; cannot be asked for

  friend bool operator==(const Scope&, const Scope&) = default;
};

// A scope as somebody wants it; its index and `scope.retired` mean nothing.
struct WantedScope {
  Scope scope;
  std::optional<bool> retired;  // absent: as it is, and a new one is not
};
struct WantedGroup {
  std::string name;
  LocalTexts title;
};
// Gives each scope the title of its group, and those whose order is 0 one by their place: groups as
// they are listed, the others behind them as they come, and in a group as `scopes` has them.
void Arrange(std::span<const WantedGroup> groups, std::span<WantedScope> scopes);

inline constexpr std::uint32_t kScopeOrderMax = 1'000'000;
inline constexpr std::size_t kScopeNameMax = 100;
inline constexpr std::size_t kScopeGroupMax = 64;         // code points
inline constexpr std::size_t kScopeTitleMax = 100;        // code points
inline constexpr std::size_t kScopeDescriptionMax = 300;  // code points
inline constexpr std::size_t kScopeLocalesMax = 32;       // of one text

// Whether `name` is a scope-token that we take.
[[nodiscard]] bool IsScopeName(std::string_view name);
// Whether every field is within its limits. The error names the field and what it must be.
[[nodiscard]] Result<void> CheckScope(const Scope& scope);

class Catalogue {
 public:
  using Pointer = std::shared_ptr<const Catalogue>;

  Catalogue() = default;
  // Scopes with the indexes 0, 1, 2, … in this order, their names distinct, at most kScopesMax.
  // `changed_at` is the sequence of the latest change to any of them.
  explicit Catalogue(std::vector<std::shared_ptr<const Scope>> scopes,
                     Sequence changed_at = Sequence::kNone);

  // Null when there is none.
  [[nodiscard]] const Scope* Find(ScopeIndex index) const {
    return index < scopes_.size() ? scopes_[index].get() : nullptr;
  }
  [[nodiscard]] const Scope* Find(std::string_view name) const;

  // By index; retired ones too.
  [[nodiscard]] std::span<const std::shared_ptr<const Scope>> All() const { return scopes_; }
  // As people see them: by order, those of one group together where its first one stands.
  [[nodiscard]] std::span<const Scope* const> InOrder() const { return in_order_; }
  // Those that can be asked for: all that are not retired.
  [[nodiscard]] const ScopeSet& Offered() const { return offered_; }
  [[nodiscard]] Sequence ChangedAt() const { return changed_at_; }

  // Reads the `scope` of a request: names separated by one or more spaces, repeats folded, in the
  // order given; an empty list for an empty text. kScopeUnknown: a name is not in the catalogue, or
  // retired. kScopeTooMany: more than kScopesTogetherMax.
  [[nodiscard]] Result<ScopeList, ErrorCode> Parse(std::string_view text) const;
  // Reads a list that was agreed on before, which may have retired scopes. Nothing when a name is
  // not in the catalogue or there are too many.
  [[nodiscard]] std::optional<ScopeList> ParseKnown(std::string_view text) const;
  // Likewise a set, of any size.
  [[nodiscard]] std::optional<ScopeSet> ParseKnownSet(std::string_view text) const;

  // The wire form of `set`, in the order of `list`.
  [[nodiscard]] std::string Format(const ScopeSet& set, const ScopeList& list) const;
  [[nodiscard]] std::string Format(const ScopeList& list) const { return Format(list.Set(), list); }
  // The same by index.
  [[nodiscard]] std::string Format(const ScopeSet& set) const;

  // This catalogue with `scope` in the place of the one with its index, or as the next one.
  [[nodiscard]] Catalogue With(Scope scope, Sequence changed_at) const;

 private:
  [[nodiscard]] std::size_t FirstNotBefore(std::string_view name) const;

  std::vector<std::shared_ptr<const Scope>> scopes_;
  std::vector<const Scope*> by_name_;
  std::vector<const Scope*> in_order_;
  ScopeSet offered_;
  Sequence changed_at_ = Sequence::kNone;
};

}  // namespace writ::oauth
