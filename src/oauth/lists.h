// What people's lists read of the ledger.
#pragma once

#include <cstddef>
#include <vector>

#include "oauth/records/ids.h"

namespace writ::oauth {

// Thread-safe. Slower than the finds of the ledger (oauth/ledger.h), and no request by an app needs
// it. Where there is a `limit`, up to so many records with an id greater than `after` are given, in
// the order of ids, as of some moment during the call.
class Lists {
 public:
  Lists() = default;
  Lists(const Lists&) = delete;
  Lists& operator=(const Lists&) = delete;
  virtual ~Lists() = default;

  [[nodiscard]] virtual std::vector<ClientId> ListClients(ClientId after,
                                                          std::size_t limit) const = 0;
  [[nodiscard]] virtual std::vector<SubjectId> ListSubjects(SubjectId after,
                                                            std::size_t limit) const = 0;
  [[nodiscard]] virtual std::vector<GrantId> ListGrants(GrantId after, std::size_t limit) const = 0;
  // All of a subject's, in the order of ids.
  [[nodiscard]] virtual std::vector<ConsentId> ListConsentsOf(SubjectId subject) const = 0;
};

}  // namespace writ::oauth
