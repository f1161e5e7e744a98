// Sends prepared requests as fast as they are answered and says what that cost the server:
// `bench_load --port N --requests FILE [OPTION…]`. One thread, one epoll; every answer's status and
// length are read. Prints one JSON object.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "base/check.h"

namespace {

using Steady = std::chrono::steady_clock;

struct Options {
  std::uint16_t port = 0;
  std::string requests;
  std::size_t connections = 64;
  std::size_t pipeline = 1;
  double seconds = 0;       // 0: every request once
  std::uint64_t first = 0;  // of the file's requests
  std::uint64_t count = 0;  // of them; 0: all
  int status = 200;         // what every answer must have
  std::string text;         // and its body contain
  int pid = 0;              // the server, whose CPU time is measured
  bool tls = false;
};

[[noreturn]] void Die(const std::string& message) {
  std::fprintf(stderr, "bench_load: %s\n", message.c_str());
  std::exit(1);
}

// What all threads of `pid` have used, in seconds, to the nanosecond.
double CpuSeconds(int pid) {
  double seconds = 0;
  if (pid == 0) return 0;
  std::error_code ignored;
  const std::string folder = "/proc/" + std::to_string(pid) + "/task";
  for (const auto& task : std::filesystem::directory_iterator(folder, ignored)) {
    std::ifstream file(task.path() / "schedstat");
    double nanoseconds = 0;
    if (file >> nanoseconds) seconds += nanoseconds * 1e-9;
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

std::vector<std::string> ReadRequests(const Options& options) {
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

// Equal shares, each of as few callers as can be. Sorts `requests`.
std::vector<Share> DealOut(std::vector<std::string>& requests, std::size_t connections) {
  std::stable_sort(requests.begin(), requests.end(),
                   [](const auto& a, const auto& b) { return HeadOf(a) < HeadOf(b); });
  std::vector<Share> shares(connections);
  for (std::size_t i = 0; i < connections; ++i) {
    shares[i].begin = shares[i].next = requests.size() * i / connections;
    shares[i].end = requests.size() * (i + 1) / connections;
  }
  return shares;
}

// One connection, blocking while it is made, then not.
class Wire {
 public:
  Wire(const Options& options, SSL_CTX* context) : socket_(socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(options.port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (socket_ < 0 ||
        connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) != 0) {
      Die("cannot connect to port " + std::to_string(options.port));
    }
    const int on = 1;
    setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
    if (context == nullptr) return;
    ssl_.reset(SSL_new(context));
    if (SSL_set_fd(ssl_.get(), socket_) != 1 || SSL_connect(ssl_.get()) != 1) {
      Die("the TLS handshake failed");
    }
    timeval brief{0, 1};
    setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &brief, sizeof(brief));
  }
  ~Wire() {
    ssl_.reset();
    close(socket_);
  }
  Wire(const Wire&) = delete;
  Wire& operator=(const Wire&) = delete;

  [[nodiscard]] int Socket() const { return socket_; }

  void Send(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t sent = ssl_ ? SSL_write(ssl_.get(), bytes.data(), int(bytes.size()))
                                : send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) Die("the server closed a connection");
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
  }

  // What has arrived; 0 when nothing has.
  [[nodiscard]] std::size_t Receive(char* into, std::size_t room) {
    if (ssl_) {
      const int size = SSL_read(ssl_.get(), into, int(room));
      if (size > 0) return static_cast<std::size_t>(size);
      if (SSL_get_error(ssl_.get(), size) != SSL_ERROR_WANT_READ) Die("the server closed");
      ERR_clear_error();
      return 0;
    }
    const ssize_t size = recv(socket_, into, room, MSG_DONTWAIT);
    if (size > 0) return static_cast<std::size_t>(size);
    if (size < 0 && (errno == EAGAIN || errno == EINTR)) return 0;
    Die("the server closed a connection");
  }
  [[nodiscard]] bool HasPending() const { return ssl_ && SSL_has_pending(ssl_.get()) == 1; }

 private:
  struct Free {
    void operator()(SSL* ssl) const { SSL_free(ssl); }
  };
  int socket_;
  std::unique_ptr<SSL, Free> ssl_;
};

struct Peer {
  Peer(const Options& options, SSL_CTX* context) : wire(options, context) {}
  Wire wire;
  std::array<char, 65536> bytes{};
  std::size_t size = 0;
  std::size_t owed = 0;  // answers to what was sent
  Share share;
  Steady::time_point sent;
};

class Load {
 public:
  Load(const Options& options, std::vector<std::string> requests)
      : options_(options), requests_(std::move(requests)), epoll_(epoll_create1(0)) {
    if (options.tls) context_.reset(SSL_CTX_new(TLS_client_method()));
    for (const Share& share : DealOut(requests_, options.connections)) {
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
  const Options options_;
  std::vector<std::string> requests_;
  const int epoll_;
  std::unique_ptr<SSL_CTX, Free> context_;
  std::vector<std::unique_ptr<Peer>> peers_;
  std::string batch_;
  std::uint64_t answered_ = 0;
  std::uint64_t wrong_ = 0;
  bool stop_ = false;
  std::vector<float> microseconds_;
  double seconds_ = 0;
  double cpu_ = 0;
};

const std::string* Load::Next(Peer& peer) {
  Share* share = &peer.share;
  if (share->next == share->end && options_.seconds > 0) share->next = share->begin;
  if (share->next == share->end) {
    const auto left = [](const auto& other) { return other->share.end - other->share.next; };
    share = &(*std::max_element(peers_.begin(), peers_.end(), [&](const auto& a, const auto& b) {
               return left(a) < left(b);
             }))->share;
  }
  return share->next == share->end ? nullptr : &requests_[share->next++];
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
  peer.wire.Send(batch_);
}

bool Load::TakeAnswer(std::string_view& bytes) {
  const std::size_t end = bytes.find("\r\n\r\n");
  if (end == std::string_view::npos) return false;
  const std::string_view head = bytes.substr(0, end + 2);
  std::size_t length = 0;
  const std::size_t at = head.find("Content-Length: ");
  if (at != std::string_view::npos) {
    std::from_chars(head.data() + at + 16, head.data() + head.size(), length);
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
      microseconds_.push_back(took.count());
    }
    std::copy(bytes.begin(), bytes.end(), peer.bytes.begin());
    peer.size = bytes.size();
  } while (peer.wire.HasPending());
  if (peer.owed == 0) Feed(peer);
}

void Load::Run() {
  std::array<epoll_event, 256> events{};
  const double cpu_begin = CpuSeconds(options_.pid);
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
  cpu_ = CpuSeconds(options_.pid) - cpu_begin;
}

void Load::Print() {
  const auto at = [this](double share) {
    const auto place = microseconds_.begin() +
                       static_cast<std::ptrdiff_t>(share * double(microseconds_.size() - 1));
    std::nth_element(microseconds_.begin(), place, microseconds_.end());
    return double(*place);
  };
  std::printf(
      "{\"requests\": %llu, \"wrong\": %llu, \"per_second\": %.0f, \"cpu_us\": %.3f, "
      "\"p50_us\": %.0f, \"p99_us\": %.0f, \"p999_us\": %.0f}\n",
      static_cast<unsigned long long>(answered_), static_cast<unsigned long long>(wrong_),
      double(answered_) / seconds_, cpu_ / double(answered_) * 1e6, at(0.5), at(0.99), at(0.999));
}

constexpr const char* kUsage =
    "usage: bench_load --port N --requests FILE [--connections N] [--pipeline N] [--seconds S]\n"
    "                  [--first N] [--count N] [--status N] [--text T] [--pid N] [--tls]\n"
    "Without --seconds every request is sent once.\n";

Options Parse(int argc, char** argv) {
  Options options;
  for (int i = 1; i < argc; ++i) {
    const std::string_view name = argv[i];
    if (name == "--tls") {
      options.tls = true;
      continue;
    }
    if (++i >= argc) Die(kUsage);
    const char* const value = argv[i];
    const auto number = std::strtoull(value, nullptr, 10);
    if (name == "--port") {
      options.port = static_cast<std::uint16_t>(number);
    } else if (name == "--requests") {
      options.requests = value;
    } else if (name == "--connections") {
      options.connections = number;
    } else if (name == "--pipeline") {
      options.pipeline = number;
    } else if (name == "--seconds") {
      options.seconds = std::strtod(value, nullptr);
    } else if (name == "--first") {
      options.first = number;
    } else if (name == "--count") {
      options.count = number;
    } else if (name == "--status") {
      options.status = static_cast<int>(number);
    } else if (name == "--text") {
      options.text = value;
    } else if (name == "--pid") {
      options.pid = static_cast<int>(number);
    } else {
      Die(kUsage);
    }
  }
  if (options.port == 0 || options.requests.empty() || options.connections == 0) Die(kUsage);
  return options;
}

}  // namespace

int main(int argc, char** argv) {
  const Options options = Parse(argc, argv);
  Load load(options, ReadRequests(options));
  load.Run();
  load.Print();
  return 0;
}
