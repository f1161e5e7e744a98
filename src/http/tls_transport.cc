#include "http/tls_transport.h"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509err.h>
#include <sys/socket.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <limits>
#include <string>
#include <system_error>

#include "base/check.h"

namespace writ::http {
namespace {

// What went wrong first; later errors only say where that was noticed.
std::string OpensslError() {
  const unsigned long code = ERR_peek_error();
  ERR_clear_error();
  if (ERR_SYSTEM_ERROR(code)) return std::system_category().message(ERR_GET_REASON(code));
  const char* const reason = code == 0 ? nullptr : ERR_reason_error_string(code);
  return reason == nullptr ? "unknown reason" : reason;
}

// Of TLS 1.2; those of 1.3 are all as sound. Forward secrecy and authenticated encryption (RFC 9325
// §4.1, §4.2), the first that both sides have, except that ChaCha20 comes first for clients that
// put it first.
constexpr const char* kSuites =
    "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:"
    "ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:"
    "ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305";

// RFC 7301: HTTP/1.1 if offered; otherwise the extension is left out of the answer.
int SelectProtocol(SSL* /*ssl*/, const unsigned char** out, unsigned char* out_size,
                   const unsigned char* offered, unsigned int offered_size, void* /*argument*/) {
  constexpr std::string_view kHttp = "http/1.1";
  for (unsigned int i = 0; i < offered_size; i += offered[i] + 1U) {
    const unsigned char* const name = offered + i + 1;
    if (offered[i] == kHttp.size() && i + 1 + kHttp.size() <= offered_size &&
        std::equal(kHttp.begin(), kHttp.end(), name)) {
      *out = name;
      *out_size = offered[i];
      return SSL_TLSEXT_ERR_OK;
    }
  }
  return SSL_TLSEXT_ERR_NOACK;
}

std::shared_ptr<SSL_CTX> NewContext() {
  std::shared_ptr<SSL_CTX> context(SSL_CTX_new(TLS_server_method()), SSL_CTX_free);
  CHECK(context != nullptr);
  SSL_CTX* const raw = context.get();
  CHECK(SSL_CTX_set_min_proto_version(raw, TLS1_2_VERSION) == 1);
  CHECK(SSL_CTX_set_cipher_list(raw, kSuites) == 1);
  SSL_CTX_set_options(raw, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION |
                               SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_PRIORITIZE_CHACHA);
  SSL_CTX_set_mode(raw, SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE |
                            SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
  // Sessions live in tickets at the client, so that memory does not grow with clients.
  SSL_CTX_set_session_cache_mode(raw, SSL_SESS_CACHE_OFF);
  SSL_CTX_set_num_tickets(raw, 1);
  SSL_CTX_set_read_ahead(raw, 1);
  SSL_CTX_set_alpn_select_cb(raw, SelectProtocol, nullptr);
  return context;
}

// Where OpenSSL would ask at the terminal, and wait.
int RefusePassPhrase(char* /*out*/, int /*size*/, int /*writing*/, void* asked) {
  if (asked != nullptr) *static_cast<bool*>(asked) = true;
  return -1;
}

// OpenSSL compares a key with the certificate of its type as soon as it has both.
bool IsMismatch(unsigned long code) {
  return ERR_GET_LIB(code) == ERR_LIB_X509 && ERR_GET_REASON(code) == X509_R_KEY_VALUES_MISMATCH;
}

auto Mismatch(const TlsFiles& files) {
  ERR_clear_error();
  return Fail("The TLS key " + files.key_file + " does not belong to the certificate " +
              files.certificate_file + ".");
}

// A pipe could keep its reader waiting for ever.
Result<void> CheckRegular(const std::string& path) {
  struct stat found {};
  if (stat(path.c_str(), &found) != 0 || S_ISREG(found.st_mode)) return {};
  return Fail("Certificate and key must be files, and " + path + " is none.");
}

}  // namespace

TlsTransport::TlsTransport(SSL_CTX& context, int socket)
    : ssl_(SSL_new(&context)), socket_(socket) {
  CHECK(ssl_ != nullptr);
  BIO* const bio = BIO_new(SocketMethod());
  CHECK(bio != nullptr);
  BIO_set_data(bio, this);
  BIO_set_init(bio, 1);
  SSL_set_bio(ssl_, bio, bio);
  SSL_set_accept_state(ssl_);
}

TlsTransport::~TlsTransport() { SSL_free(ssl_); }

// OpenSSL's own socket BIO does not say whether a reading took all there was.
const BIO_METHOD* TlsTransport::SocketMethod() {
  static const std::unique_ptr<BIO_METHOD, decltype(&BIO_meth_free)> method = [] {
    std::unique_ptr<BIO_METHOD, decltype(&BIO_meth_free)> made(
        BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "socket"), BIO_meth_free);
    CHECK(made != nullptr);
    CHECK(BIO_meth_set_read_ex(made.get(), ReadSocket) == 1);
    CHECK(BIO_meth_set_write_ex(made.get(), WriteSocket) == 1);
    CHECK(
        BIO_meth_set_ctrl(
            made.get(), [](BIO* /*bio*/, int command, long /*number*/, void* /*pointer*/) -> long {
              return command == BIO_CTRL_FLUSH ? 1 : 0;
            }) == 1);
    return made;
  }();
  return method.get();
}

int TlsTransport::ReadSocket(BIO* bio, char* out, std::size_t size, std::size_t* got) {
  auto& transport = *static_cast<TlsTransport*>(BIO_get_data(bio));
  BIO_clear_retry_flags(bio);
  ssize_t result = 0;
  do result = recv(transport.socket_, out, size, MSG_DONTWAIT);
  while (result < 0 && errno == EINTR);
  transport.drained_ = result < 0 || static_cast<std::size_t>(result) < size;
  if (result < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) BIO_set_retry_read(bio);
  if (result <= 0) return 0;
  *got = static_cast<std::size_t>(result);
  return 1;
}

int TlsTransport::WriteSocket(BIO* bio, const char* bytes, std::size_t size, std::size_t* sent) {
  const auto& transport = *static_cast<const TlsTransport*>(BIO_get_data(bio));
  BIO_clear_retry_flags(bio);
  ssize_t result = 0;
  do result = send(transport.socket_, bytes, size, MSG_NOSIGNAL | MSG_DONTWAIT);
  while (result < 0 && errno == EINTR);
  if (result < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) BIO_set_retry_write(bio);
  if (result <= 0) return 0;
  *sent = static_cast<std::size_t>(result);
  return 1;
}

TlsStatus TlsTransport::StatusOf(int result) {
  switch (SSL_get_error(ssl_, result)) {
    case SSL_ERROR_WANT_READ:
      return TlsStatus::kWantRead;
    case SSL_ERROR_WANT_WRITE:
      return TlsStatus::kWantWrite;
    default:
      failed_ = true;
      ERR_clear_error();
      return TlsStatus::kClosed;
  }
}

TlsStatus TlsTransport::Handshake() {
  if (failed_) return TlsStatus::kClosed;
  ERR_clear_error();
  const int result = SSL_do_handshake(ssl_);
  return result == 1 ? TlsStatus::kDone : StatusOf(result);
}

TlsStatus TlsTransport::Read(std::span<char> into, std::size_t& size) {
  size = 0;
  if (failed_) return TlsStatus::kClosed;
  ERR_clear_error();
  const int result = SSL_read_ex(ssl_, into.data(), into.size(), &size);
  if (result == 1) return TlsStatus::kDone;
  if (SSL_get_error(ssl_, result) == SSL_ERROR_ZERO_RETURN) return TlsStatus::kClosed;
  return StatusOf(result);
}

TlsStatus TlsTransport::Write(std::string_view bytes, std::size_t& size) {
  size = 0;
  if (failed_) return TlsStatus::kClosed;
  ERR_clear_error();
  const int result = SSL_write_ex(ssl_, bytes.data(), bytes.size(), &size);
  return result == 1 ? TlsStatus::kDone : StatusOf(result);
}

bool TlsTransport::HasPending() const { return SSL_has_pending(ssl_) == 1; }

void TlsTransport::ShutDown() {
  if (failed_ || SSL_in_init(ssl_) == 1) return;
  ERR_clear_error();
  SSL_shutdown(ssl_);
  ERR_clear_error();
}

Result<void> TlsIdentity::Load(const TlsFiles& files) {
  TRY_VOID(CheckRegular(files.certificate_file));
  TRY_VOID(CheckRegular(files.key_file));
  std::shared_ptr<SSL_CTX> context = NewContext();
  bool asked = false;
  SSL_CTX_set_default_passwd_cb(context.get(), RefusePassPhrase);
  SSL_CTX_set_default_passwd_cb_userdata(context.get(), &asked);
  ERR_clear_error();
  if (SSL_CTX_use_certificate_chain_file(context.get(), files.certificate_file.c_str()) != 1) {
    return Fail("Cannot read the TLS certificate chain " + files.certificate_file + ": " +
                OpensslError() + ".");
  }
  if (SSL_CTX_use_PrivateKey_file(context.get(), files.key_file.c_str(), SSL_FILETYPE_PEM) != 1) {
    if (asked) {
      ERR_clear_error();
      return Fail("The TLS key " + files.key_file +
                  " is encrypted, and a server cannot ask for its pass phrase: store it without "
                  "one, readable by the server only (openssl pkey -in KEY -out NEW).");
    }
    if (!IsMismatch(ERR_peek_error())) {
      return Fail("Cannot use the TLS key " + files.key_file + ": " + OpensslError() + ".");
    }
    return Mismatch(files);
  }
  SSL_CTX_set_default_passwd_cb_userdata(context.get(), nullptr);
  // A key of another type is not compared before.
  if (SSL_CTX_check_private_key(context.get()) != 1) return Mismatch(files);
  const MutexLock lock(mutex_);
  context_ = std::move(context);
  return {};
}

std::unique_ptr<TlsTransport> TlsIdentity::Accept(int socket) const {
  std::shared_ptr<SSL_CTX> context;
  {
    const MutexLock lock(mutex_);
    context = context_;
  }
  CHECK(context != nullptr);
  return std::make_unique<TlsTransport>(*context, socket);
}

}  // namespace writ::http
