#include "store/state/readers.h"

#include <algorithm>
#include <utility>

namespace writ::store {

void Readers::End() {
  Free(older_);
  Free(fresh_);
}

void Readers::Free(std::vector<std::function<void()>>& retired) {
  for (const auto& free : std::exchange(retired, {})) free();
}

void Readers::Retire(std::function<void()> free) { fresh_.push_back(std::move(free)); }

void Readers::Collect() {
  if (fresh_.empty() && older_.empty()) return;
  std::atomic_thread_fence(std::memory_order_seq_cst);
  const unsigned other = 1 - turn_.load(std::memory_order_relaxed);
  const bool read = std::any_of(stripes_.begin(), stripes_.end(), [other](const Stripe& stripe) {
    return stripe.inside.at(other).load(std::memory_order_seq_cst) != 0;
  });
  if (read) return;
  // What is in `older_` has seen the other count at zero at the turn before, and this one now: who
  // read when it was retired has ended. A late Reading may still begin in the count of an old turn;
  // it finds nothing that was retired before.
  Free(older_);
  older_.swap(fresh_);
  turn_.store(other, std::memory_order_relaxed);
}

}  // namespace writ::store
