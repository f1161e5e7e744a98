// What the sandbox's own routes share: who may call them, and their JSON bodies.
#pragma once

#include <boost/json/object.hpp>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "http/router.h"
#include "oauth/services.h"

namespace writ::api {

// Whether the sender of `request` may use the sandbox's routes at all; else the problem that says
// why not (403). Host must name this machine or be one of services.hosts; a peer must be on this
// machine unless the sandbox listens beyond it; an Origin must be one of the same names, and a
// browser that sends none must not say that another site asked (Fetch Metadata §2.4). So no web
// page can drive these routes, whatever its name resolves to.
[[nodiscard]] Result<void, http::OwnedResponse> AdmitSandboxCaller(const oauth::Services& services,
                                                                   const http::Request& request);
// The guard that asks so before `endpoint` sees the request; `services` must outlive it.
[[nodiscard]] http::Endpoint ForLoopback(const oauth::Services& services, http::Endpoint endpoint);

// The JSON object of a request that was admitted, or the problem that says why it is refused:
// another content type (415), no JSON object, a name twice in it, or a member that is not one of
// `known` (400).
[[nodiscard]] Result<boost::json::object, http::OwnedResponse> ReadSandboxRequest(
    const http::Request& request, std::initializer_list<std::string_view> known);

// The member `name` if it is a text; nothing if it is absent, null or empty, as for a parameter.
// Another type is a problem.
[[nodiscard]] Result<std::optional<std::string>, http::OwnedResponse> TextOf(
    const boost::json::object& object, std::string_view name);

// The same for a member that must be there.
[[nodiscard]] Result<std::string, http::OwnedResponse> NeededTextOf(
    const boost::json::object& object, std::string_view name);

// 200 or another status with a JSON body that no cache keeps.
[[nodiscard]] http::OwnedResponse JsonAnswer(int status, const boost::json::object& body);

}  // namespace writ::api
