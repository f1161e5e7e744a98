#include "http/raw_client.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace writ::test {
namespace {

constexpr int kTimeoutSeconds = 10;

std::string Lower(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

void ParseHead(RawResponse& response) {
  response.status = std::stoi(response.head.substr(9, 3));
  std::size_t begin = response.head.find("\r\n") + 2;
  while (begin < response.head.size() - 2) {
    const std::size_t end = response.head.find("\r\n", begin);
    const std::size_t colon = response.head.find(": ", begin);
    if (colon < end) {
      response.headers[Lower(response.head.substr(begin, colon - begin))] =
          response.head.substr(colon + 2, end - colon - 2);
    }
    begin = end + 2;
  }
}

}  // namespace

std::string Join(std::initializer_list<std::string_view> parts) {
  std::string joined;
  for (const std::string_view part : parts) joined += part;
  return joined;
}

RawClient::RawClient(std::uint16_t port) : RawClient(port, false) {}

RawClient::RawClient(std::uint16_t port, Window /*window*/)
    : context_(nullptr, SSL_CTX_free), ssl_(nullptr, SSL_free) {
  ConnectLoopback(port, 4096);
}

RawClient::RawClient(std::uint16_t port, bool tls)
    : context_(nullptr, SSL_CTX_free), ssl_(nullptr, SSL_free) {
  ConnectLoopback(port);
  if (!tls) return;
  context_.reset(SSL_CTX_new(TLS_client_method()));
  ssl_.reset(SSL_new(context_.get()));
  SSL_set_fd(ssl_.get(), socket_);
  EXPECT_EQ(SSL_connect(ssl_.get()), 1);
}

RawClient::RawClient(const std::string& unix_path)
    : context_(nullptr, SSL_CTX_free), ssl_(nullptr, SSL_free) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::memcpy(address.sun_path, unix_path.c_str(), unix_path.size() + 1);
  Connect(&address, sizeof(address), AF_UNIX);
}

RawClient::~RawClient() {
  ssl_.reset();
  if (socket_ >= 0) close(socket_);
}

void RawClient::ConnectLoopback(std::uint16_t port, int window) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  Connect(&address, sizeof(address), AF_INET, window);
  const int on = 1;
  setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
}

void RawClient::Connect(const void* address, unsigned size, int family, int window) {
  socket_ = socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0);
  // Counts only before there is a connection.
  if (window > 0) setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &window, sizeof(window));
  const timeval timeout{kTimeoutSeconds, 0};
  setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &timeout, sizeof(timeout));
  setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &timeout, sizeof(timeout));
  if (connect(socket_, static_cast<const sockaddr*>(address), size) != 0) {
    ADD_FAILURE() << "connect: " << std::strerror(errno);
  }
}

void RawClient::Send(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = ssl_ ? SSL_write(ssl_.get(), bytes.data(), static_cast<int>(bytes.size()))
                              : send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return;  // the peer has closed; what it said before is still to be read
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
}

void RawClient::SendSlowly(std::string_view bytes) {
  for (const char& byte : bytes) Send({&byte, 1});
}

void RawClient::Finish() {
  if (ssl_) SSL_shutdown(ssl_.get());
  shutdown(socket_, SHUT_WR);
}

void RawClient::Reset() {
  const linger abrupt{1, 0};
  setsockopt(socket_, SOL_SOCKET, SO_LINGER, &abrupt, sizeof(abrupt));
  ssl_.reset();
  close(std::exchange(socket_, -1));
}

bool RawClient::Fill() {
  char chunk[16384];
  const ssize_t size =
      ssl_ ? SSL_read(ssl_.get(), chunk, sizeof(chunk)) : recv(socket_, chunk, sizeof(chunk), 0);
  if (size < 0 && errno == EAGAIN) ADD_FAILURE() << "the server said nothing for ten seconds";
  if (size < 0) reset_ = true;
  if (size <= 0) return false;
  received_.append(chunk, static_cast<std::size_t>(size));
  return true;
}

RawResponse RawClient::Read(bool head_only) {
  RawResponse response;
  std::size_t head_end = 0;
  while ((head_end = received_.find("\r\n\r\n")) == std::string::npos) {
    if (!Fill()) return response;
  }
  response.head = received_.substr(0, head_end + 4);
  received_.erase(0, head_end + 4);
  ParseHead(response);
  const std::string length = response.Header("content-length");
  const std::size_t body_size = head_only || length.empty() ? 0 : std::stoul(length);
  while (received_.size() < body_size) {
    if (!Fill()) return {};
  }
  response.body = received_.substr(0, body_size);
  received_.erase(0, body_size);
  return response;
}

bool RawClient::ReceiveLine(std::string& line) {
  std::size_t end = 0;
  while ((end = received_.find("\r\n")) == std::string::npos) {
    if (!Fill()) return false;
  }
  line = received_.substr(0, end);
  received_.erase(0, end + 2);
  return true;
}

std::string RawClient::ReadChunked(std::size_t size) {
  while (chunked_.size() < size && !broken_) {
    std::string line;
    if (broken_ = !ReceiveLine(line); broken_) break;
    const std::size_t chunk = std::stoul(line, nullptr, 16);
    while (received_.size() < chunk + 2 && !broken_) broken_ = !Fill();
    if (broken_) break;
    chunked_ += received_.substr(0, chunk);
    EXPECT_EQ(received_.substr(chunk, 2), "\r\n");
    received_.erase(0, chunk + 2);
    if (chunk == 0) break;
  }
  std::string content = chunked_.substr(0, size);
  chunked_.erase(0, content.size());
  return content;
}

std::string RawClient::ReadAll() {
  while (Fill()) {
  }
  return std::exchange(received_, {});
}

bool RawClient::Closed() { return received_.empty() && !Fill() && !reset_; }

bool RawClient::HasEnded() {
  char chunk[4096];
  ssize_t size = 0;
  while ((size = recv(socket_, chunk, sizeof(chunk), MSG_DONTWAIT)) > 0) {
    received_.append(chunk, static_cast<std::size_t>(size));
  }
  return size == 0 || (errno != EAGAIN && errno != EWOULDBLOCK);
}

std::string RawClient::PeerName() const {
  X509* const certificate = SSL_get0_peer_certificate(ssl_.get());
  char name[256];
  X509_NAME_oneline(X509_get_subject_name(certificate), name, sizeof(name));
  return name;
}

}  // namespace writ::test
