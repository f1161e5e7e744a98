#include "main/health.h"

namespace writ {

namespace {

constexpr std::string_view kNoStore = "Cache-Control: no-store\r\n";

}  // namespace

std::vector<http::Route> HealthRoutes(const oauth::Committer& committer) {
  return {
      {http::Method::kGet, "/health/live",
       [](http::Exchange& exchange) {
         exchange.Answer({200, "application/json", kNoStore, R"({"status":"live"})"});
       }},
      {http::Method::kGet, "/health/ready",
       [&committer](http::Exchange& exchange) {
         if (committer.Writable()) {
           exchange.Answer({200, "application/json", kNoStore, R"({"status":"ready"})"});
         } else {
           exchange.Answer({503, "application/json", kNoStore,
                            R"({"status":"unavailable","detail":"The store cannot write now"})"});
         }
       }},
  };
}

}  // namespace writ
