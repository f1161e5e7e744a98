#include <string_view>

#include "base/check.h"
#include "base/hkdf_sha256.h"
#include "base/wipe.h"
#include "oauth/token/key_material.h"
#include "oauth/token/token_codec.h"

namespace writ::oauth {
namespace {

bool Opens(KeyState state, TokenKind kind) {
  switch (state) {
    case KeyState::kIssue:
    case KeyState::kOpen:
      return true;
    case KeyState::kOpenRefreshOnly:
      return kind == TokenKind::kRefresh;
    case KeyState::kDead:
      return false;
  }
  return false;
}

AesSiv::Key Derive(const MasterKey& master, std::uint8_t key, TokenKind kind) {
  static constexpr std::string_view kSalt = "writ seal";
  const std::array<std::uint8_t, 3> info = {kSealVersion, static_cast<std::uint8_t>(kind), key};
  AesSiv::Key bytes{};
  HkdfSha256(master, {reinterpret_cast<const std::uint8_t*>(kSalt.data()), kSalt.size()}, info,
             bytes);
  return bytes;
}

}  // namespace

KeyRing::Material::~Material() {
  for (Derived& key : derived) Wipe(key.bytes);
}

KeyRing::KeyRing(const MasterKey& master, std::span<const Key> keys)
    : material_(std::make_unique<Material>()) {
  Material& material = *material_;
  material.states.fill(KeyState::kDead);
  std::array<bool, kKeyIdsEnd> seen{};
  // Growing would leave unwiped copies behind.
  material.derived.reserve(keys.size() * kTokenKinds.size());
  for (const Key& key : keys) {
    CHECK(key.id > 0 && key.id < kKeyIdsEnd && !seen[key.id]);
    seen[key.id] = true;
    material.states[key.id] = key.state;
    if (key.state == KeyState::kIssue) {
      CHECK(material.issuing == 0);
      material.issuing = key.id;
    }
    for (const TokenKind kind : kTokenKinds) {
      if (!Opens(key.state, kind)) continue;
      material.derived.push_back({key.id, kind, Derive(master, key.id, kind)});
    }
  }
  CHECK(material.issuing != 0);
}

KeyRing::~KeyRing() = default;

std::uint8_t KeyRing::IssuingKey() const { return material_->issuing; }

KeyState KeyRing::StateOf(std::uint8_t key) const {
  return key < kKeyIdsEnd ? material_->states[key] : KeyState::kDead;
}

}  // namespace writ::oauth
