// TLS: a certificate of the test's own, reload, and what every plain connection can do too.
#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <memory>
#include <string>
#include <thread>

#include "http/echo_handler.h"
#include "http/raw_client.h"
#include "http/server.h"

namespace writ::test {
namespace {

std::string Get(const std::string& target) {
  return "GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n";
}

// A folder with a fresh self-signed certificate and its key.
class Certificate {
 public:
  explicit Certificate(const std::string& name, bool rsa = false) {
    EXPECT_NE(mkdtemp(folder_), nullptr);
    EVP_PKEY* const key = rsa ? EVP_RSA_gen(2048) : EVP_EC_gen("P-256");
    X509* const certificate = X509_new();
    ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate), -60);
    X509_gmtime_adj(X509_getm_notAfter(certificate), 3600);
    X509_set_pubkey(certificate, key);
    X509_NAME* const subject = X509_get_subject_name(certificate);
    X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC,
                               reinterpret_cast<const unsigned char*>(name.c_str()), -1, -1, 0);
    X509_set_issuer_name(certificate, subject);
    EXPECT_GT(X509_sign(certificate, key, EVP_sha256()), 0);
    std::FILE* file = std::fopen(Files().certificate_file.c_str(), "w");
    PEM_write_X509(file, certificate);
    std::fclose(file);
    file = std::fopen(Files().key_file.c_str(), "w");
    PEM_write_PrivateKey(file, key, nullptr, nullptr, 0, nullptr, nullptr);
    std::fclose(file);
    X509_free(certificate);
    EVP_PKEY_free(key);
  }
  ~Certificate() {
    unlink(Files().certificate_file.c_str());
    unlink(Files().key_file.c_str());
    rmdir(folder_);
  }
  Certificate(const Certificate&) = delete;
  Certificate& operator=(const Certificate&) = delete;

  // Puts a pass phrase on the key.
  void Encrypt() const {
    std::FILE* file = std::fopen(Files().key_file.c_str(), "r");
    EVP_PKEY* const key = PEM_read_PrivateKey(file, nullptr, nullptr, nullptr);
    std::fclose(file);
    file = std::fopen(Files().key_file.c_str(), "w");
    const auto* const phrase = reinterpret_cast<const unsigned char*>("secret");
    EXPECT_EQ(PEM_write_PrivateKey(file, key, EVP_aes_128_cbc(), phrase, 6, nullptr, nullptr), 1);
    std::fclose(file);
    EVP_PKEY_free(key);
  }

  [[nodiscard]] http::TlsFiles Files() const {
    return {std::string(folder_) + "/cert.pem", std::string(folder_) + "/key.pem"};
  }

 private:
  char folder_[32] = "/tmp/writ-tls-XXXXXX";
};

http::ServerOptions Options(const http::TlsFiles& files, http::Limits limits = {}) {
  http::ServerOptions options;
  options.threads = 2;
  options.tls = &files;
  options.limits = limits;
  return options;
}

TEST(Tls, ServesWhatPlainConnectionsGet) {
  const Certificate certificate("one");
  RunningServer server(Options(certificate.Files()));
  RawClient client(server.Port(), true);
  client.Send(Join({Get("/a"), Get("/defer"), Get("/big")}));
  EXPECT_EQ(client.Read().body, "GET /a|");
  server.handler.Release(1);
  EXPECT_EQ(client.Read().body, "GET /defer|");
  EXPECT_EQ(client.Read().body.size(), 1U << 20);
  client.SendSlowly(Get("/slow"));
  EXPECT_EQ(client.Read().body, "GET /slow|");
  for (const std::size_t size : {100U, 5000U, 60000U}) {
    client.Send(Join({"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: ", std::to_string(size),
                      "\r\n\r\n", std::string(size, 'x')}));
    EXPECT_EQ(client.Read().body, Join({"POST /|", std::string(size, 'x')}));
  }
  client.Send("GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n");
  EXPECT_EQ(client.Read().status, 400);
  EXPECT_TRUE(client.Closed());
}

