// When what readers may still see can be freed, although they take no lock.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

namespace writ::store {

// Any number of threads read at any time; one writer takes things away. Who reads says so for as
// long as it follows pointers; what the writer took away is freed when nobody who might have found
// it still reads. Neither waits for the other, however many read.
//
// What must hold for that: within a Reading, the way to what may be freed is loaded by a
// sequentially consistent operation. Then a Reading either is counted before the writer looks at
// the counts, or does not find what was taken away before.
class Readers {
  static constexpr std::size_t kStripes = 64;
  // Readers begin in one of two counts in turn, so that each count comes to zero although there
  // always is a reader. A cache line each, so that threads do not take one from each other.
  struct alignas(64) Stripe {
    std::array<std::atomic<std::uint32_t>, 2> inside{};
  };

 public:
  // Within its life nothing that was found is freed. Keep it short: a look-up, not a request.
  class Reading {
   public:
    explicit Reading(std::atomic<std::uint32_t>& inside) : inside_(inside) {
      inside_.fetch_add(1, std::memory_order_seq_cst);
    }
    Reading(const Reading&) = delete;
    Reading& operator=(const Reading&) = delete;
    ~Reading() { inside_.fetch_sub(1, std::memory_order_release); }

   private:
    std::atomic<std::uint32_t>& inside_;
  };

  Readers() = default;
  Readers(const Readers&) = delete;
  Readers& operator=(const Readers&) = delete;
  ~Readers() { End(); }

  [[nodiscard]] Reading Enter() const {
    const unsigned turn = turn_.load(std::memory_order_relaxed);
    return Reading(stripes_.at(StripeOfThread()).inside.at(turn));
  }

  // ---- the writer's
  // Calls `free` when no Reading is left that began before now. No reader can find it any more.
  void Retire(std::function<void()> free);
  // Frees what can be freed by now; never waits.
  void Collect();
  // Frees all that was retired: nobody reads any more. What `free` refers to must still be there.
  void End();

 private:
  [[nodiscard]] static std::size_t StripeOfThread() {
    static std::atomic<std::size_t> next{0};
    thread_local const std::size_t stripe = next.fetch_add(1) % kStripes;
    return stripe;
  }
  static void Free(std::vector<std::function<void()>>& retired);

  mutable std::array<Stripe, kStripes> stripes_;
  std::atomic<unsigned> turn_{0};             // which count a Reading begins in
  std::vector<std::function<void()>> fresh_;  // retired since the last turn
  std::vector<std::function<void()>> older_;  // retired in the turn before it
};

}  // namespace writ::store
