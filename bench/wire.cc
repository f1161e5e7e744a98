#include "wire.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <cerrno>
#include <string>

#include "load_options.h"

namespace writ::bench {

Wire::Wire(std::uint16_t port, SSL_CTX* context) : socket_(socket(AF_INET, SOCK_STREAM, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (socket_ < 0 ||
      connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) != 0) {
    Die("cannot connect to port " + std::to_string(port));
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

Wire::~Wire() {
  ssl_.reset();
  close(socket_);
}

void Wire::Send(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = ssl_ ? SSL_write(ssl_.get(), bytes.data(), int(bytes.size()))
                              : send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) Die("the server closed a connection");
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
}

std::size_t Wire::Receive(char* into, std::size_t room) {
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

}  // namespace writ::bench
