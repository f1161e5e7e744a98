// Clients, subjects and scopes as JSON text, for the columns that people read and nothing queries.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "oauth/catalogue.h"
#include "oauth/records/records.h"

namespace writ::store {

// What is chosen about a client; ids, sequences and seal_secret are columns of their own. The text
// is hashed with the event that has it: members that are empty and came later are left out.
[[nodiscard]] std::string FormatClient(const oauth::Client& client,
                                       const oauth::ClientProfile& profile,
                                       const oauth::Catalogue& catalogue);
// An Error when `text` was not made by FormatClient, or names a scope that `catalogue` does not
// have. What a store of 0.1 says about a client with every scope of then means every one, and keeps
// them as its set besides, since its event's hash covers them.
[[nodiscard]] Result<void> ParseClient(std::string_view text, const oauth::Catalogue& catalogue,
                                       oauth::Client& client, oauth::ClientProfile& profile);
// All but the index.
[[nodiscard]] std::string FormatScope(const oauth::Scope& scope);
// An Error also for what oauth::CheckScope refuses.
[[nodiscard]] Result<void> ParseScope(std::string_view text, oauth::Scope& scope);
[[nodiscard]] std::string FormatSubject(const oauth::Subject& subject,
                                        const oauth::SubjectProfile& profile);
[[nodiscard]] Result<void> ParseSubject(std::string_view text, oauth::Subject& subject,
                                        oauth::SubjectProfile& profile);

}  // namespace writ::store
