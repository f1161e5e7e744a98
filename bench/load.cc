// Sends prepared requests as fast as they are answered and says what that cost the server:
// `bench_load --port N --requests FILE [OPTION…]`. One thread, one epoll; every answer's status and
// length are read. Prints one JSON object. With --wal-index it also says how long the answers took
// that were under way during a checkpoint, and the others.
#include <openssl/ssl.h>
#include <sys/epoll.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "base/check.h"
#include "checkpoint_watch.h"
#include "load_options.h"
#include "wire.h"

namespace writ::bench {
namespace {

using Steady = std::chrono::steady_clock;

// What all threads of `pids` have used, in seconds, to the nanosecond.
double CpuSeconds(const std::vector<int>& pids) {
  double seconds = 0;
  for (const int pid : pids) {
    std::error_code ignored;
    const std::string folder = "/proc/" + std::to_string(pid) + "/task";
    for (const auto& task : std::filesystem::directory_iterator(folder, ignored)) {
      std::ifstream file(task.path() / "schedstat");
      double nanoseconds = 0;
      if (file >> nanoseconds) seconds += nanoseconds * 1e-9;
    }
  }
  return seconds;
}

// METHOD PATH BASIC BODY, as bench_requests prints it.
std::string Render(const std::string& line) {
  std::istringstream words(line);
  std::string method;
  std::string path;
  std::string basic;
  std::string body;
  words >> method >> path >> basic >> body;
  return method + " " + path +
         " HTTP/1.1\r\nHost: 127.0.0.1:8080\r\nUser-Agent: bench/1\r\nAccept: application/json\r\n"
         "Authorization: Basic " +
         basic + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: " +
         std::to_string(body.size()) + "\r\n\r\n" + body;
}

std::vector<std::string> ReadRequests(const LoadOptions& options) {
  std::ifstream file(options.requests);
  std::vector<std::string> requests;
  std::string line;
  for (std::uint64_t i = 0; std::getline(file, line); ++i) {
    if (i < options.first) continue;
    if (options.count != 0 && requests.size() >= options.count) break;
    requests.push_back(Render(line));
  }
  if (requests.empty()) Die("no requests in " + options.requests);
  return requests;
}

// What a request carries before its body is the caller's; a connection belongs to one caller.
std::string_view HeadOf(std::string_view request) {
  return request.substr(0, request.find("\r\n\r\n"));
}

// A connection's share of the requests, which follow each other.
struct Share {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t next = 0;
};

// Equal shares in the requests' order or, unless each may be of `any_caller`, of as few callers as
// can be, for which it sorts `requests`.
std::vector<Share> DealOut(std::vector<std::string>& requests, std::size_t connections,
                           bool any_caller) {
  if (!any_caller) {
    std::stable_sort(requests.begin(), requests.end(),
                     [](const auto& a, const auto& b) { return HeadOf(a) < HeadOf(b); });
  }
  std::vector<Share> shares(connections);
  for (std::size_t i = 0; i < connections; ++i) {
    shares[i].begin = shares[i].next = requests.size() * i / connections;
    shares[i].end = requests.size() * (i + 1) / connections;
  }
  return shares;
}

struct Peer {
  Peer(const LoadOptions& options, SSL_CTX* context) : wire(options.port, context) {}
  Wire wire;
  std::array<char, 65536> bytes{};
  std::size_t size = 0;
  std::size_t owed = 0;  // answers to what was sent
  Steady::time_point sent;
  Share share;
  CheckpointState checkpoint;  // when it was sent
};

class Load {
 public:
  Load(const LoadOptions& options, std::vector<std::string> requests)
      : options_(options),
        requests_(std::move(requests)),
        epoll_(epoll_create1(0)),
        watch_(options.wal_index) {
    if (options.tls) context_.reset(SSL_CTX_new(TLS_client_method()));
    for (const Share& share : DealOut(requests_, options.connections, options.any_caller)) {
      peers_.push_back(std::make_unique<Peer>(options, context_.get()));
      peers_.back()->share = share;
      epoll_event event{};
      event.events = EPOLLIN;
      event.data.ptr = peers_.back().get();
      CHECK(epoll_ctl(epoll_, EPOLL_CTL_ADD, peers_.back()->wire.Socket(), &event) == 0);
    }
  }

