// What HTTP needs to know of URIs and hosts (RFC 3986).
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace writ::http {

// What a Content-Security-Policy calls the place that `uri` points at: "https://host:port" for http
// and https, without a default port; otherwise its scheme, "com.example.app:". Nothing if it is no
// absolute URI.
[[nodiscard]] std::optional<std::string> SourceOf(std::string_view uri);

// `uri` is an http or https URL that others can be told: with a host, no user, query or fragment,
// and no port beyond 65535.
[[nodiscard]] bool IsPlainUrl(std::string_view uri);

// `text` is a host, with or without a port, as a Host header has it (RFC 9110 §7.2, RFC 3986
// §3.2.2): a name, an IPv4 address or an IPv6 address in brackets; no user, and no port beyond
// 65535. An empty text is none.
[[nodiscard]] bool IsHost(std::string_view text);

// `host` is the value of a Host header, with or without a port, and names this machine: localhost,
// a name under it, 127.0.0.0/8 or [::1].
[[nodiscard]] bool IsLoopbackHost(std::string_view host);

// Whether `host`, as above, is one of `names` on any port; those are in lower case.
[[nodiscard]] bool NamesOneOf(std::string_view host, std::span<const std::string> names);

}  // namespace writ::http
