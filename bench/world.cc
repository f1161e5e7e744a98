#include "world.h"

#include <algorithm>

#include "base/check.h"

namespace writ::bench {

namespace {

// SplitMix64: secrets that nobody has to guess.
std::uint64_t Scatter(std::uint64_t number) {
  number += 0x9e3779b97f4a7c15ULL;
  number = (number ^ (number >> 30U)) * 0xbf58476d1ce4e5b9ULL;
  number = (number ^ (number >> 27U)) * 0x94d049bb133111ebULL;
  return number ^ (number >> 31U);
}

oauth::SealSecret SecretFrom(std::uint64_t number) {
  oauth::SealSecret secret{};
  std::uint64_t word = 0;
  for (std::size_t i = 0; i < secret.size(); ++i) {
    if (i % 8 == 0) word = Scatter(number * 2 + i / 8);
    secret.at(i) = static_cast<std::uint8_t>(word >> (8 * (i % 8)));
  }
  return secret;
}

}  // namespace

oauth::ClientId World::ClientOf(std::uint64_t grant) const {
  return oauth::ClientId{1 + static_cast<std::uint32_t>((grant - 1) % clients)};
}

oauth::SubjectId World::SubjectOf(std::uint64_t grant) const {
  return oauth::SubjectId{1 + static_cast<std::uint32_t>((grant - 1) / clients)};
}

World MakeWorld(std::uint64_t grants, std::uint32_t clients) {
  constexpr std::uint64_t kSubjectsMax = 10'000;
  CHECK(grants > 0 && grants <= 100'000'000);
  World world;
  world.grants = grants;
  world.clients = clients != 0 ? clients
                               : static_cast<std::uint32_t>(std::max<std::uint64_t>(
                                     4, (grants + kSubjectsMax - 1) / kSubjectsMax));
  world.subjects = static_cast<std::uint32_t>((grants + world.clients - 1) / world.clients);
  return world;
}

oauth::Preset PresetOf(oauth::ClientId client) {
  return oauth::Number(client) % 2 == 1 ? oauth::Preset::kMollie : oauth::Preset::kOauth21;
}

std::string SecretOf(oauth::ClientId client) {
  return "secret0123456789abcdefghijklm" + std::to_string(10'000'000 + oauth::Number(client));
}

oauth::SealSecret SealSecretOf(oauth::ClientId client) {
  return SecretFrom(0xc11e470000000000ULL + oauth::Number(client));
}

oauth::SealSecret SealSecretOf(std::uint64_t grant) { return SecretFrom(grant); }

oauth::ScopeList Scopes() {
  const auto list =
      oauth::ParseScope("payments.read payments.write organizations.read profiles.read");
  CHECK(list.has_value());
  return *list;
}

}  // namespace writ::bench
