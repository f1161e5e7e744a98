#include "world.h"

#include <algorithm>
#include <charconv>
#include <iterator>

#include "base/check.h"
#include "catalogue/mollie.h"

namespace writ::bench {

namespace {

constexpr std::uint64_t kGrantsMax = 100'000'000;

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

std::optional<std::uint64_t> NumberFrom(std::string_view text) {
  std::uint64_t number = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failure != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

}  // namespace

const Block& World::BlockOf(std::uint64_t grant) const {
  const auto after = std::upper_bound(
      blocks.begin(), blocks.end(), grant,
      [](std::uint64_t one, const Block& block) { return one < block.first_grant; });
  CHECK(after != blocks.begin());
  return *std::prev(after);
}

oauth::ClientId World::ClientOf(std::uint64_t grant) const {
  const Block& block = BlockOf(grant);
  return oauth::ClientId{block.first_client +
                         static_cast<std::uint32_t>((grant - block.first_grant) % block.clients)};
}

oauth::SubjectId World::SubjectOf(std::uint64_t grant) const {
  const Block& block = BlockOf(grant);
  return oauth::SubjectId{1 +
                          static_cast<std::uint32_t>((grant - block.first_grant) / block.clients)};
}

std::optional<World> MakeWorld(std::string_view shape, std::uint32_t clients) {
  constexpr std::uint64_t kSubjectsMax = 10'000;
  World world;
  while (!shape.empty()) {
    const std::string_view part = shape.substr(0, shape.find(','));
    shape.remove_prefix(std::min(shape.size(), part.size() + 1));
    const std::size_t by = part.find('x');
    const auto grants = NumberFrom(by == std::string_view::npos ? part : part.substr(by + 1));
    const std::optional<std::uint64_t> sharers =
        by == std::string_view::npos ? clients : NumberFrom(part.substr(0, by));
    if (!grants || !sharers || *grants == 0 || *grants > kGrantsMax) return std::nullopt;
    Block block{world.clients + 1, static_cast<std::uint32_t>(*sharers), world.grants + 1, *grants};
    if (by != std::string_view::npos) {
      if (*sharers == 0 || *sharers > kGrantsMax / *grants) return std::nullopt;
      block.grants = *sharers * *grants;
    } else if (block.clients == 0) {
      block.clients = static_cast<std::uint32_t>(
          std::max<std::uint64_t>(4, (*grants + kSubjectsMax - 1) / kSubjectsMax));
    }
    world.clients += block.clients;
    world.grants += block.grants;
    world.subjects =
        std::max(world.subjects,
                 static_cast<std::uint32_t>((block.grants + block.clients - 1) / block.clients));
    world.blocks.push_back(block);
  }
  if (world.grants == 0 || world.grants > kGrantsMax) return std::nullopt;
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
      catalogue::Mollie()->Parse("payments.read payments.write organizations.read profiles.read");
  CHECK(list.has_value());
  return *list;
}

}  // namespace writ::bench
