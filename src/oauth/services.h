// What every endpoint needs of the world, handed to it: the ledger, the clock, randomness, the
// seal.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/random.h"
#include "oauth/committer.h"
#include "oauth/ledger.h"
#include "oauth/lists.h"
#include "oauth/records/policy.h"
#include "oauth/token/public_id.h"
#include "oauth/token/seal.h"

namespace writ::oauth {

// Seals by thread, over the key ring that the ledger's keys make. Thread-safe.
class SealSource {
 public:
  SealSource() = default;
  SealSource(const SealSource&) = delete;
  SealSource& operator=(const SealSource&) = delete;
  virtual ~SealSource() = default;

  // The calling thread's seal, of the newest ring. Valid on this thread until its next call.
  [[nodiscard]] virtual Seal& ForThisThread() = 0;
  // Reads the ledger's keys again; every later ForThisThread, on any thread, sees them.
  virtual void Reload() = 0;
};

// Outlives every endpoint. The members are thread-safe; the values are constant.
struct Services {
  Ledger& ledger;
  Lists& lists;
  Committer& committer;
  const Clock& clock;
  Random& random;
  SealSource& seals;
  const PublicIds& ids;
  Lifetimes lifetimes;
  std::string issuer;  // the base URL, without a trailing slash; `iss` (RFC 9207)
  // Where requests over the sandbox's second, encrypted port belong; else empty.
  std::string tls_issuer;
  bool sandbox = false;
  // Of the sandbox: whether it listens beyond loopback, and by which names it may then be called
  // there, in lower case and without a port.
  bool beyond_loopback = false;
  std::vector<std::string> hosts{};

  // The issuer as the sender of a request knows it.
  [[nodiscard]] const std::string& IssuerFor(bool over_tls) const {
    return over_tls && !tls_issuer.empty() ? tls_issuer : issuer;
  }
};

// 48 bits for a TokenSerial or CodeSerial, never 0.
template <typename Serial>
[[nodiscard]] Serial DrawSerial(Random& random) {
  const auto bytes = random.Bytes<6>();
  std::uint64_t number = 0;
  for (const std::uint8_t byte : bytes) number = (number << 8U) | byte;
  return static_cast<Serial>(number == 0 ? 1 : number);
}

}  // namespace writ::oauth
