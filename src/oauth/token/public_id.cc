#include "oauth/token/public_id.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "base/aes_block.h"
#include "base/base62.h"
#include "base/check.h"
#include "base/hkdf_sha256.h"
#include "base/hmac_sha256.h"
#include "base/kept_by_thread.h"
#include "base/wipe.h"
#include "oauth/token/token_codec.h"

namespace writ::oauth {
namespace {

// More engines than these in one thread make their contexts again and again.
constexpr std::size_t kOwnersKept = 64;
constexpr std::size_t kDigits = Base62Size(sizeof(AesBlockBytes));
static_assert(kDigits == 22);
constexpr std::string_view kClientPrefix = "app_";
constexpr std::string_view kSubjectPrefix = "org_";
constexpr std::string_view kGrantPrefix = "grant_";
constexpr std::string_view kTokenPrefix = "token_";

// The first byte of the block. The number is part of every id that was shown: never reuse one.
enum class Tag : std::uint8_t { kClient = 1, kSubject = 2, kGrant = 3, kToken = 4 };

// What is in the block: tag 1, kind 1, serial 6, ordinal 8.
struct Content {
  Tag tag = Tag::kClient;
  std::uint8_t kind = 0;     // of a token, else 0
  std::uint64_t serial = 0;  // of a token, else 0
  std::uint64_t ordinal = 0;
};

void WriteNumber(std::uint64_t value, std::span<std::uint8_t> out) {
  for (std::size_t i = out.size(); i > 0; --i) {
    out[i - 1] = static_cast<std::uint8_t>(value);
    value >>= 8U;
  }
}

std::uint64_t ReadNumber(std::span<const std::uint8_t> in) {
  std::uint64_t value = 0;
  for (const std::uint8_t byte : in) value = value << 8U | byte;
  return value;
}

std::span<const std::uint8_t> BytesOf(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

template <std::size_t N>
void Derive(const MasterKey& master, std::string_view use, std::array<std::uint8_t, N>& key) {
  HkdfSha256(master, BytesOf("writ ids"), BytesOf(use), key);
}

}  // namespace

struct PublicIds::Keys {
  explicit Keys(const MasterKey& master) {
    Derive(master, "public id", block);
    Derive(master, "client secret hash", hash);
    Derive(master, "derived secret", label);
  }
  Keys(const Keys&) = delete;
  Keys& operator=(const Keys&) = delete;
  ~Keys() {
    Wipe(block);
    Wipe(hash);
    Wipe(label);
  }

  // A thread's contexts of these keys.
  struct Contexts {
    explicit Contexts(const Keys& keys) : aes(keys.block), hmac(keys.hash) {}

    AesBlock aes;
    HmacSha256 hmac;
  };
  [[nodiscard]] Contexts& OfThisThread() const {
    thread_local KeptByThread<Contexts, kOwnersKept> kept;
    return kept.Get(number, [this] { return std::make_unique<Contexts>(*this); });
  }

  void Show(std::string_view prefix, const Content& content, std::span<char> out) const {
    AesBlockBytes plain{static_cast<std::uint8_t>(content.tag), content.kind};
    WriteNumber(content.serial, std::span(plain).subspan(2, 6));
    WriteNumber(content.ordinal, std::span(plain).subspan(8, 8));
    std::copy(prefix.begin(), prefix.end(), out.begin());
    EncodeBase62Into(OfThisThread().aes.Encrypt(plain), out.subspan(prefix.size()));
  }

  [[nodiscard]] std::string ShowText(std::string_view prefix, const Content& content) const {
    std::string text(prefix.size() + kDigits, '\0');
    Show(prefix, content, text);
    return text;
  }

  // Nothing unless `text` has the prefix and a block with the tag, and names something.
  [[nodiscard]] std::optional<Content> Read(std::string_view prefix, Tag tag,
                                            std::string_view text) const {
    if (text.size() != prefix.size() + kDigits || !text.starts_with(prefix)) return std::nullopt;
    AesBlockBytes cipher{};
    if (!DecodeBase62Into(text.substr(prefix.size()), cipher)) return std::nullopt;
    const AesBlockBytes plain = OfThisThread().aes.Decrypt(cipher);
    const Content content{tag, plain[1], ReadNumber(std::span(plain).subspan(2, 6)),
                          ReadNumber(std::span(plain).subspan(8, 8))};
    if (plain[0] != static_cast<std::uint8_t>(tag) || content.ordinal == 0) return std::nullopt;
    if (tag != Tag::kToken && (content.kind != 0 || content.serial != 0)) return std::nullopt;
    return content;
  }

