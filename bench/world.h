// The store that benchmarks run on: who is in it follows from a number, so that its tokens can be
// made without opening it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "oauth/records/records.h"
#include "oauth/token/seal.h"

namespace writ::bench {

// `clients` clients that share `grants` grants evenly; both are numbered on from the block before.
struct Block {
  std::uint32_t first_client = 1;
  std::uint32_t clients = 0;
  std::uint64_t first_grant = 1;
  std::uint64_t grants = 0;
};

// Clients are numbered from 1. Odd ones have the preset mollie, even ones oauth21, which rotates.
// The grants of a block go round its clients: the first of each belongs to subject 1, the next to
// subject 2, and so on. Each is under a consent of its own, which has its number.
struct World {
  std::uint64_t grants = 0;
  std::uint32_t clients = 0;
  std::uint32_t subjects = 0;
  std::vector<Block> blocks;

  [[nodiscard]] oauth::ClientId ClientOf(std::uint64_t grant) const;
  [[nodiscard]] oauth::SubjectId SubjectOf(std::uint64_t grant) const;

 private:
  [[nodiscard]] const Block& BlockOf(std::uint64_t grant) const;
};

// `shape` is a number of grants, shared by `clients` clients (0: 4, or as many as keep it to 10,000
// subjects); or blocks, CLIENTSxGRANTS with the grants of each client: 7x1000000,7x1. Nothing if it
// is neither, or has no grants or more than 100 million.
[[nodiscard]] std::optional<World> MakeWorld(std::string_view shape, std::uint32_t clients);

// Every record is made at this sequence, that of the store's first key.
inline constexpr oauth::Sequence kMadeAt{1};

[[nodiscard]] oauth::Preset PresetOf(oauth::ClientId client);
[[nodiscard]] std::string SecretOf(oauth::ClientId client);
[[nodiscard]] oauth::SealSecret SealSecretOf(oauth::ClientId client);
[[nodiscard]] oauth::SealSecret SealSecretOf(std::uint64_t grant);
[[nodiscard]] oauth::ScopeList Scopes();

}  // namespace writ::bench