TEST(Tls, ReloadServesTheNewCertificate) {
  const Certificate one("one");
  const Certificate two("two");
  RunningServer server(Options(one.Files()));
  RawClient before(server.Port(), true);
  EXPECT_EQ(before.PeerName(), "/CN=one");
  ASSERT_TRUE(server->ReloadTls(two.Files()));
  EXPECT_EQ(RawClient(server.Port(), true).PeerName(), "/CN=two");
  before.Send(Get("/a"));
  EXPECT_EQ(before.Read().status, 200);

  const auto missing = server->ReloadTls({"/nonexistent/cert.pem", "/nonexistent/key.pem"});
  ASSERT_FALSE(missing);
  EXPECT_EQ(
      missing.error().message,
      "Cannot read the TLS certificate chain /nonexistent/cert.pem: No such file or directory.");
  EXPECT_FALSE(server->ReloadTls({one.Files().certificate_file, two.Files().key_file}));
  EXPECT_EQ(RawClient(server.Port(), true).PeerName(), "/CN=two");
}

TEST(Tls, NeedsItsFiles) {
  EchoHandler handler;
  const http::TlsFiles files{"/nonexistent/cert.pem", "/nonexistent/key.pem"};
  EXPECT_FALSE(http::Server::Open(Options(files), handler));
  RunningServer plain;
  EXPECT_FALSE(plain->ReloadTls(files));
}

// OpenSSL would ask at the terminal, and a pipe would be waited for, on the thread of the signals.
TEST(Tls, WaitsForNobodyWhenItReadsItsFiles) {
  const Certificate certificate("one");
  RunningServer server(Options(certificate.Files()));
  const std::string pipe = certificate.Files().key_file + ".pipe";
  ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
  const auto piped = server->ReloadTls({certificate.Files().certificate_file, pipe});
  unlink(pipe.c_str());
  ASSERT_FALSE(piped);
  EXPECT_NE(piped.error().message.find(pipe), std::string::npos);
  certificate.Encrypt();
  const auto locked = server->ReloadTls(certificate.Files());
  ASSERT_FALSE(locked);
  EXPECT_NE(locked.error().message.find("pass phrase"), std::string::npos)
      << locked.error().message;
}

TEST(Tls, HandshakesHaveADeadline) {
  const Certificate certificate("one");
  http::Limits limits;
  limits.header_deadline = std::chrono::milliseconds(60);
  RunningServer server(Options(certificate.Files(), limits));
  RawClient silent(server.Port());
  EXPECT_TRUE(silent.Closed());
  RawClient plain(server.Port());
  plain.Send(Get("/a"));
  EXPECT_EQ(plain.ReadAll().find("HTTP/"), std::string::npos);
}

TEST(Tls, StopAnswersAndSaysGoodbye) {
  const Certificate certificate("one");
  RunningServer server(Options(certificate.Files()));
  RawClient client(server.Port(), true);
  client.Send(Get("/defer"));
  http::Deferred deferred = server.handler.Take();
  std::thread stop([&] { server->Stop(std::chrono::milliseconds(10000)); });
  deferred.Answer({200, {}, {}, "late"});
  EXPECT_EQ(client.Read().body, "late");
  EXPECT_TRUE(client.Closed());
  stop.join();
}