  void Run();
  void Print();

 private:
  // The next request of the peer's share, or of another's that has more left; null when all were
  // sent.
  [[nodiscard]] const std::string* Next(Peer& peer);
  void Feed(Peer& peer);
  void Drain(Peer& peer);
  // Takes one whole answer off `bytes`, if there is one.
  [[nodiscard]] bool TakeAnswer(std::string_view& bytes);

  struct Free {
    void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
  };
  const LoadOptions options_;
  std::vector<std::string> requests_;
  const int epoll_;
  CheckpointWatch watch_;
  std::unique_ptr<SSL_CTX, Free> context_;
  std::vector<std::unique_ptr<Peer>> peers_;
  std::string batch_;
  std::uint64_t sent_ = 0;
  std::uint64_t answered_ = 0;
  std::uint64_t wrong_ = 0;
  bool stop_ = false;
  std::vector<float> microseconds_;  // of every answer, or of those outside of checkpoints
  std::vector<float> during_checkpoints_;
  double seconds_ = 0;
  double cpu_ = 0;
};

const std::string* Load::Next(Peer& peer) {
  const bool again = options_.seconds > 0 || options_.total > 0;
  if (options_.total > 0 && sent_ == options_.total) return nullptr;
  Share* share = &peer.share;
  if (again && share->begin == share->end) return &requests_[sent_++ % requests_.size()];
  if (again && share->next == share->end) share->next = share->begin;
  if (share->next == share->end) {
    const auto left = [](const auto& other) { return other->share.end - other->share.next; };
    share = &(*std::max_element(peers_.begin(), peers_.end(), [&](const auto& a, const auto& b) {
               return left(a) < left(b);
             }))->share;
  }
  if (share->next == share->end) return nullptr;
  ++sent_;
  return &requests_[share->next++];
}

void Load::Feed(Peer& peer) {
  if (stop_) return;
  batch_.clear();
  while (peer.owed < options_.pipeline) {
    const std::string* const request = Next(peer);
    if (request == nullptr) break;
    batch_ += *request;
    ++peer.owed;
  }
  if (batch_.empty()) return;
  peer.sent = Steady::now();
  peer.checkpoint = watch_.Read();
  peer.wire.Send(batch_);
}

bool Load::TakeAnswer(std::string_view& bytes) {
  const std::size_t end = bytes.find("\r\n\r\n");
  if (end == std::string_view::npos) return false;
  const std::string_view head = bytes.substr(0, end + 2);
  std::size_t length = 0;
  const std::size_t at = head.find("\r\nContent-Length: ");
  if (at != std::string_view::npos) {
    std::from_chars(head.data() + at + 18, head.data() + head.size(), length);
  } else if (head.find("\r\nTransfer-Encoding:") != std::string_view::npos) {
    Die("an answer in chunks, which are not read here");
  }
  if (bytes.size() < end + 4 + length) return false;
  int status = 0;
  if (head.size() > 12) std::from_chars(head.data() + 9, head.data() + 12, status);
  const std::string_view body = bytes.substr(end + 4, length);
  if (status != options_.status || body.find(options_.text) == std::string_view::npos) {
    if (wrong_++ == 0) {
      std::fprintf(stderr, "bench_load: unexpected answer:\n%.*s\n%.*s\n", int(head.size()),
                   head.data(), int(body.size()), body.data());
    }
  }
  bytes.remove_prefix(end + 4 + length);
  return true;
}

void Load::Drain(Peer& peer) {
  do {
    const std::size_t got =
        peer.wire.Receive(peer.bytes.data() + peer.size, peer.bytes.size() - peer.size);
    peer.size += got;
    std::string_view bytes(peer.bytes.data(), peer.size);
    bool some = false;
    while (peer.owed > 0 && TakeAnswer(bytes)) {
      some = true;
      --peer.owed;
      ++answered_;
    }
    if (some) {
      const auto took = std::chrono::duration<float, std::micro>(Steady::now() - peer.sent);
      const CheckpointState now = watch_.Read();
      const bool checkpoint =
          now.IsRunning() || peer.checkpoint.IsRunning() || Ended(peer.checkpoint, now);
      (checkpoint ? during_checkpoints_ : microseconds_).push_back(took.count());
    }
    std::copy(bytes.begin(), bytes.end(), peer.bytes.begin());
    peer.size = bytes.size();
  } while (peer.wire.HasPending());
  if (peer.owed == 0) Feed(peer);
}

void Load::Run() {
  std::array<epoll_event, 256> events{};
  const double cpu_begin = CpuSeconds(options_.pids);
  const Steady::time_point begin = Steady::now();
  for (const auto& peer : peers_) Feed(*peer);
  const auto busy = [this] {
    return std::any_of(peers_.begin(), peers_.end(),
                       [](const auto& peer) { return peer->owed > 0; });
  };
  while (busy()) {
    const int count = epoll_wait(epoll_, events.data(), int(events.size()), 5000);
    if (count == 0) Die("the server has stopped answering");
    for (int i = 0; i < count; ++i) Drain(*static_cast<Peer*>(events.at(std::size_t(i)).data.ptr));
    const double elapsed = std::chrono::duration<double>(Steady::now() - begin).count();
    stop_ = stop_ || (options_.seconds > 0 && elapsed >= options_.seconds);
  }
  seconds_ = std::chrono::duration<double>(Steady::now() - begin).count();
  cpu_ = CpuSeconds(options_.pids) - cpu_begin;
}

// p50, p99 and p99.9 in microseconds, as members of an object.
std::string Quantiles(std::vector<float>& microseconds) {
  const auto at = [&microseconds](double share) {
    if (microseconds.empty()) return 0.0;
    const auto place =
        microseconds.begin() + static_cast<std::ptrdiff_t>(share * double(microseconds.size() - 1));
    std::nth_element(microseconds.begin(), place, microseconds.end());
    return double(*place);
  };
  std::array<char, 128> text{};
  std::snprintf(text.data(), text.size(), "\"p50_us\": %.0f, \"p99_us\": %.0f, \"p999_us\": %.0f",
                at(0.5), at(0.99), at(0.999));
  return text.data();
}

void Load::Print() {
  std::string checkpoints;
  if (watch_.Watches()) {
    checkpoints = ", \"checkpoints\": " + std::to_string(watch_.Count());
    const auto add = [&checkpoints](const char* name, std::vector<float>& some) {
      checkpoints += std::string(", \"") + name +
                     "\": {\"answers\": " + std::to_string(some.size()) + ", " + Quantiles(some) +
                     "}";
    };
    add("outside", microseconds_);
    add("during", during_checkpoints_);
    microseconds_.insert(microseconds_.end(), during_checkpoints_.begin(),
                         during_checkpoints_.end());
  }
  std::printf(
      "{\"requests\": %llu, \"wrong\": %llu, \"per_second\": %.0f, \"cpu_us\": %.3f, %s%s}\n",
      static_cast<unsigned long long>(answered_), static_cast<unsigned long long>(wrong_),
      double(answered_) / seconds_, cpu_ / double(answered_) * 1e6,
      Quantiles(microseconds_).c_str(), checkpoints.c_str());
}

}  // namespace
}  // namespace writ::bench

int main(int argc, char** argv) {
  const writ::bench::LoadOptions options = writ::bench::ParseLoadOptions(argc, argv);
  writ::bench::Load load(options, writ::bench::ReadRequests(options));
  load.Run();
  load.Print();
  return 0;
}
