// What a thread keeps of several owners, such as a cipher's context of each engine: those that it
// used last.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

namespace writ {

// Says which owner something is of: no other in this process has, or had, the same number.
// Thread-safe.
[[nodiscard]] inline std::uint64_t NextOwnerNumber() {
  static std::atomic<std::uint64_t> last{0};
  return last.fetch_add(1, std::memory_order_relaxed) + 1;
}

// Of one thread; not thread-safe. Beyond `kMax` owners the one that was not used for longest is let
// go. Get of the owner that was used last is one comparison.
template <typename Value, std::size_t kMax>
class KeptByThread {
 public:
  // The owner's, made by `make` (which gives a std::unique_ptr) if there is none. Stays where it is
  // until kMax other owners were asked for.
  template <typename Make>
  Value& Get(std::uint64_t owner, Make make) {
    if (!kept_.empty() && kept_.front().first == owner) return *kept_.front().second;
    return Fetch(owner, std::move(make));
  }

 private:
  using Kept = std::pair<std::uint64_t, std::unique_ptr<Value>>;

  template <typename Make>
  [[gnu::noinline]] Value& Fetch(std::uint64_t owner, Make make) {
    const auto is_owners = [&](const Kept& kept) { return kept.first == owner; };
    auto found = std::find_if(kept_.begin(), kept_.end(), is_owners);
    if (found == kept_.end()) {
      if (kept_.size() == kMax) kept_.pop_back();
      found = kept_.insert(kept_.end(), {owner, make()});
    }
    std::rotate(kept_.begin(), found, found + 1);
    return *kept_.front().second;
  }

  std::vector<Kept> kept_;  // the one used last first
};

}  // namespace writ
