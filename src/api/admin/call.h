// One call of the admin API: what was asked, in values that outlive the request so that a verb can
// be run again after a conflict, and what a verb answers.
#pragma once

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <cstddef>
#include <initializer_list>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/admin/routes.h"
#include "api/commit.h"
#include "api/respond.h"
#include "base/result.h"
#include "http/router.h"
#include "oauth/change.h"
#include "oauth/ledger.h"
#include "oauth/services.h"

namespace writ::api::admin {

struct AdminCall {
  const oauth::Services& services;
  const AdminOptions& options;
  std::vector<std::string> ids;              // what stood for each {} of the path
  std::map<std::string, std::string> query;  // decoded
  boost::json::object body;                  // empty when there was none
};

using AdminCommit = Commitment;
using AdminOutcome = Outcome;
// Runs on any thread, and again when a precondition failed.
using AdminVerb = AdminOutcome (*)(const AdminCall&);

// A guard: the operator, who is whoever reaches the socket. The verb gets what the path, query and
// body say; 400 where the body is no JSON object. `services` must outlive the endpoint.
[[nodiscard]] http::Endpoint ForOperator(const oauth::Services& services,
                                         std::shared_ptr<const AdminOptions> options,
                                         std::string_view pattern, AdminVerb verb);

[[nodiscard]] http::OwnedResponse Answered(int status, const boost::json::value& body);
[[nodiscard]] http::OwnedResponse NotFound(std::string_view noun);

// ---- members of the body. A member of the wrong type is a problem of status 400.

template <typename T>
using Member = Result<T, http::OwnedResponse>;

// Fails when the body has a member that is not in `known`.
[[nodiscard]] Member<void> AllowOnly(const AdminCall& call,
                                     std::initializer_list<std::string_view> known);
// Nothing when it is absent or null.
[[nodiscard]] Member<std::optional<std::string>> TextOf(const AdminCall& call,
                                                        std::string_view name);
[[nodiscard]] Member<std::string> RequiredText(const AdminCall& call, std::string_view name);
[[nodiscard]] Member<std::optional<bool>> FlagOf(const AdminCall& call, std::string_view name);
[[nodiscard]] Member<std::optional<std::int64_t>> NumberOf(const AdminCall& call,
                                                           std::string_view name);
[[nodiscard]] Member<std::optional<std::vector<std::string>>> TextsOf(const AdminCall& call,
                                                                      std::string_view name);
// "all" (also when absent) or "access".
[[nodiscard]] Member<oauth::Reach> ReachOf(const AdminCall& call);

// ---- lists

inline constexpr std::size_t kPageItemsDefault = 50;
inline constexpr std::size_t kPageItemsMax = 250;

// The query's `limit`, 1 to kPageItemsMax.
[[nodiscard]] Member<std::size_t> LimitOf(const AdminCall& call);
// The query's parameter, if it was sent.
[[nodiscard]] std::optional<std::string> QueryOf(const AdminCall& call, const std::string& name);
// {"items": …, "next_cursor": …}.
[[nodiscard]] http::OwnedResponse Page(boost::json::array items,
                                       const std::optional<std::string>& next_cursor);

}  // namespace writ::api::admin

// The value of a Member, or answer its problem from the enclosing verb. Once per statement.
#define MEMBER(expression)                                         \
  (__extension__({                                                 \
    auto member_ = (expression);                                   \
    if (!member_) return AdminOutcome(std::move(member_.error())); \
    std::move(member_).value();                                    \
  }))

// The same for a Member<void>, as a statement.
#define MEMBER_VOID(expression)                                    \
  do {                                                             \
    auto member_ = (expression);                                   \
    if (!member_) return AdminOutcome(std::move(member_.error())); \
  } while (false)
