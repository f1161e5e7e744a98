#include "main/certificate.h"

#include <arpa/inet.h>
#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <array>
#include <initializer_list>
#include <memory>
#include <utility>

#include "main/files.h"

namespace writ {

namespace {

constexpr long kDaySeconds = 86400;
constexpr long kYearSeconds = 365 * kDaySeconds;

template <auto free>
struct Freed {
  template <typename T>
  void operator()(T* object) const {
    free(object);
  }
};
using Key = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Freed<X509_free>>;
using Memory = std::unique_ptr<BIO, Freed<BIO_free_all>>;

using Extensions = std::initializer_list<std::pair<int, const char*>>;

bool Extend(X509* certificate, X509* issuer, Extensions extensions) {
  X509V3_CTX context;
  X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
  for (const auto& [name, value] : extensions) {
    std::unique_ptr<X509_EXTENSION, Freed<X509_EXTENSION_free>> extension(
        X509V3_EXT_conf_nid(nullptr, &context, name, value));
    if (!extension || X509_add_ext(certificate, extension.get(), -1) != 1) return false;
  }
  return true;
}

// 127 random bits, as public authorities do (RFC 5280 §4.1.2.2 wants positive and unique).
bool SetSerial(X509* certificate) {
  std::array<unsigned char, 16> bytes{};
  if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1) return false;
  bytes[0] = static_cast<unsigned char>((bytes[0] & 0x7FU) | 0x40U);
  std::unique_ptr<BIGNUM, Freed<BN_free>> number(
      BN_bin2bn(bytes.data(), static_cast<int>(bytes.size()), nullptr));
  return number && BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate)) != nullptr;
}

// Signed by `issuer`'s `issuer_key`; by itself when there is no issuer. Null on failure.
Certificate Issue(const char* name, EVP_PKEY* key, X509* issuer, EVP_PKEY* issuer_key,
                  Extensions extensions) {
  Certificate certificate(X509_new());
  X509* raw = certificate.get();
  if (raw == nullptr || X509_set_version(raw, 2) != 1 || !SetSerial(raw)) return nullptr;
  X509_gmtime_adj(X509_getm_notBefore(raw), -kDaySeconds);
  X509_gmtime_adj(X509_getm_notAfter(raw), kYearSeconds);
  std::array<unsigned char, 64> text{};
  std::string_view(name).copy(static_cast<char*>(static_cast<void*>(text.data())), text.size() - 1);
  X509_NAME* subject = X509_get_subject_name(raw);
  X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8, text.data(), -1, -1, 0);
  X509* signer = issuer == nullptr ? raw : issuer;
  X509_set_issuer_name(raw, X509_get_subject_name(signer));
  if (X509_set_pubkey(raw, key) != 1 || !Extend(raw, signer, extensions)) return nullptr;
  if (X509_sign(raw, issuer_key, EVP_sha256()) == 0) return nullptr;
  return certificate;
}

std::string Text(BIO* memory) {
  char* bytes = nullptr;
  const long size = BIO_get_mem_data(memory, &bytes);
  return size <= 0 ? std::string() : std::string(bytes, static_cast<std::size_t>(size));
}

std::string Pem(X509* certificate) {
  const Memory memory(BIO_new(BIO_s_mem()));
  PEM_write_bio_X509(memory.get(), certificate);
  return Text(memory.get());
}

std::string Pem(EVP_PKEY* key) {
  const Memory memory(BIO_new(BIO_s_mem()));
  PEM_write_bio_PrivateKey(memory.get(), key, nullptr, nullptr, 0, nullptr, nullptr);
  return Text(memory.get());
}

// As OpenSSL's configuration writes them.
std::string AlternativeNames(std::span<const std::string> names) {
  std::string text = "DNS:localhost,IP:127.0.0.1,IP:::1";
  for (const std::string& name : names) {
    const bool six = name.front() == '[';
    const std::string bare = six ? name.substr(1, name.size() - 2) : name;
    std::array<unsigned char, 16> bytes{};
    const bool address = inet_pton(six ? AF_INET6 : AF_INET, bare.c_str(), bytes.data()) == 1;
    text += (address ? ",IP:" : ",DNS:") + bare;
  }
  return text;
}

}  // namespace

Result<CertificateFiles> MakeCertificate(const std::string& folder,
                                         std::span<const std::string> names) {
  const std::string alternatives = AlternativeNames(names);
  const Key authority_key(EVP_EC_gen("P-256"));
  const Key key(EVP_EC_gen("P-256"));
  if (!authority_key || !key) return Fail("No key for the certificate can be made");
  const Certificate authority =
      Issue("Writ sandbox authority", authority_key.get(), nullptr, authority_key.get(),
            {{NID_basic_constraints, "critical,CA:TRUE,pathlen:0"},
             {NID_key_usage, "critical,keyCertSign,cRLSign"},
             {NID_subject_key_identifier, "hash"}});
  const Certificate certificate =
      authority ? Issue("localhost", key.get(), authority.get(), authority_key.get(),
                        {{NID_basic_constraints, "critical,CA:FALSE"},
                         {NID_key_usage, "critical,digitalSignature"},
                         {NID_ext_key_usage, "serverAuth"},
                         {NID_subject_key_identifier, "hash"},
                         {NID_authority_key_identifier, "keyid:always"},
                         {NID_subject_alt_name, alternatives.c_str()}})
                : nullptr;
  if (!certificate) return Fail("No certificate can be made");
  CertificateFiles files{folder + "/ca.pem", folder + "/server.pem", folder + "/server.key"};
  TRY_VOID(WriteFile(files.ca_file, Pem(authority.get())));
  TRY_VOID(WriteFile(files.certificate_file, Pem(certificate.get()) + Pem(authority.get())));
  TRY_VOID(WriteFile(files.key_file, Pem(key.get())));
  return files;
}

}  // namespace writ
