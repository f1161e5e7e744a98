// Every route has its guard: whoever may not call it is told so before its verb sees the request.
#include <gtest/gtest.h>

#include <string>

#include "api/oauth2/routes.h"
#include "api/sandbox/routes.h"
#include "api/v2/routes.h"
#include "world.h"

namespace writ::api {
namespace {

using testing::World;

std::string Name(const http::Route& route) {
  return std::string(NameOf(route.method)) + " " + std::string(route.path);
}

TEST(Guard, OfOAuthIsTheClientsSecret) {
  World world;
  for (const http::Route& route : OAuthRoutes(world.services)) {
    if (route.method == http::Method::kGet) continue;  // documents that anybody may read
    const auto reply = world.Send(route.method, route.path, "token=x&token_type_hint=x");
    EXPECT_EQ(reply.status, 401) << Name(route);
    EXPECT_EQ(reply.Error(), "invalid_client") << Name(route);
  }
}

TEST(Guard, OfMolliesApiIsALiveToken) {
  World world;
  for (const http::Route& route : V2Routes(world.services)) {
    const std::string path = std::string(route.path) + (route.path.back() == '/' ? "x" : "");
    EXPECT_EQ(world.Send(route.method, path, "").status, 401) << Name(route);
    const auto dead = world.Send(route.method, path, "", {.authorization = "Bearer access_x"});
    EXPECT_EQ(dead.status, 401) << Name(route);
  }
}

TEST(Guard, OfTheSandboxIsThisMachine) {
  World world;
  for (const http::Route& route : SandboxRoutes(world.services, {})) {
    EXPECT_EQ(world.Send(route.method, route.path, "{}", {.loopback = false}).status, 403)
        << Name(route);
    EXPECT_EQ(world.Send(route.method, route.path, "{}", {.origin = "https://evil.example"}).status,
              403)
        << Name(route);
  }
}

TEST(MatchPath, TakesOneSegmentForEachPair) {
  using http::MatchPath;
  using Segments = std::vector<std::string_view>;
  EXPECT_EQ(MatchPath("/a/{}/b/{}", "/a/1/b/x%2Fy"), (Segments{"1", "x%2Fy"}));
  EXPECT_EQ(MatchPath("/a", "/a"), Segments());
  for (const std::string_view path : {"/a/", "/a/1/", "/a//b", "/a/1/2", "/a", "/b/1", "", "a/1"}) {
    EXPECT_FALSE(MatchPath("/a/{}", path)) << path;
  }
}

}  // namespace
}  // namespace writ::api
