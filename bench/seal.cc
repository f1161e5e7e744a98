// What sealing and opening cost: nanoseconds of one thread's CPU time for each operation, the best
// of several rounds.
#include "oauth/token/seal.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <ctime>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/base62.h"
#include "base/check.h"
#include "base/sha256.h"
#include "base/siphash.h"
#include "oauth/token/public_id.h"

namespace writ::oauth {
namespace {

constexpr int kRounds = 9;
constexpr std::size_t kTokens = 4096;

double CpuNanoseconds() {
  timespec time{};
  CHECK(clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time) == 0);
  return static_cast<double>(time.tv_sec) * 1e9 + static_cast<double>(time.tv_nsec);
}

// `operation(i)` for each of kTokens, many times; what it returns is added up so that none is
// optimised away.
template <typename Operation>
void Measure(const char* name, Operation operation) {
  double best = 1e18;
  std::uint64_t sum = 0;
  for (int round = 0; round < kRounds; ++round) {
    const double begin = CpuNanoseconds();
    for (int repeat = 0; repeat < 20; ++repeat) {
      for (std::size_t i = 0; i < kTokens; ++i) sum += operation(i);
    }
    best = std::min(best, (CpuNanoseconds() - begin) / (20.0 * kTokens));
  }
  std::printf("%-34s %7.0f ns   (%llx)\n", name, best, static_cast<unsigned long long>(sum));
}

struct Set {
  std::vector<TokenClaims> claims;
  std::vector<std::string> texts;
};

Set MakeSet(Seal& seal, TokenKind kind, const SealSecret& secret) {
  Set set;
  for (std::size_t i = 0; i < kTokens; ++i) {
    TokenClaims claims;
    claims.kind = kind;
    claims.grant = GrantId{i + 1};
    claims.sequence = Sequence{i * 7};
    claims.issued_at = FromUnix(1700000000 + static_cast<std::int64_t>(i));
    claims.scopes.count = 12;
    if (kind == TokenKind::kRefresh) {
      claims.generation = 3;
    } else {
      claims.serial = TokenSerial{i * 0x9e3779b9U};
      claims.lifetime = Seconds(3600);
    }
    set.claims.push_back(claims);
    set.texts.push_back(seal.Make(claims, secret));
  }
  return set;
}

void MeasureSeal(const char* name, Seal& seal, TokenKind kind) {
  const SealSecret secret = {1, 2, 3};
  const Set set = MakeSet(seal, kind, secret);
  const std::string prefix = name;
  Measure((prefix + ": make").c_str(), [&](std::size_t i) {
    std::array<char, 256> text;
    return seal.MakeInto(set.claims[i], secret, text) + static_cast<unsigned char>(text[40]);
  });
  Measure((prefix + ": open and prove").c_str(), [&](std::size_t i) {
    const auto opened = seal.OpenToken(set.texts[i]);
    CHECK(opened && Seal::Proves(*opened, secret));
    return opened->mac;
  });
  std::vector<std::string> forged = set.texts;
  for (std::string& text : forged) text.back() = text.back() == '0' ? '1' : '0';
  Measure((prefix + ": refuse a forged one").c_str(), [&](std::size_t i) {
    CHECK(!seal.OpenToken(forged[i]));
    return std::uint64_t{1};
  });
}

void MeasureParts() {
  const SealSecret secret = {1, 2, 3};
  std::array<std::uint8_t, 53> bytes{};
  std::array<char, 72> text{};
  for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<std::uint8_t>(i * 37);
  Measure("base62 of 53 bytes: encode", [&](std::size_t i) {
    bytes[20] = static_cast<std::uint8_t>(i);
    EncodeBase62Into(bytes, text);
    return static_cast<std::uint64_t>(text[30]);
  });
  Measure("base62 of 53 bytes: decode", [&](std::size_t) {
    CHECK(DecodeBase62Into(std::string_view(text.data(), text.size()), bytes));
    return std::uint64_t{bytes[7]};
  });
  Measure("SipHash-2-4 of 29 bytes", [&](std::size_t i) {
    bytes[20] = static_cast<std::uint8_t>(i);
    return SipHash24(secret, std::span(bytes).first(29));
  });
  Measure("SHA-256 of 53 bytes", [&](std::size_t i) {
    bytes[20] = static_cast<std::uint8_t>(i);
    return std::uint64_t{Sha256(bytes)[0]};
  });
  const PublicIds ids(MasterKey{1});
  Measure("public id: show", [&](std::size_t i) {
    std::array<char, 26> shown;
    ids.ShowInto(ClientId{static_cast<std::uint32_t>(i + 1)}, shown);
    return static_cast<std::uint64_t>(shown[20]);
  });
  const std::string client = ids.Show(ClientId{77});
  Measure("public id: read",
          [&](std::size_t) { return std::uint64_t{Number(ids.ReadClient(client).value())}; });
  Measure("client secret: hash", [&](std::size_t) {
    return std::uint64_t{ids.HashSecret("AbCdEfGhIjKlMnOpQrStUvWxYz0123456789AbCd")[0]};
  });
}

}  // namespace
}  // namespace writ::oauth

int main() {
  using namespace writ::oauth;
  const std::array<Key, 1> keys = {Key{1, KeyState::kIssue, {}}};
  Seal seal(std::make_shared<KeyRing>(MasterKey{1}, keys));
  MeasureSeal("access token", seal, TokenKind::kAccess);
  MeasureSeal("refresh token", seal, TokenKind::kRefresh);
  MeasureParts();
}
