// The HTTP/1.1 server: one loop and one listening socket per thread, deadlines by sweep, TLS by
// OpenSSL on the socket.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "http/handler.h"

namespace writ::http {

struct Limits {
  std::size_t request_line_bytes_max = 8192;         // 414
  std::size_t header_bytes_max = 16384;              // request line and headers; 431
  std::size_t header_count_max = 100;                // 431
  std::size_t body_bytes_max = 65536;                // 413
  std::size_t connections_max = 10000;               // 503, then closed
  std::chrono::milliseconds header_deadline{10000};  // from the first byte of a request; 408
  std::chrono::milliseconds body_deadline{30000};    // 408
  std::chrono::milliseconds idle_deadline{75000};    // between requests; closed in silence
  std::chrono::milliseconds write_deadline{30000};   // a peer that does not read
  // During a stop: for the rest of a request (408), and for what a stream has sent to be read.
  std::chrono::milliseconds stop_deadline{4000};
};

struct TlsFiles {
  std::string certificate_file;  // PEM, the whole chain
  std::string key_file;          // PEM
};

// One answered request, for the request log. No secret is in it: the query is left out. The views
// live as long as the call.
struct AccessRecord {
  std::chrono::system_clock::time_point time;  // of the answer; may lag a set clock by a second
  Method method;
  std::string_view path;
  int status;
  std::size_t response_bytes;
  std::chrono::microseconds duration;
  std::string_view peer;
  std::string_view request_id;
};
// Called by one loop, on its thread, for each answer before it is sent, and for each stream at its
// end; must be quick. A stream that a stop cuts since its client does not read may come after the
// thread's end.
using AccessLog = std::function<void(const AccessRecord&)>;
// Called once for each loop, before it runs.
using AccessLogSource = std::function<AccessLog()>;

struct ServerOptions {
  std::string address = "127.0.0.1";  // IPv4 or IPv6; ignored for a Unix socket
  std::uint16_t port = 0;             // 0: any free one
  std::string unix_path;              // if set: a Unix socket, mode 0600, one loop
  unsigned threads = 0;               // 0: one per core
  Limits limits;
  const TlsFiles* tls = nullptr;  // not kept
  AccessLogSource access_log;     // may be empty
};

// Thread-safe.
class Server {
 public:
  // Binds and listens; fails with a sentence that names the address. Serves nothing before Start.
  // `handler` must outlive the server.
  [[nodiscard]] static Result<std::unique_ptr<Server>> Open(ServerOptions options,
                                                            Handler& handler);
  Server() = default;
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;
  virtual ~Server() = default;

  [[nodiscard]] virtual std::uint16_t Port() const = 0;
  // Fails, in a sentence that says why, when the machine has no thread or descriptor left; the
  // server may then only be stopped. Once.
  [[nodiscard]] virtual Result<void> Start() = 0;
  // Stops accepting, answers every request that has arrived (up to `patience`) or arrives whole
  // within the stop deadline, ends the streams, closes, joins the threads.
  virtual void Stop(std::chrono::milliseconds patience) = 0;
  // Reads certificate and key again; on failure the old ones stay.
  [[nodiscard]] virtual Result<void> ReloadTls(const TlsFiles& files) = 0;
};

}  // namespace writ::http
