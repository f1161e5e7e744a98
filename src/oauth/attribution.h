// Who asked for a change, why, and from where: every event tells it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "base/short_text.h"
#include "oauth/records/ids.h"

namespace writ::oauth {

// Who acts; the name is stored.
enum class ActorKind : std::uint8_t {
  kServer = 1,    // Writ itself, by its own rules
  kOperator = 2,  // by the command line or the admin API
  kClient = 3,
  kSubject = 4,
};

struct Actor {
  ActorKind kind = ActorKind::kServer;
  std::uint32_t id = 0;  // a client's or subject's ordinal; 0 for the others

  [[nodiscard]] static Actor Operator() { return {ActorKind::kOperator, 0}; }
  [[nodiscard]] static Actor Of(ClientId client) { return {ActorKind::kClient, Number(client)}; }
  [[nodiscard]] static Actor Of(SubjectId subject) {
    return {ActorKind::kSubject, Number(subject)};
  }
  friend bool operator==(const Actor&, const Actor&) = default;
};

// Which face: "admin", "token".
using Place = ShortText<31>;

// Passed with every change, so it takes no allocation where nobody gives a reason.
struct Attribution {
  // Bytes: 500 characters. What is longer is cut before it becomes an event.
  static constexpr std::size_t kReasonMax = 2'000;

  Actor actor{};
  std::optional<std::string> reason{};  // UTF-8, in the actor's words; empty is none
  Place place{};

  friend bool operator==(const Attribution&, const Attribution&) = default;
};

}  // namespace writ::oauth
