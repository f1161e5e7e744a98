// The key of every store that tests make.
#pragma once

#include "store/log/store_key.h"

namespace writ::store {

inline StoreKey TestKey() {
  StoreKey key({}, {}, {});
  key.rows.fill(1);
  key.sums.fill(2);
  key.check.fill(3);
  return key;
}

}  // namespace writ::store
