// What a store's rows are authenticated by.
#pragma once

#include <array>
#include <cstdint>

#include "base/siphash.h"

namespace writ::store {

// Derived from the master key by whoever opens the store, which never sees the master key itself.
// There is none by default: a key that everybody knows would protect nothing.
struct StoreKey {
  using Check = std::array<std::uint8_t, 16>;

  StoreKey(const SipHashKey& of_rows, const SipHashKey& of_sums, const Check& of_store)
      : rows(of_rows), sums(of_sums), check(of_store) {}

  SipHashKey rows;  // MACs of rows
  SipHashKey sums;  // what a table adds up to
  Check check;      // kept in the store: it says which key is its own
};

// Why a store from before rows had MACs may take the key that it is opened with.
enum class KeyTrust : std::uint8_t {
  kNone,      // nobody said which key it is
  kOther,     // another one was named beside the store
  kNamed,     // this one was named beside the store
  kOperator,  // the operator says that it is this one
};

}  // namespace writ::store
