// Records as the admin API shows them: ids as the world sees them, times in RFC 3339, no secrets.
#pragma once

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <string>

#include "base/clock.h"
#include "oauth/records/records.h"
#include "oauth/records/scope.h"
#include "oauth/services.h"
#include "oauth/standing.h"

namespace writ::api::admin {

// RFC 3339 in UTC, e.g. 2026-01-31T12:00:00Z.
[[nodiscard]] std::string FormatTime(Instant instant);

[[nodiscard]] boost::json::object RenderClient(const oauth::Services& services,
                                               const oauth::Client& client,
                                               const oauth::ClientProfile& profile);
[[nodiscard]] boost::json::object RenderMerchant(const oauth::Services& services,
                                                 const oauth::Subject& subject,
                                                 const oauth::SubjectProfile& profile);
[[nodiscard]] boost::json::object RenderGrant(const oauth::Services& services,
                                              const oauth::Standing& standing);
[[nodiscard]] std::string NameOf(oauth::GrantKind kind);

}  // namespace writ::api::admin
