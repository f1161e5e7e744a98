// Clients and subjects as JSON text, for the columns that people read and nothing queries.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "oauth/records/records.h"

namespace writ::store::sqlite {

// What an operator chooses about a client; ids, sequences and seal_secret are columns of their own.
[[nodiscard]] std::string FormatClient(const oauth::Client& client,
                                       const oauth::ClientProfile& profile);
// An Error when `text` was not made by FormatClient.
[[nodiscard]] Result<void> ParseClient(std::string_view text, oauth::Client& client,
                                       oauth::ClientProfile& profile);
[[nodiscard]] std::string FormatSubject(const oauth::Subject& subject,
                                        const oauth::SubjectProfile& profile);
[[nodiscard]] Result<void> ParseSubject(std::string_view text, oauth::Subject& subject,
                                        oauth::SubjectProfile& profile);

}  // namespace writ::store::sqlite
