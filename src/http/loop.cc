#include "http/loop.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include "http/live_stream.h"

namespace writ::http {
namespace {

using std::chrono::milliseconds;

constexpr int kAcceptsPerTurnMax = 64;
constexpr std::size_t kRefusedMax = 64;
constexpr milliseconds kStopSweepInterval{10};
// How soon accepting is tried again after it failed for want of descriptors.
constexpr milliseconds kAcceptPause{100};
// So many idle connections give way at once to those that wait for a descriptor.
constexpr int kIdleClosedMax = 16;
constexpr std::string_view kDigits = "0123456789abcdefghjkmnpqrstvwxyz";

// Often enough for the shortest deadline, and for the date.
milliseconds SweepInterval(const Limits& limits) {
  const milliseconds shortest = std::min(
      {limits.header_deadline, limits.body_deadline, limits.idle_deadline, limits.write_deadline});
  return std::clamp(shortest / 4, milliseconds(5), milliseconds(1000));
}

Peer PeerOf(const sockaddr_storage& address) {
  Peer peer;
  peer.family = address.ss_family;
  if (address.ss_family == AF_INET) {
    const auto* const v4 = reinterpret_cast<const sockaddr_in*>(&address);
    inet_ntop(AF_INET, &v4->sin_addr, peer.text.data(), static_cast<socklen_t>(peer.text.size()));
    peer.loopback = (ntohl(v4->sin_addr.s_addr) >> 24) == 127;
  } else if (address.ss_family == AF_INET6) {
    const auto* const v6 = reinterpret_cast<const sockaddr_in6*>(&address);
    inet_ntop(AF_INET6, &v6->sin6_addr, peer.text.data(), static_cast<socklen_t>(peer.text.size()));
    peer.loopback = IN6_IS_ADDR_LOOPBACK(&v6->sin6_addr) ||
                    (IN6_IS_ADDR_V4MAPPED(&v6->sin6_addr) && v6->sin6_addr.s6_addr[12] == 127);
  } else {
    constexpr std::string_view kUnix = "unix";
    std::copy(kUnix.begin(), kUnix.end(), peer.text.begin());
    peer.loopback = true;
  }
  return peer;
}

}  // namespace

Loop::Loop(Service& service, unsigned index, int listener)
    : service_(service),
      index_(index),
      access_log_(service.access_log ? service.access_log() : AccessLog()),
      sweep_interval_(SweepInterval(service.limits)),
      listener_(listener),
      inbox_(std::make_shared<Inbox>([this] { poller_.Interrupt(); })),
      now_(std::chrono::steady_clock::now()),
      next_sweep_(now_ + sweep_interval_) {
  ReadCivilClock();
}

Loop::~Loop() {
  if (listener_ >= 0) close(listener_);
  for (Connection& connection : connections_) connection.Close();
  // Those that owe an answer are let go before the box is closed, since from then on another thread
  // may delete them at any moment.
  connections_.clear_and_dispose([](Connection* connection) {
    if (!connection->Owed()) delete connection;
  });
  letters_.clear();
  inbox_->Close(letters_);
  for (const Inbox::Letter& letter : letters_) delete letter.connection;
}

Result<void> Loop::Open() {
  TRY_VOID(poller_.Open());
  if (!poller_.Watch(listener_, *this)) {
    return Fail(std::string("Cannot wait for connections: ") + std::strerror(errno) + ".");
  }
  return {};
}

void Loop::Run() {
  while (!stopping_ || (!connections_.empty() && now_ < stop_deadline_)) {
    Wait();
    poller_.Dispatch();
    // Only now, since what they end may be in the batch that was dispatched.
    if (poller_.TakeInterrupt()) {
      DeliverLetters();
      DeliverStreams();
      TakeStop();
    }
    if (now_ >= next_sweep_) Sweep();
  }
}

void Loop::Wait() {
  const auto left = std::chrono::ceil<milliseconds>(next_sweep_ - now_);
  poller_.Wait(std::max(left, milliseconds(0)));
  now_ = std::chrono::steady_clock::now();
}

void Loop::BeginStop(milliseconds patience) {
  patience_.store(patience.count());
  poller_.Interrupt();
}

void Loop::TakeStop() {
  const std::int64_t patience = patience_.load();
  if (stopping_ || patience < 0) return;
  stopping_ = true;
  stop_deadline_ = now_ + milliseconds(patience);
  arrival_deadline_ = now_ + service_.limits.stop_deadline;
  AcceptPending();
  close(std::exchange(listener_, -1));
  next_sweep_ = now_;
}

void Loop::AcceptPending() {
  // The connections that already wait would be reset if a stop left them.
  const int turns = stopping_ ? SOMAXCONN : kAcceptsPerTurnMax;
  for (int i = 0; i < turns; ++i) {
    sockaddr_storage address{};
    socklen_t size = sizeof(address);
    const int descriptor = accept4(listener_, reinterpret_cast<sockaddr*>(&address), &size,
                                   SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (descriptor >= 0) {
      Admit(descriptor, PeerOf(address));
    } else if (errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM) {
      return AcceptLater();
    } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
      return;
    }
  }
  if (!poller_.Remind(listener_, *this)) AcceptLater();
}

// Trying again at once would spin; the next sweep does.
void Loop::AcceptLater() {
  accept_paused_ = true;
  next_sweep_ = std::min(next_sweep_, now_ + kAcceptPause);
}

// Whether any was; the oldest first.
bool Loop::CloseIdle() {
  int closed = 0;
  for (auto it = connections_.begin(); it != connections_.end() && closed < kIdleClosedMax;) {
    Connection& connection = *it++;
    if (!connection.CloseIfIdle()) continue;
    ++closed;
    ForgetIfFinished(connection);
  }
  return closed > 0;
}

void Loop::Admit(int descriptor, const Peer& peer) {
  if (peer.family != AF_UNIX) {
    const int on = 1;
    setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
  }
  std::unique_ptr<TlsTransport> tls = service_.tls ? service_.tls->Accept(descriptor) : nullptr;
  const bool admitted = service_.connections.fetch_add(1) < service_.limits.connections_max;
  if (!admitted) {
    service_.connections.fetch_sub(1);
    if (refused_ >= kRefusedMax) {
      close(descriptor);
      return;
    }
    ++refused_;
  }
  auto* const connection = new Connection(*this, descriptor, peer, std::move(tls), !admitted);
  connections_.push_back(*connection);
  if (!connection->Finished()) connection->Serve();
  ForgetIfFinished(*connection);
}

void Loop::ForgetIfFinished(Connection& connection) {
  if (!connection.Finished()) return;
  if (connection.Refused()) {
    --refused_;
  } else {
    service_.connections.fetch_sub(1);
  }
  connections_.erase_and_dispose(connections_.iterator_to(connection),
                                 [](Connection* erased) { delete erased; });
}

void Loop::ReadCivilClock() {
  const auto civil = std::chrono::system_clock::now();
  civil_offset_ = civil.time_since_epoch() - std::chrono::steady_clock::now().time_since_epoch();
  date_.Set(std::chrono::floor<std::chrono::seconds>(civil));
}

void Loop::Sweep() {
  next_sweep_ = now_ + (stopping_ ? kStopSweepInterval : sweep_interval_);
  ReadCivilClock();
  for (auto it = connections_.begin(); it != connections_.end();) {
    Connection& connection = *it++;
    connection.Sweep();
    ForgetIfFinished(connection);
  }
  while (accept_paused_ && !stopping_) {
    accept_paused_ = false;
    AcceptPending();
    if (accept_paused_ && !CloseIdle()) break;
  }
}

void Loop::DeliverLetters() {
  letters_.clear();
  inbox_->Take(letters_, streams_);
  for (const Inbox::Letter& letter : letters_) {
    if (letter.abandoned) {
      letter.connection->DeliverAbandoned();
    } else if (letter.render) {
      letter.connection->Deliver(letter.render().View());
    } else {
      letter.connection->Deliver(letter.response.View());
    }
    ForgetIfFinished(*letter.connection);
  }
}

void Loop::DeliverStreams() {
  for (const std::shared_ptr<LiveStream>& stream : streams_) {
    Connection* const connection = stream->GetConnection();
    if (connection == nullptr) continue;
    connection->GoOn();
    ForgetIfFinished(*connection);
  }
  streams_.clear();
}

std::size_t Loop::NextRequestId(char* out) {
  const std::string_view prefix = service_.id_prefix;
  char* end = std::copy(prefix.begin(), prefix.end(), out);
  *end++ = '-';
  std::uint64_t number = requests_++ * service_.loops + index_;
  do {
    *end++ = kDigits[number & 31];
    number >>= 5;
  } while (number > 0);
  return static_cast<std::size_t>(end - out);
}

}  // namespace writ::http