  const std::uint64_t number = NextOwnerNumber();
  AesKey block{};
  std::array<std::uint8_t, 32> hash{};
  std::array<std::uint8_t, 32> label{};
};

namespace {

bool IsNamed(TokenKind kind) { return HasSerial(kind) || kind == TokenKind::kRefresh; }

Content ContentOf(ClientId id) { return {Tag::kClient, 0, 0, Number(id)}; }
Content ContentOf(SubjectId id) { return {Tag::kSubject, 0, 0, Number(id)}; }
Content ContentOf(GrantId id) { return {Tag::kGrant, 0, 0, Number(id)}; }
Content ContentOf(const TokenId& id) {
  CHECK(IsNamed(id.kind) && id.serial >> 48U == 0);
  return {Tag::kToken, static_cast<std::uint8_t>(id.kind), id.serial, Number(id.grant)};
}

}  // namespace

PublicIds::PublicIds(const MasterKey& master) : keys_(std::make_unique<Keys>(master)) {}

PublicIds::~PublicIds() = default;

std::string PublicIds::Show(ClientId id) const {
  return keys_->ShowText(kClientPrefix, ContentOf(id));
}
std::string PublicIds::Show(SubjectId id) const {
  return keys_->ShowText(kSubjectPrefix, ContentOf(id));
}
std::string PublicIds::Show(GrantId id) const {
  return keys_->ShowText(kGrantPrefix, ContentOf(id));
}
std::string PublicIds::Show(const TokenId& id) const {
  return keys_->ShowText(kTokenPrefix, ContentOf(id));
}

void PublicIds::ShowInto(ClientId id, std::span<char, 26> out) const {
  keys_->Show(kClientPrefix, ContentOf(id), out);
}
void PublicIds::ShowInto(SubjectId id, std::span<char, 26> out) const {
  keys_->Show(kSubjectPrefix, ContentOf(id), out);
}
void PublicIds::ShowInto(const TokenId& id, std::span<char, 28> out) const {
  keys_->Show(kTokenPrefix, ContentOf(id), out);
}

std::optional<ClientId> PublicIds::ReadClient(std::string_view text) const {
  const std::optional<Content> content = keys_->Read(kClientPrefix, Tag::kClient, text);
  if (!content || content->ordinal >> 32U != 0) return std::nullopt;
  return ClientId{static_cast<std::uint32_t>(content->ordinal)};
}

std::optional<SubjectId> PublicIds::ReadSubject(std::string_view text) const {
  const std::optional<Content> content = keys_->Read(kSubjectPrefix, Tag::kSubject, text);
  if (!content || content->ordinal >> 32U != 0) return std::nullopt;
  return SubjectId{static_cast<std::uint32_t>(content->ordinal)};
}

std::optional<GrantId> PublicIds::ReadGrant(std::string_view text) const {
  const std::optional<Content> content = keys_->Read(kGrantPrefix, Tag::kGrant, text);
  if (!content) return std::nullopt;
  return GrantId{content->ordinal};
}

std::optional<TokenId> PublicIds::ReadToken(std::string_view text) const {
  const std::optional<Content> content = keys_->Read(kTokenPrefix, Tag::kToken, text);
  if (!content) return std::nullopt;
  const auto kind = std::find_if(kTokenKinds.begin(), kTokenKinds.end(), [&](TokenKind known) {
    return static_cast<std::uint8_t>(known) == content->kind && IsNamed(known);
  });
  if (kind == kTokenKinds.end()) return std::nullopt;
  return TokenId{GrantId{content->ordinal}, *kind, content->serial};
}

SecretHash PublicIds::HashSecret(std::string_view secret) const {
  return keys_->OfThisThread().hmac.Compute(BytesOf(secret));
}

std::string PublicIds::DeriveSecret(std::string_view label) const {
  constexpr std::size_t kBytes = 29;
  static_assert(Base62Size(kBytes) == 40);
  const Sha256Digest tag = HmacSha256(keys_->label).Compute(BytesOf(label));
  return EncodeBase62(std::span(tag).first(kBytes));
}

}  // namespace writ::oauth