// The suite that a client of TLS 1.2 and `suite` alone agrees on with the server; "" if on none.
std::string Agreed(std::uint16_t port, const std::string& suite) {
  const std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context(SSL_CTX_new(TLS_client_method()),
                                                                  SSL_CTX_free);
  SSL_CTX_set_max_proto_version(context.get(), TLS1_2_VERSION);
  SSL_CTX_set_security_level(context.get(), 0);
  EXPECT_EQ(SSL_CTX_set_cipher_list(context.get(), suite.c_str()), 1) << suite;
  const std::unique_ptr<BIO, decltype(&BIO_free_all)> link(BIO_new_ssl_connect(context.get()),
                                                           BIO_free_all);
  BIO_set_conn_hostname(link.get(), ("127.0.0.1:" + std::to_string(port)).c_str());
  if (BIO_do_connect(link.get()) != 1 || BIO_do_handshake(link.get()) != 1) return "";
  SSL* ssl = nullptr;
  BIO_get_ssl(link.get(), &ssl);
  return SSL_get_cipher_name(ssl);
}

// RFC 9325 §4.1, §4.2: no static RSA, no finite-field Diffie-Hellman, no CBC.
TEST(Tls, OffersForwardSecrecyAndAuthenticatedEncryptionOnly) {
  for (const bool rsa : {false, true}) {
    const Certificate certificate("one", rsa);
    RunningServer server(Options(certificate.Files()));
    const std::string kind = rsa ? "RSA" : "ECDSA";
    for (const char* cipher : {"AES128-GCM-SHA256", "AES256-GCM-SHA384", "CHACHA20-POLY1305"}) {
      const std::string suite = "ECDHE-" + kind + "-" + cipher;
      EXPECT_EQ(Agreed(server.Port(), suite), suite);
    }
    // Each other suite of TLS 1.2 that OpenSSL knows.
    for (const std::string& suite :
         {"ECDHE-" + kind + "-AES128-SHA256", "ECDHE-" + kind + "-AES256-SHA384",
          "ECDHE-" + kind + "-AES128-SHA", "ECDHE-" + kind + "-AES256-SHA",
          std::string("AES128-SHA"), std::string("AES256-SHA"), std::string("AES128-SHA256"),
          std::string("AES256-SHA256"), std::string("AES128-GCM-SHA256"),
          std::string("AES256-GCM-SHA384"), std::string("AES128-CCM"),
          std::string("DHE-RSA-AES128-GCM-SHA256"), std::string("DHE-RSA-AES128-SHA"),
          std::string("ADH-AES128-GCM-SHA256"), std::string("AECDH-AES128-SHA"),
          std::string("ALL:!ECDHE"), std::string("ALL:!AESGCM:!CHACHA20:!AESCCM")}) {
      EXPECT_EQ(Agreed(server.Port(), suite), "") << suite;
    }
  }
}

TEST(Tls, CarriesStreams) {
  const Certificate certificate("one");
  RunningServer server(Options(certificate.Files()));
  RawClient client(server.Port(), true);
  client.Send(Get("/stream?first"));
  EXPECT_EQ(client.Read().Header("transfer-encoding"), "chunked");
  EXPECT_EQ(client.ReadChunked(5), "first");
  http::Stream stream = server.handler.TakeStream();
  const std::string piece(30000, 's');  // two may wait at once
  for (int i = 0; i < 20; ++i) {
    EXPECT_EQ(stream.Send(piece), http::Sent::kTaken);
    EXPECT_TRUE(client.ReadChunked(piece.size()) == piece);
  }
  stream.End();
  EXPECT_EQ(client.ReadChunked(1), "");
  client.Send(Get("/stream") + Get("/stream"));  // the second is not read meanwhile
  EXPECT_EQ(client.Read().status, 200);
  http::Stream left = server.handler.TakeStream();
  client.Reset();
  server.handler.Await(left, http::Sent::kClosed);
}

TEST(Tls, SurvivesResets) {
  const Certificate certificate("one");
  RunningServer server(Options(certificate.Files()));
  for (int i = 0; i < 20; ++i) {
    RawClient client(server.Port(), true);
    client.Send(Join({Get("/big"), Get("/big")}));
    client.Reset();
  }
  RawClient client(server.Port(), true);
  client.Send(Get("/a"));
  EXPECT_EQ(client.Read().status, 200);
}

}  // namespace
}  // namespace writ::test
