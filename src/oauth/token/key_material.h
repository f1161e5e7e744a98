// What a key ring holds; for key_ring.cc and seal.cc only.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/aes_siv.h"
#include "oauth/token/seal.h"

namespace writ::oauth {

inline constexpr std::size_t kKeyIdsEnd = 128;
// Of the layouts and derivations; a change of either needs a new one.
inline constexpr std::uint8_t kSealVersion = 1;

struct KeyRing::Material {
  // The SIV key of one kind under one key of the ring.
  struct Derived {
    std::uint8_t key = 0;
    TokenKind kind = TokenKind::kAccess;
    AesSiv::Key bytes{};
  };

  Material() = default;
  Material(const Material&) = delete;
  Material& operator=(const Material&) = delete;
  ~Material();

  std::uint8_t issuing = 0;
  std::array<KeyState, kKeyIdsEnd> states{};
  std::vector<Derived> derived;  // only what may be opened
};

}  // namespace writ::oauth
