// Giving an app a new secret.
#pragma once

#include "oauth/change.h"
#include "oauth/records/records.h"

namespace writ::oauth {

// The app with `secret_hash` as its newest secret. The one before stays valid beside it unless
// `drop_old`; a third pushes the oldest out.
[[nodiscard]] ChangeClient RotateClientSecret(const Client& client, const ClientProfile& profile,
                                              const SecretHash& secret_hash, bool drop_old);

}  // namespace writ::oauth
