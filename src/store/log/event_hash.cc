// What the chain hashes of an event, by the version of its layout. What a version hashes never
// changes: stores that have such events must open for ever.
#include <algorithm>
#include <array>

#include "base/sha256.h"
#include "store/log/event_row.h"

namespace writ::store {

namespace {

// Numbers little-endian, texts after their length. Nothing is allocated for what most events are.
class Bytes {
 public:
  Bytes() = default;
  Bytes(const Bytes&) = delete;
  Bytes& operator=(const Bytes&) = delete;

  void Put(std::uint64_t number) { Write(Take(kNumber), number); }
  void PutTime(std::int64_t time) { Put(static_cast<std::uint64_t>(time)); }
  void Put(std::string_view text) {
    Put(text.size());
    std::copy(text.begin(), text.end(), Take(text.size()));
  }
  template <std::size_t N>
  void Put(const std::array<std::uint8_t, N>& bytes) {
    std::copy(bytes.begin(), bytes.end(), Take(N));
  }
  // A column that is empty is left out: one that comes later changes no earlier hash.
  void PutColumn(char column, std::uint64_t number) {
    if (number == 0) return;
    char* const to = Take(1 + kNumber);
    *to = column;
    Write(to + 1, number);
  }
  void PutColumn(char column, std::string_view text) {
    if (text.empty()) return;
    *Take(1) = column;
    Put(text);
  }
  void PutColumn(char column, const oauth::SealSecret& secret) {
    if (secret == oauth::SealSecret{}) return;
    *Take(1) = column;
    Put(secret);
  }
  [[nodiscard]] ChainHash Hash() const {
    const Sha256Digest digest = Sha256(std::string_view(Start(), size_));
    ChainHash hash;
    std::copy_n(digest.begin(), hash.size(), hash.begin());
    return hash;
  }

 private:
  static constexpr std::size_t kNumber = 8;

  static void Write(char* to, std::uint64_t number) {
    for (unsigned i = 0; i < kNumber; ++i) to[i] = static_cast<char>(number >> (8 * i) & 0xffU);
  }
  [[nodiscard]] const char* Start() const { return long_.empty() ? room_.data() : long_.data(); }
  // Room for `size` more bytes.
  char* Take(std::size_t size) {
    const std::size_t before = size_;
    size_ += size;
    if (size_ > room_.size()) return TakeLong(before);
    return room_.data() + before;
  }
  char* TakeLong(std::size_t before) {
    if (long_.empty()) long_.assign(room_.data(), before);
    long_.resize(size_);
    return long_.data() + before;
  }

  std::array<char, 512> room_;  // the bytes, unless they are more
  std::string long_;
  std::size_t size_ = 0;
};

// ---- version 1: every column, and records field by field

void PutClient(Bytes& bytes, const oauth::Client& client, const oauth::ClientProfile& profile) {
  bytes.Put(static_cast<std::uint64_t>(client.preset));
  bytes.Put(static_cast<std::uint64_t>(client.enabled ? 1 : 0) |
            static_cast<std::uint64_t>(client.resource_server ? 2 : 0) |
            static_cast<std::uint64_t>(client.any_loopback_redirect ? 4 : 0));
  bytes.Put(client.secret_count);
  for (const auto& secret : client.secrets) bytes.Put(secret);
  bytes.Put(client.seal_secret);
  // There were no more than these could hold.
  bytes.Put(client.scopes.set.AsWords()[0]);
  bytes.Put(client.scopes.set.AsWords()[1]);
  bytes.Put(profile.name);
  bytes.Put(profile.redirect_uris.size());
  for (const auto& uri : profile.redirect_uris) bytes.Put(uri);
}

void PutSubject(Bytes& bytes, const oauth::Subject& subject, const oauth::SubjectProfile& profile) {
  bytes.Put(static_cast<std::uint64_t>(subject.enabled ? 1 : 0));
  bytes.Put(subject.seal_secret);
  for (const auto* text : {&profile.name, &profile.email, &profile.locale,
                           &profile.street_and_number, &profile.postal_code, &profile.city,
                           &profile.country, &profile.registration_number, &profile.vat_number}) {
    bytes.Put(*text);
  }
}

// The columns that are no plain numbers.
struct Rest1 {
  Bytes& bytes;
  const EventRow& row;

