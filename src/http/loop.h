// One thread's share of the server: its listening socket, its connections, their deadlines.
#pragma once

#include <atomic>
#include <boost/intrusive/list.hpp>
#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "http/connection.h"
#include "http/date.h"
#include "http/deferred.h"
#include "http/handler.h"
#include "http/poller.h"
#include "http/response_writer.h"
#include "http/server.h"
#include "http/tls_transport.h"

namespace writ::http {

using SteadyTime = std::chrono::steady_clock::time_point;

// What the loops of one server share. Constant after construction, or atomic.
struct Service {
  Service(Handler& the_handler, const ServerOptions& options)
      : handler(the_handler), limits(options.limits), access_log(options.access_log) {}

  Handler& handler;
  const Limits limits;
  const AccessLogSource access_log;
  std::string id_prefix;  // of request ids, drawn at random
  unsigned loops = 1;
  std::unique_ptr<TlsIdentity> tls;  // null without TLS
  std::atomic<std::size_t> connections{0};
};

// Everything but BeginStop runs on the thread that calls Run.
class Loop final : private Watcher {
 public:
  // Takes the listening descriptor over.
  Loop(Service& service, unsigned index, int listener);
  ~Loop();
  Loop(const Loop&) = delete;
  Loop& operator=(const Loop&) = delete;

  // Before Run, once; fails, in a sentence, when the machine has no descriptor left.
  [[nodiscard]] Result<void> Open();
  // Serves until a stop is complete.
  void Run();
  // Thread-safe; once. Connections that still owe an answer get `patience`.
  void BeginStop(std::chrono::milliseconds patience);

  // For its connections.
  [[nodiscard]] Poller& GetPoller() { return poller_; }
  [[nodiscard]] Service& GetService() { return service_; }
  [[nodiscard]] Output& GetOutput() { return output_; }
  [[nodiscard]] const std::shared_ptr<Inbox>& GetInbox() const { return inbox_; }
  [[nodiscard]] std::string_view Date() const { return date_.View(); }
  [[nodiscard]] bool Stopping() const { return stopping_; }
  // By when a request must have arrived whole, for a stop; never, while there is none.
  [[nodiscard]] SteadyTime ArrivalDeadline() const { return arrival_deadline_; }
  // As of the last wake-up.
  [[nodiscard]] SteadyTime Now() const { return now_; }
  // What the civil clock shows at `time`, by what it showed at the last sweep.
  [[nodiscard]] std::chrono::system_clock::time_point CivilTimeOf(SteadyTime time) const {
    return std::chrono::system_clock::time_point(time.time_since_epoch() + civil_offset_);
  }
  [[nodiscard]] const AccessLog& GetAccessLog() const { return access_log_; }
  // Writes an id that no other request of this process has; returns its length, at most 24.
  std::size_t NextRequestId(char* out);
  // Deletes `connection` if it is closed and nothing refers to it any more.
  void ForgetIfFinished(Connection& connection);

 private:
  void OnReady(Readiness /*ready*/) override { AcceptPending(); }
  void AcceptPending();
  void AcceptLater();
  [[nodiscard]] bool CloseIdle();
  void Admit(int descriptor, const Peer& peer);
  void Wait();
  void TakeStop();
  void Sweep();
  void ReadCivilClock();
  void DeliverLetters();
  void DeliverStreams();

  Service& service_;
  const unsigned index_;
  const AccessLog access_log_;  // may be empty
  const std::chrono::milliseconds sweep_interval_;
  Poller poller_;
  int listener_;  // -1 once stopping
  std::shared_ptr<Inbox> inbox_;
  std::vector<Inbox::Letter> letters_;
  std::vector<std::shared_ptr<LiveStream>> streams_;
  boost::intrusive::list<Connection, boost::intrusive::constant_time_size<true>> connections_;
  std::size_t refused_ = 0;  // of these, those that only hear that there are too many
  Output output_;
  DateLine date_;
  std::chrono::system_clock::duration civil_offset_{};  // to add to a steady time
  SteadyTime now_;
  SteadyTime next_sweep_;
  std::uint64_t requests_ = 0;
  bool accept_paused_ = false;              // for want of descriptors, mostly
  std::atomic<std::int64_t> patience_{-1};  // in ms, once BeginStop was called
  bool stopping_ = false;
  SteadyTime stop_deadline_;
  SteadyTime arrival_deadline_ = SteadyTime::max();
};

}  // namespace writ::http
