#include "oauth/token/seal.h"

#include <algorithm>

#include "base/base62.h"
#include "base/check.h"
#include "base/siphash.h"
#include "oauth/token/key_material.h"
#include "oauth/token/token_codec.h"

namespace writ::oauth {
namespace {

constexpr std::size_t kMacBytes = 8;
constexpr std::size_t kHeadBytes = 1 + AesSiv::kSivBytes;
constexpr std::size_t kSealedBytesMax = kHeadBytes + kClaimsBytesMax + kMacBytes;
constexpr std::size_t kTextSizeMax = 255;
constexpr std::size_t kPrefixSizeMax = 8;
static_assert(kPrefixSizeMax + Base62Size(kSealedBytesMax) <= kTextSizeMax);
// Of the key byte: a kOrganization token, which has kAccess's prefix.
constexpr std::uint8_t kOrganizationBit = 0x80;

using TextBuffer = std::span<char, 256>;

TokenKind KindOf(const TokenClaims& claims) { return claims.kind; }
TokenKind KindOf(const CodeClaims&) { return TokenKind::kCode; }
TokenKind KindOf(const TicketClaims&) { return TokenKind::kTicket; }
TokenKind KindOf(const LoginClaims& claims) { return claims.kind; }

// The kind and the claims, as the MAC covers them, with room for the MAC behind.
struct Plain {
  std::array<std::uint8_t, 1 + kClaimsBytesMax + kMacBytes> bytes;
  std::size_t claims_size;

  [[nodiscard]] ClaimsBytes Room() { return std::span(bytes).subspan<1, kClaimsBytesMax>(); }
  [[nodiscard]] std::span<std::uint8_t> Mac() {
    return std::span(bytes).subspan(1 + claims_size, kMacBytes);
  }
  [[nodiscard]] std::span<std::uint8_t> ClaimsAndMac() {
    return std::span(bytes).subspan(1, claims_size + kMacBytes);
  }
};

template <typename Claims>
std::uint64_t MacOf(const Claims& claims, const SealSecret& secret, Plain& plain) {
  plain.bytes[0] = static_cast<std::uint8_t>(KindOf(claims));
  plain.claims_size = EncodeClaims(claims, plain.Room());
  return SipHash24(secret, std::span(plain.bytes).first(1 + plain.claims_size));
}

template <typename Claims>
std::size_t SealText(AesSiv& siv, std::uint8_t key, const Claims& claims, const SealSecret& secret,
                     TextBuffer out) {
  Plain plain;
  std::uint64_t mac = MacOf(claims, secret, plain);
  for (std::uint8_t& byte : plain.Mac()) {
    byte = static_cast<std::uint8_t>(mac);
    mac >>= 8U;
  }
  const TokenKind kind = KindOf(claims);
  std::array<std::uint8_t, kSealedBytesMax> sealed;
  const std::size_t size = kHeadBytes + plain.claims_size + kMacBytes;
  sealed[0] = kind == TokenKind::kOrganization ? key | kOrganizationBit : key;
  siv.Seal(plain.ClaimsAndMac(), std::span(sealed).subspan(1, size - 1));
  const std::string_view prefix = PrefixOf(kind);
  std::copy(prefix.begin(), prefix.end(), out.begin());
  return prefix.size() +
         EncodeBase62Into(std::span(sealed).first(size), out.subspan(prefix.size()));
}

template <typename Claims>
bool ProvesMac(const Opened<Claims>& opened, const SealSecret& secret) {
  Plain plain;
  // Two machine words: a difference takes the same time wherever it is.
  return (MacOf(opened.claims, secret, plain) ^ opened.mac) == 0;
}

}  // namespace

struct Seal::Contexts {
  explicit Contexts(const KeyRing& ring) {
    for (const KeyRing::Material::Derived& derived : ring.material_->derived) {
      const auto kind = static_cast<std::uint8_t>(derived.kind);
      const std::array<std::uint8_t, 6> associated = {'w', 'r', 'i', 't', kSealVersion, kind};
      const std::array<AesSiv::Bytes, 1> strings = {associated};
      sivs[derived.key][kind] = std::make_unique<AesSiv>(derived.bytes, strings);
    }
  }

  // Null when the key does not open tokens of that kind.
  [[nodiscard]] AesSiv* Find(std::uint8_t key, TokenKind kind) {
    return sivs[key][static_cast<std::uint8_t>(kind)].get();
  }