  void Put(const oauth::ScopeList& list) const {
    std::string indexes;
    for (std::size_t i = 0; i < list.size; ++i) indexes += static_cast<char>(list.indexes.at(i));
    bytes.Put(indexes);
  }
  void operator()(const oauth::ClientMade& event) const { PutRecord(event); }
  void operator()(const oauth::ClientChanged& event) const { PutRecord(event); }
  void operator()(const oauth::SubjectMade& event) const { PutRecord(event); }
  void operator()(const oauth::SubjectChanged& event) const { PutRecord(event); }
  void operator()(const oauth::ConsentGiven& event) const {
    Put(*event.scopes);
    bytes.Put(row.secret);
  }
  void operator()(const oauth::GrantMade& event) const {
    Put(*event.scopes);
    bytes.Put(row.secret);
  }
  void operator()(const oauth::GrantWidened& event) const {
    Put(*event.scopes);
    bytes.Put(row.secret);
  }
  template <typename Other>
  void operator()(const Other& /*event*/) const {
    bytes.Put(row.secret);
  }

 private:
  void PutRecord(const auto& event) const {
    bytes.Put(oauth::SealSecret{});
    if constexpr (requires { event.client; }) {
      PutClient(bytes, *event.record, *event.profile);
    } else {
      PutSubject(bytes, *event.record, *event.profile);
    }
  }
};

ChainHash Chain1(const ChainHash& before, const EventRow& row, const oauth::Event& event) {
  Bytes bytes;
  bytes.Put(before);
  bytes.Put(row.sequence);
  bytes.PutTime(row.time);
  const auto cause = oauth::ParseCause(row.cause).value_or(oauth::Cause::kNone);
  bytes.Put((std::uint64_t{event.what.index()} + 1) | row.detail << 8U |
            static_cast<std::uint64_t>(cause) << 16U);
  bytes.Put(row.client << 32U | row.subject);
  bytes.Put(row.consent);
  bytes.Put(row.grant);
  bytes.Put(row.number);
  bytes.Put(row.serial);
  bytes.Put(row.link);
  bytes.PutTime(row.at);
  bytes.PutTime(row.expires);
  std::visit(Rest1{bytes, row}, event.what);
  return bytes.Hash();
}

// ---- version 2: what the row says, text by text

ChainHash Chain2(const ChainHash& before, const EventRow& row) {
  Bytes bytes;
  bytes.Put(before);
  bytes.Put(std::uint64_t{row.version});
  bytes.Put(row.sequence);
  bytes.PutTime(row.time);
  bytes.PutColumn('k', row.kind);
  bytes.PutColumn('a', row.actor);
  bytes.PutColumn('A', row.actor_id);
  bytes.PutColumn('y', row.reason);
  bytes.PutColumn('p', row.place);
  bytes.PutColumn('c', row.client);
  bytes.PutColumn('s', row.subject);
  bytes.PutColumn('o', row.consent);
  bytes.PutColumn('g', row.grant);
  bytes.PutColumn('w', row.cause);
  bytes.PutColumn('d', row.detail);
  bytes.PutColumn('n', row.number);
  bytes.PutColumn('t', static_cast<std::uint64_t>(row.at));
  bytes.PutColumn('e', static_cast<std::uint64_t>(row.expires));
  bytes.PutColumn('i', row.serial);
  bytes.PutColumn('l', row.link);
  bytes.PutColumn('x', row.scope);
  bytes.PutColumn('r', row.record);
  bytes.PutColumn('S', row.secret);
  return bytes.Hash();
}

}  // namespace

ChainHash Chain(const ChainHash& before, const EventRow& row, const oauth::Event& event) {
  return row.version == 1 ? Chain1(before, row, event) : Chain2(before, row);
}

}  // namespace writ::store
