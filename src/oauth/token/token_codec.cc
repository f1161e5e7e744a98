#include "oauth/token/token_codec.h"

#include <algorithm>

#include "base/check.h"

namespace writ::oauth {
namespace {

using Bytes = std::span<const std::uint8_t>;

// grant 8, sequence 6, issued-at 4, scopes 1; then serial 6 and lifetime 3, or generation 4; then,
// in a long form, 128 bits for the scopes.
constexpr std::size_t kSerialTokenBytes = 28;
constexpr std::size_t kRefreshTokenBytes = 23;
constexpr std::size_t kMaskBytes = 16;
constexpr std::size_t kTicketBytes = 46;
// All of a code but its scopes: two bytes each after their number, or one bit for each index.
constexpr std::size_t kCodeFixedBytes = 60;
constexpr std::size_t kCodeSetBytes = kScopesMax / 8;
constexpr std::uint8_t kCodeSet = 0xFF;  // in place of the number
static_assert(kCodeFixedBytes + kCodeSetBytes == kClaimsBytesMax &&
              2 * kCodeListedMax <= kCodeSetBytes);
constexpr std::size_t kLoginBytes = 23;

constexpr std::uint8_t kCountMax = kScopesTogetherMax;
// In place of the count, of the long forms.
constexpr std::uint8_t kIndexesForm = 0x80;
constexpr std::uint8_t kPlacesForm = 0x81;

constexpr std::uint8_t kForced = 1;
constexpr std::uint8_t kRedirectGiven = 2;
constexpr std::uint8_t kHasChallenge = 4;
// In every code; those of 0.1, whose scopes were a byte each, lack it.
constexpr std::uint8_t kWideScopes = 8;

class Writer {
 public:
  explicit Writer(ClaimsBytes out) : out_(out) {}

  // The low `bytes` bytes of `value`, which has no others.
  void Number(std::uint64_t value, std::size_t bytes) {
    CHECK(bytes == 8 || value >> (8 * bytes) == 0);
    for (std::size_t i = bytes; i > 0; --i) {
      out_[size_ + i - 1] = static_cast<std::uint8_t>(value);
      value >>= 8U;
    }
    size_ += bytes;
  }
  // A negative one becomes too large a number.
  void Time(Instant time) { Number(static_cast<std::uint64_t>(ToUnix(time)), 4); }
  void Duration(Seconds seconds, std::size_t bytes) {
    Number(static_cast<std::uint64_t>(seconds.count()), bytes);
  }
  template <std::size_t N>
  void Words(const std::array<std::uint64_t, N>& words) {
    for (const std::uint64_t word : words) Number(word, 8);
  }
  void Copy(const Digest& digest) {
    std::copy(digest.begin(), digest.end(), out_.begin() + static_cast<std::ptrdiff_t>(size_));
    size_ += digest.size();
  }
  [[nodiscard]] std::size_t Size() const { return size_; }

 private:
  ClaimsBytes out_;
  std::size_t size_ = 0;
};

// Reads what the caller has checked to be there.
class Reader {
 public:
  explicit Reader(Bytes bytes) : bytes_(bytes) {}

  std::uint64_t Number(std::size_t bytes) {
    std::uint64_t value = 0;
    for (const std::uint8_t byte : bytes_.first(bytes)) value = value << 8U | byte;
    bytes_ = bytes_.subspan(bytes);
    return value;
  }
  std::uint32_t Number32() { return static_cast<std::uint32_t>(Number(4)); }
  Instant Time() { return FromUnix(static_cast<std::int64_t>(Number(4))); }
  Seconds Duration(std::size_t bytes) { return Seconds(static_cast<std::int64_t>(Number(bytes))); }
  template <std::size_t N>
  std::array<std::uint64_t, N> Words() {
    std::array<std::uint64_t, N> words;
    for (std::uint64_t& word : words) word = Number(8);
    return words;
  }
  Digest Copy() {
    Digest digest{};
    std::copy_n(bytes_.begin(), digest.size(), digest.begin());
    bytes_ = bytes_.subspan(digest.size());
    return digest;
  }

