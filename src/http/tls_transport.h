// TLS by OpenSSL straight on a non-blocking socket, lean enough for many idle connections. TLS 1.2
// and later; HTTP/1.1 is what ALPN offers.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string_view>

#include "base/mutex.h"
#include "base/result.h"
#include "http/server.h"

using SSL = struct ssl_st;
using BIO = struct bio_st;
// NOLINTNEXTLINE(readability-identifier-naming): OpenSSL's name
using BIO_METHOD = struct bio_method_st;
// NOLINTNEXTLINE(readability-identifier-naming): OpenSSL's name
using SSL_CTX = struct ssl_ctx_st;

namespace writ::http {

enum class TlsStatus { kDone, kWantRead, kWantWrite, kClosed };

// One connection's encryption. Never blocks; kClosed is final. Not thread-safe.
class TlsTransport {
 public:
  TlsTransport(SSL_CTX& context, int socket);
  ~TlsTransport();
  TlsTransport(const TlsTransport&) = delete;
  TlsTransport& operator=(const TlsTransport&) = delete;

  [[nodiscard]] TlsStatus Handshake();
  [[nodiscard]] TlsStatus Read(std::span<char> into, std::size_t& size);
  // May write a part; `size` says how much.
  [[nodiscard]] TlsStatus Write(std::string_view bytes, std::size_t& size);
  // Bytes were already taken from the socket, so waiting for the socket would miss them.
  [[nodiscard]] bool HasPending() const;
  // Reading from the socket took all there was, and nothing was said of more since.
  [[nodiscard]] bool Drained() const { return drained_; }
  void ExpectMore() { drained_ = false; }
  // Tells the peer that nothing more comes.
  void ShutDown();

 private:
  [[nodiscard]] TlsStatus StatusOf(int result);
  [[nodiscard]] static const BIO_METHOD* SocketMethod();
  static int ReadSocket(BIO* bio, char* out, std::size_t size, std::size_t* got);
  static int WriteSocket(BIO* bio, const char* bytes, std::size_t size, std::size_t* sent);

  SSL* const ssl_;
  const int socket_;
  bool drained_ = false;
  bool failed_ = false;
};

// The certificate and key that new connections get. Thread-safe.
class TlsIdentity {
 public:
  // Fails with a sentence that names the file; what was loaded before stays.
  [[nodiscard]] Result<void> Load(const TlsFiles& files);
  // Load must have succeeded once.
  [[nodiscard]] std::unique_ptr<TlsTransport> Accept(int socket) const;

 private:
  mutable Mutex mutex_;
  std::shared_ptr<SSL_CTX> context_ GUARDED_BY(mutex_);
};

}  // namespace writ::http
