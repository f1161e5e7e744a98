#include "oauth/rotate_client_secret.h"

namespace writ::oauth {

ChangeClient RotateClientSecret(const Client& client, const ClientProfile& profile,
                                const SecretHash& secret_hash, bool drop_old) {
  ChangeClient change{client, profile};
  const bool keeps_old = !drop_old && client.secret_count != 0;
  change.client.secrets[1] = keeps_old ? client.secrets[0] : SecretHash{};
  change.client.secrets[0] = secret_hash;
  change.client.secret_count = keeps_old ? 2 : 1;
  return change;
}

}  // namespace writ::oauth