  // `key` is the issuing one, which opens every kind.
  template <typename Claims>
  std::size_t Write(std::uint8_t key, const Claims& claims, const SealSecret& secret,
                    TextBuffer out) {
    return SealText(*Find(key, KindOf(claims)), key, claims, secret, out);
  }

  template <typename Claims>
  std::string Text(std::uint8_t key, const Claims& claims, const SealSecret& secret) {
    std::array<char, 256> text;
    return {text.data(), Write(key, claims, secret, text)};
  }

  template <typename Claims>
  std::optional<Opened<Claims>> Open(std::string_view text) {
    std::optional<TokenKind> kind = KindByPrefix(text);
    if (!kind) return std::nullopt;
    text.remove_prefix(PrefixOf(*kind).size());
    std::array<std::uint8_t, kSealedBytesMax> sealed;
    const std::optional<std::size_t> size = DecodeBase62Into(text, sealed);
    if (!size || *size < kHeadBytes + kMacBytes) return std::nullopt;
    if ((sealed[0] & kOrganizationBit) != 0) {
      if (*kind != TokenKind::kAccess) return std::nullopt;
      kind = TokenKind::kOrganization;
    }
    Opened<Claims> opened;
    opened.key = sealed[0] & static_cast<std::uint8_t>(~kOrganizationBit);
    AesSiv* const siv = Find(opened.key, *kind);
    std::array<std::uint8_t, kClaimsBytesMax + kMacBytes> buffer;
    const std::span<std::uint8_t> plain = std::span(buffer).first(*size - kHeadBytes);
    if (siv == nullptr || !siv->Open(std::span(sealed).subspan(1, *size - 1), plain)) {
      return std::nullopt;
    }
    const std::size_t claims_size = plain.size() - kMacBytes;
    if (!DecodeClaims(*kind, plain.first(claims_size), opened.claims)) return std::nullopt;
    for (std::size_t i = plain.size(); i > claims_size; --i) {
      opened.mac = opened.mac << 8U | plain[i - 1];
    }
    return opened;
  }

  std::array<std::array<std::unique_ptr<AesSiv>, kTokenKinds.size() + 1>, kKeyIdsEnd> sivs;
};

Seal::Seal(std::shared_ptr<const KeyRing> ring)
    : ring_(std::move(ring)), contexts_(std::make_unique<Contexts>(*ring_)) {}

Seal::~Seal() = default;

std::size_t Seal::MakeInto(const TokenClaims& claims, const SealSecret& secret, TextBuffer out) {
  return contexts_->Write(ring_->IssuingKey(), claims, secret, out);
}

std::string Seal::Make(const TokenClaims& claims, const SealSecret& secret) {
  return contexts_->Text(ring_->IssuingKey(), claims, secret);
}
std::string Seal::Make(const CodeClaims& claims, const SealSecret& secret) {
  return contexts_->Text(ring_->IssuingKey(), claims, secret);
}
std::string Seal::Make(const TicketClaims& claims, const SealSecret& secret) {
  return contexts_->Text(ring_->IssuingKey(), claims, secret);
}
std::string Seal::Make(const LoginClaims& claims, const SealSecret& secret) {
  return contexts_->Text(ring_->IssuingKey(), claims, secret);
}

std::optional<Opened<TokenClaims>> Seal::OpenToken(std::string_view text) {
  return contexts_->Open<TokenClaims>(text);
}
std::optional<Opened<CodeClaims>> Seal::OpenCode(std::string_view text) {
  return contexts_->Open<CodeClaims>(text);
}
std::optional<Opened<TicketClaims>> Seal::OpenTicket(std::string_view text) {
  return contexts_->Open<TicketClaims>(text);
}
std::optional<Opened<LoginClaims>> Seal::OpenLogin(std::string_view text) {
  return contexts_->Open<LoginClaims>(text);
}

bool Seal::Proves(const Opened<TokenClaims>& opened, const SealSecret& secret) {
  return ProvesMac(opened, secret);
}
bool Seal::Proves(const Opened<CodeClaims>& opened, const SealSecret& secret) {
  return ProvesMac(opened, secret);
}
bool Seal::Proves(const Opened<TicketClaims>& opened, const SealSecret& secret) {
  return ProvesMac(opened, secret);
}
bool Seal::Proves(const Opened<LoginClaims>& opened, const SealSecret& secret) {
  return ProvesMac(opened, secret);
}

bool LooksLikeToken(std::string_view text) { return KindByPrefix(text).has_value(); }

}  // namespace writ::oauth
