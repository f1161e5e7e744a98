// The sandbox's demo apps and merchants: made once, when the store is new, and found again.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "api/sandbox/info.h"
#include "base/result.h"
#include "main/engine.h"

namespace writ {

// Whether the store was made by a sandbox: its first app is a demo app. Nothing for an empty store.
[[nodiscard]] std::optional<bool> IsSandboxStore(const oauth::Ledger& ledger);

// The same of a store at a glance, from the record of its first app.
[[nodiscard]] bool IsSandboxRecord(std::string_view first_client);

// Why the store in `data` is not served.
[[nodiscard]] std::string RefusalOfSandboxStore(const std::string& data);

// Makes them if the store is new. Fails when the store is a server's. The secrets are derived from
// the master key; an app whose secret was changed since is left out.
[[nodiscard]] Result<api::SandboxDemo> PrepareDemo(Engine& engine);

}  // namespace writ
