#include "base/sha256.h"

#include <openssl/evp.h>

#include <cstddef>
#include <memory>

#include "base/check.h"

namespace writ {
namespace {

struct FreeContext {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

// Looking an algorithm up by name costs more than a digest: once for the process, kept until its
// end.
const EVP_MD* Algorithm() {
  static const EVP_MD* const algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  CHECK(algorithm != nullptr);
  return algorithm;
}

Sha256Digest Digest(const void* bytes, std::size_t size) {
  thread_local const std::unique_ptr<EVP_MD_CTX, FreeContext> context(EVP_MD_CTX_new());
  CHECK(context != nullptr);
  Sha256Digest digest{};
  CHECK(EVP_DigestInit_ex2(context.get(), Algorithm(), nullptr) == 1);
  CHECK(EVP_DigestUpdate(context.get(), bytes, size) == 1);
  CHECK(EVP_DigestFinal_ex(context.get(), digest.data(), nullptr) == 1);
  return digest;
}

}  // namespace

Sha256Digest Sha256(std::span<const std::uint8_t> bytes) {
  return Digest(bytes.data(), bytes.size());
}

Sha256Digest Sha256(std::string_view bytes) { return Digest(bytes.data(), bytes.size()); }

}  // namespace writ
