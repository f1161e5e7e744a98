#include "base/hmac_sha256.h"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include <array>
#include <cstddef>
#include <string>

#include "base/check.h"

namespace writ {
namespace {

EVP_MAC* Algorithm() {
  // NOLINTNEXTLINE(cppcoreguidelines-avoid-non-const-global-variables): for OpenSSL
  static EVP_MAC* const algorithm = EVP_MAC_fetch(nullptr, "HMAC", nullptr);
  CHECK(algorithm != nullptr);
  return algorithm;
}

}  // namespace

void HmacSha256::Free::operator()(EVP_MAC_CTX* context) const { EVP_MAC_CTX_free(context); }

HmacSha256::HmacSha256(std::span<const std::uint8_t> key) : context_(EVP_MAC_CTX_new(Algorithm())) {
  CHECK(context_ != nullptr);
  std::string digest = "SHA256";
  const std::array<OSSL_PARAM, 2> parameters = {
      OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest.data(), digest.size()),
      OSSL_PARAM_construct_end()};
  // A null pointer would mean "the key there is", so an empty key needs an address too.
  constexpr std::uint8_t kEmpty = 0;
  const std::uint8_t* const bytes = key.empty() ? &kEmpty : key.data();
  CHECK(EVP_MAC_init(context_.get(), bytes, key.size(), parameters.data()) == 1);
}

Sha256Digest HmacSha256::Compute(std::span<const std::uint8_t> message) {
  Sha256Digest tag{};
  std::size_t size = 0;
  CHECK(EVP_MAC_init(context_.get(), nullptr, 0, nullptr) == 1);
  CHECK(EVP_MAC_update(context_.get(), message.data(), message.size()) == 1);
  CHECK(EVP_MAC_final(context_.get(), tag.data(), &size, tag.size()) == 1);
  CHECK(size == tag.size());
  return tag;
}

}  // namespace writ
