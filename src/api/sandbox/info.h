// POST /_sandbox/info, and the same text for the file that says the sandbox is ready.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "http/handler.h"
#include "oauth/services.h"

namespace writ::api {

// What the sandbox was started with.
struct SandboxDemo {
  struct App {
    oauth::ClientId id = oauth::ClientId::kNone;
    std::string secret;  // derived from the master key, so that it can be shown again
  };
  std::vector<App> apps;
  std::vector<oauth::SubjectId> merchants;
  std::string ca_file;  // of the encrypted port; empty without one
  std::int64_t pid = 0;
  std::string
      url;  // where a program on this machine reaches it; the issuer may be called otherwise
};

// The JSON text that says where the sandbox is and with what to call it.
[[nodiscard]] std::string SandboxInfo(const oauth::Services& services, const SandboxDemo& demo);

void ShowSandboxInfo(const oauth::Services& services, const SandboxDemo& demo,
                     http::Exchange& exchange);

}  // namespace writ::api
