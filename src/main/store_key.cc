#include "main/store_key.h"

#include <array>
#include <filesystem>
#include <optional>
#include <span>
#include <string_view>
#include <system_error>

#include "base/constant_time.h"
#include "base/hex.h"
#include "base/hkdf_sha256.h"
#include "main/files.h"
#include "oauth/token/public_id.h"
#include "store/open.h"

namespace writ {

namespace {

std::span<const std::uint8_t> BytesOf(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

std::string MasterIdPath(const std::string& data) { return data + "/master.id"; }

}  // namespace

store::StoreKey StoreKeyOf(const oauth::MasterKey& master) {
  const auto derive = [&master](std::string_view use) {
    std::array<std::uint8_t, 16> key;
    HkdfSha256(master, BytesOf("writ store"), BytesOf(use), key);
    return key;
  };
  return {derive("row MAC"), derive("table sum"), derive("key check")};
}

store::KeyTrust TrustOf(const std::string& data, const oauth::MasterKey& master, bool by_operator) {
  const auto found = ReadFile(MasterIdPath(data));
  if (!found) return by_operator ? store::KeyTrust::kOperator : store::KeyTrust::kNone;
  const oauth::PublicIds ids(master);
  const std::string own = EncodeHex(ids.HashSecret("the master key of this store")) + "\n";
  return EqualInConstantTime(*found, own) ? store::KeyTrust::kNamed : store::KeyTrust::kOther;
}

Result<void> CheckMasterKey(const std::string& data, const oauth::MasterKey& master,
                            bool by_operator) {
  const std::optional<bool> own = TRY(store::BelongsTo(data, StoreKeyOf(master)));
  const store::KeyTrust trust = TrustOf(data, master, by_operator);
  if (own ? !*own : trust == store::KeyTrust::kOther) {
    return Fail("The master key is not the one that the store in " + data +
                " was made with; start with that one, or nobody's tokens work");
  }
  if (own || trust != store::KeyTrust::kNone) return {};
  return Fail("Nothing says which master key the store in " + data +
              " belongs to. If this is the right one, start once with --trust-this-key");
}

void ForgetMasterId(const std::string& data) {
  std::error_code none;
  std::filesystem::remove(MasterIdPath(data), none);
}

}  // namespace writ
