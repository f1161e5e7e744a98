// A client that sends exactly the bytes it is told and shows exactly what comes back.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <map>
#include <memory>
#include <string>
#include <string_view>

using SSL = struct ssl_st;
using SSL_CTX = struct ssl_ctx_st;

namespace writ::test {

// The parts in one.
[[nodiscard]] std::string Join(std::initializer_list<std::string_view> parts);

struct RawResponse {
  int status = 0;
  std::string head;                            // with the empty line
  std::map<std::string, std::string> headers;  // names in lower case
  std::string body;

  [[nodiscard]] std::string Header(const std::string& lower_case_name) const {
    const auto found = headers.find(lower_case_name);
    return found == headers.end() ? "" : found->second;
  }
};

// Blocking, with a generous time-out of ten seconds for every read, after which the test fails.
class RawClient {
 public:
  explicit RawClient(std::uint16_t port);
  // A small one lets the server send some 2 kB before they are read.
  enum class Window { kSmall };
  RawClient(std::uint16_t port, Window window);
  // Over TLS, trusting anybody; fails the test if the handshake does.
  RawClient(std::uint16_t port, bool tls);
  explicit RawClient(const std::string& unix_path);
  ~RawClient();
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;

  void Send(std::string_view bytes);
  // As one segment each, one byte at a time.
  void SendSlowly(std::string_view bytes);
  // Closes the sending half.
  void Finish();
  // Makes the peer see a reset.
  void Reset();
  // One response; status 0 if the connection ended instead. `head_only` for the answer to HEAD.
  [[nodiscard]] RawResponse Read(bool head_only = false);
  // The next `size` bytes of a chunked body, of however many chunks; "" at its end. Fewer if the
  // connection ended instead, and then Broken.
  [[nodiscard]] std::string ReadChunked(std::size_t size);
  // The connection ended within a chunked body.
  [[nodiscard]] bool Broken() const { return broken_; }
  // Everything until the peer closes.
  [[nodiscard]] std::string ReadAll();
  // The peer has closed in an orderly way, and sent nothing more.
  [[nodiscard]] bool Closed();
  // The peer has closed, in whatever way; does not wait. What was received is still to be read.
  [[nodiscard]] bool HasEnded();
  // The certificate of the peer as its subject line.
  [[nodiscard]] std::string PeerName() const;

 private:
  void Connect(const void* address, unsigned size, int family, int window = 0);
  void ConnectLoopback(std::uint16_t port, int window = 0);
  // False at the end of the stream or on an error.
  bool Fill();

  int socket_ = -1;
  std::unique_ptr<SSL_CTX, void (*)(SSL_CTX*)> context_;
  std::unique_ptr<SSL, void (*)(SSL*)> ssl_;
  bool ReceiveLine(std::string& line);

  std::string received_;
  std::string chunked_;  // content of chunks that was received and not asked for
  bool broken_ = false;
  bool reset_ = false;
};

}  // namespace writ::test
