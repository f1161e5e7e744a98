// The store that benchmarks run on: who is in it follows from a number, so that its tokens can be
// made without opening it.
#pragma once

#include <cstdint>
#include <string>

#include "oauth/records.h"
#include "oauth/seal.h"

namespace writ::bench {

// Clients are numbered from 1. Odd ones have the preset mollie, even ones oauth21, which rotates.
// Grant n, numbered from 1, belongs to client 1 + (n - 1) % clients and to subject
// 1 + (n - 1) / clients, under a consent of its own, which is number n too.
struct World {
  std::uint64_t grants = 0;
  std::uint32_t clients = 0;
  std::uint32_t subjects = 0;

  [[nodiscard]] oauth::ClientId ClientOf(std::uint64_t grant) const;
  [[nodiscard]] oauth::SubjectId SubjectOf(std::uint64_t grant) const;
};

// `clients` 0 chooses: 4, or as many as keep it to 10,000 subjects.
[[nodiscard]] World MakeWorld(std::uint64_t grants, std::uint32_t clients);

// Every record is made at this sequence, that of the store's first key.
inline constexpr oauth::Sequence kMadeAt{1};

[[nodiscard]] oauth::Preset PresetOf(oauth::ClientId client);
[[nodiscard]] std::string SecretOf(oauth::ClientId client);
[[nodiscard]] oauth::SealSecret SealSecretOf(oauth::ClientId client);
[[nodiscard]] oauth::SealSecret SealSecretOf(std::uint64_t grant);
[[nodiscard]] oauth::ScopeList Scopes();

}  // namespace writ::bench
