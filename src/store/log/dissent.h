// Whether the records agree with an event that they have taken.
#pragma once

#include <cstdint>
#include <optional>

#include "oauth/event.h"
#include "store/log/overlay.h"

namespace writ::store {

// A row that does not say what an event says.
struct Dissent {
  const char* table;
  std::uint64_t key;
};

// The first record that `event` changed and that says otherwise, or nothing. `event` is folded into
// `records`, and so may be later ones: what an event makes stays, what it ends stays ended, and
// only of a record that nothing changed since is the rest compared.
[[nodiscard]] std::optional<Dissent> FindDissent(const Overlay& records, const oauth::Event& event);

}  // namespace writ::store
