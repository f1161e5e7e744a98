// One connection of bench_load, blocking while it is made, then not; plain or TLS.
#pragma once

#include <openssl/ssl.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

namespace writ::bench {

// Ends the program when the server does not accept, or closes.
class Wire {
 public:
  // To a port of 127.0.0.1; plain without a context.
  Wire(std::uint16_t port, SSL_CTX* context);
  ~Wire();
  Wire(const Wire&) = delete;
  Wire& operator=(const Wire&) = delete;

  [[nodiscard]] int Socket() const { return socket_; }
  void Send(std::string_view bytes);
  // What has arrived; 0 when nothing has.
  [[nodiscard]] std::size_t Receive(char* into, std::size_t room);
  [[nodiscard]] bool HasPending() const { return ssl_ && SSL_has_pending(ssl_.get()) == 1; }

 private:
  struct Free {
    void operator()(SSL* ssl) const { SSL_free(ssl); }
  };
  int socket_;
  std::unique_ptr<SSL, Free> ssl_;
};

}  // namespace writ::bench
