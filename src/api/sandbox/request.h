// What the sandbox's own routes share: who may call them, and their JSON bodies.
#pragma once

#include <boost/json/object.hpp>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "http/handler.h"
#include "oauth/ledger.h"

namespace writ::api {

// The JSON object that a local program sent, or the problem that says why it is refused: a peer or
// Host that is not loopback, or an Origin that is not (403), another content type (415), no JSON
// object, or a name twice in it (400). So no web page can drive these routes, whatever its name
// resolves to.
[[nodiscard]] Result<boost::json::object, http::OwnedResponse> ReadSandboxRequest(
    const http::Request& request);

// The member `name` if it is a text; nothing if it is absent, null or empty, as for a parameter.
// Another type is a problem.
[[nodiscard]] Result<std::optional<std::string>, http::OwnedResponse> TextOf(
    const boost::json::object& object, std::string_view name);

// The same for a member that must be there.
[[nodiscard]] Result<std::string, http::OwnedResponse> NeededTextOf(
    const boost::json::object& object, std::string_view name);

// Commits `proposal` and answers with what `render` makes of it; 409 when what it was decided on
// has changed, 503 when the store cannot write.
void CommitThenRender(oauth::Ledger& ledger, oauth::Proposal proposal, http::Deferred deferred,
                      std::function<http::OwnedResponse(const oauth::Committed&)> render);

// 200 or another status with a JSON body that no cache keeps.
[[nodiscard]] http::OwnedResponse JsonAnswer(int status, const boost::json::object& body);

}  // namespace writ::api
