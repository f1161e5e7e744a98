#include "main/address.h"

#include <arpa/inet.h>

#include <array>
#include <charconv>

#include "base/loopback.h"

namespace writ {

namespace {

bool IsAddress(const std::string& host) {
  std::array<std::uint8_t, 16> bytes{};
  return inet_pton(AF_INET, host.c_str(), bytes.data()) == 1 ||
         inet_pton(AF_INET6, host.c_str(), bytes.data()) == 1;
}

}  // namespace

Result<Address> ParseAddress(std::string_view text) {
  const std::string refusal =
      "'" + std::string(text) + "' is not an address to listen at; write it as 127.0.0.1:8080";
  const std::size_t colon = text.rfind(':');
  if (colon == std::string_view::npos) return Fail(refusal);
  Address address;
  address.host = text.substr(0, colon);
  if (address.host.size() > 2 && address.host.front() == '[' && address.host.back() == ']') {
    address.host = address.host.substr(1, address.host.size() - 2);
  }
  if (address.host == "localhost") address.host = "127.0.0.1";
  const std::string_view port = text.substr(colon + 1);
  const auto [end, failure] = std::from_chars(port.data(), port.data() + port.size(), address.port);
  if (failure != std::errc{} || end != port.data() + port.size() || !IsAddress(address.host)) {
    return Fail(refusal);
  }
  return address;
}

bool IsLoopback(const Address& address) { return IsLoopbackAddress(address.host); }

bool IsAny(const Address& address) { return address.host == "0.0.0.0" || address.host == "::"; }

std::string Authority(const Address& address) {
  const bool six = address.host.find(':') != std::string::npos;
  return (six ? "[" + address.host + "]" : address.host) + ":" + std::to_string(address.port);
}

}  // namespace writ