 private:
  Bytes bytes_;
};

// A code lists its scopes as they were asked for, each once; many are a set.
void WriteScopes(const ScopeList& list, Writer& writer) {
  if (list.size > kCodeListedMax) {
    writer.Number(kCodeSet, 1);
    writer.Words(list.Set().AsWords());
    return;
  }
  writer.Number(list.size, 1);
  for (std::size_t i = 0; i < list.size; ++i) writer.Number(list.indexes[i], 2);
}

// `bytes` is what is left of the code for them.
bool ReadScopes(Reader& reader, std::size_t bytes, ScopeList& list) {
  const std::uint64_t size = reader.Number(1);
  if (size == kCodeSet) {
    if (bytes != kCodeSetBytes) return false;
    const auto read = ListOf(ScopeSet(reader.Words<kScopesMax / 64>()));
    if (!read || read->size <= kCodeListedMax) return false;
    list = *read;
    return true;
  }
  if (size > kCodeListedMax || bytes != 2 * size) return false;
  list = ScopeList{};
  ScopeSet seen;
  for (std::uint64_t i = 0; i < size; ++i) {
    const auto index = static_cast<ScopeIndex>(reader.Number(2));
    if (index >= kScopesMax || seen.Has(index)) return false;
    seen.Add(index);
    list.indexes[list.size++] = index;
  }
  return true;
}

using Form = ScopeClaim::Form;

std::uint8_t ByteOf(const ScopeClaim& scopes) {
  switch (scopes.form) {
    case Form::kFirst:
      CHECK(scopes.count <= kCountMax && scopes.places == ScopePlaces{});
      return scopes.count;
    case Form::kPlaces:
      CHECK(scopes.count == 0);
      return kPlacesForm;
    case Form::kIndexes:
      CHECK(scopes.count == 0);
      return kIndexesForm;
  }
  CHECK(false);
  return 0;
}

bool IsLogin(TokenKind kind) {
  return kind == TokenKind::kLoginLink || kind == TokenKind::kSession;
}

}  // namespace

std::string_view PrefixOf(TokenKind kind) {
  switch (kind) {
    case TokenKind::kAccess:
    case TokenKind::kOrganization:
      return "access_";
    case TokenKind::kRefresh:
      return "refresh_";
    case TokenKind::kCode:
      return "auth_";
    case TokenKind::kLiveKey:
      return "live_";
    case TokenKind::kTestKey:
      return "test_";
    case TokenKind::kTicket:
      return "ticket_";
    case TokenKind::kLoginLink:
      return "login_";
    case TokenKind::kSession:
      return "session_";
  }
  CHECK(false);
  return {};
}

std::optional<TokenKind> KindByPrefix(std::string_view text) {
  for (const TokenKind kind : kTokenKinds) {
    if (text.starts_with(PrefixOf(kind))) return kind;
  }
  return std::nullopt;
}

bool HasSerial(TokenKind kind) {
  return kind == TokenKind::kAccess || kind == TokenKind::kOrganization ||
         kind == TokenKind::kLiveKey || kind == TokenKind::kTestKey;
}

std::size_t EncodeClaims(const TokenClaims& claims, ClaimsBytes out) {
  const bool has_serial = HasSerial(claims.kind);
  CHECK(has_serial || claims.kind == TokenKind::kRefresh);
  Writer writer(out);
  writer.Number(Number(claims.grant), 8);
  writer.Number(Number(claims.sequence), 6);
  writer.Time(claims.issued_at);
  writer.Number(ByteOf(claims.scopes), 1);
  if (has_serial) {
    CHECK(claims.generation == 0);
    writer.Number(Number(claims.serial), 6);
    writer.Duration(claims.lifetime, 3);
  } else {
    CHECK(claims.serial == TokenSerial::kNone && claims.lifetime == Seconds(0));
    writer.Number(claims.generation, 4);
  }
  if (claims.scopes.form != Form::kFirst) writer.Words(claims.scopes.places.words);
  return writer.Size();
}

bool DecodeClaims(TokenKind kind, Bytes bytes, TokenClaims& claims) {
  const bool has_serial = HasSerial(kind);
  if (!has_serial && kind != TokenKind::kRefresh) return false;
  const std::size_t short_bytes = has_serial ? kSerialTokenBytes : kRefreshTokenBytes;
  const bool long_form = bytes.size() == short_bytes + kMaskBytes;
  if (!long_form && bytes.size() != short_bytes) return false;
  Reader reader(bytes);
  claims = TokenClaims{};
  claims.kind = kind;
  claims.grant = GrantId{reader.Number(8)};
  claims.sequence = Sequence{reader.Number(6)};
  claims.issued_at = reader.Time();
  const std::uint64_t count = reader.Number(1);
  if (!long_form) {
    if (count > kCountMax) return false;
    claims.scopes.count = static_cast<std::uint8_t>(count);
  } else if (count == kPlacesForm || count == kIndexesForm) {
    claims.scopes.form = count == kPlacesForm ? Form::kPlaces : Form::kIndexes;
  } else {
    return false;
  }
  if (has_serial) {
    claims.serial = TokenSerial{reader.Number(6)};
    claims.lifetime = reader.Duration(3);
  } else {
    claims.generation = reader.Number32();
  }
  if (long_form) claims.scopes.places.words = reader.Words<2>();
  return true;
}

std::size_t EncodeClaims(const CodeClaims& claims, ClaimsBytes out) {
  Writer writer(out);
  writer.Number(Number(claims.client), 4);
  writer.Number(Number(claims.subject), 4);
  writer.Number(Number(claims.sequence), 6);
  writer.Time(claims.issued_at);
  writer.Duration(claims.lifetime, 2);
  writer.Number(Number(claims.serial), 6);
  writer.Number((claims.forced ? kForced : 0U) | (claims.redirect_given ? kRedirectGiven : 0U) |
                    (claims.challenge ? kHasChallenge : 0U) | kWideScopes,
                1);
  writer.Copy(claims.redirect);
  writer.Copy(claims.challenge.value_or(Digest{}));
  WriteScopes(claims.scopes, writer);
  return writer.Size();
}

bool DecodeClaims(TokenKind kind, Bytes bytes, CodeClaims& claims) {
  if (kind != TokenKind::kCode || bytes.size() < kCodeFixedBytes ||
      bytes.size() > kCodeFixedBytes + kCodeSetBytes) {
    return false;
  }
  Reader reader(bytes);
  claims.client = ClientId{reader.Number32()};
  claims.subject = SubjectId{reader.Number32()};
  claims.sequence = Sequence{reader.Number(6)};
  claims.issued_at = reader.Time();
  claims.lifetime = reader.Duration(2);
  claims.serial = CodeSerial{reader.Number(6)};
  const std::uint64_t flags = reader.Number(1);
  constexpr std::uint64_t kKnown = kForced | kRedirectGiven | kHasChallenge | kWideScopes;
  if ((flags & kWideScopes) == 0 || flags > kKnown) return false;
  claims.forced = (flags & kForced) != 0;
  claims.redirect_given = (flags & kRedirectGiven) != 0;
  claims.redirect = reader.Copy();
  const Digest challenge = reader.Copy();
  claims.challenge.reset();
  if ((flags & kHasChallenge) != 0) {
    claims.challenge = challenge;
  } else if (challenge != Digest{}) {
    return false;
  }
  return ReadScopes(reader, bytes.size() - kCodeFixedBytes, claims.scopes);
}

std::size_t EncodeClaims(const TicketClaims& claims, ClaimsBytes out) {
  Writer writer(out);
  writer.Number(Number(claims.client), 4);
  writer.Number(Number(claims.sequence), 6);
  writer.Time(claims.issued_at);
  writer.Copy(claims.request);
  writer.Copy(claims.browser);
  return writer.Size();
}

bool DecodeClaims(TokenKind kind, Bytes bytes, TicketClaims& claims) {
  if (kind != TokenKind::kTicket || bytes.size() != kTicketBytes) return false;
  Reader reader(bytes);
  claims.client = ClientId{reader.Number32()};
  claims.sequence = Sequence{reader.Number(6)};
  claims.issued_at = reader.Time();
  claims.request = reader.Copy();
  claims.browser = reader.Copy();
  return true;
}

std::size_t EncodeClaims(const LoginClaims& claims, ClaimsBytes out) {
  CHECK(IsLogin(claims.kind));
  Writer writer(out);
  writer.Number(Number(claims.subject), 4);
  writer.Number(Number(claims.sequence), 6);
  writer.Time(claims.issued_at);
  writer.Duration(claims.lifetime, 3);
  writer.Number(Number(claims.serial), 6);
  return writer.Size();
}

bool DecodeClaims(TokenKind kind, Bytes bytes, LoginClaims& claims) {
  if (!IsLogin(kind) || bytes.size() != kLoginBytes) return false;
  Reader reader(bytes);
  claims.kind = kind;
  claims.subject = SubjectId{reader.Number32()};
  claims.sequence = Sequence{reader.Number(6)};
  claims.issued_at = reader.Time();
  claims.lifetime = reader.Duration(3);
  claims.serial = CodeSerial{reader.Number(6)};
  return true;
}

}  // namespace writ::oauth
