// A throw-away certificate for the sandbox's encrypted port.
#pragma once

#include <span>
#include <string>

#include "base/result.h"

namespace writ {

struct CertificateFiles {
  std::string ca_file;           // what clients should trust
  std::string certificate_file;  // the server's, for localhost, 127.0.0.1 and ::1
  std::string key_file;          // mode 0600, as all of them
};

// A new authority and a certificate by it, good for a year, written to `folder`. The authority's
// own key is thrown away. `names` are further host names or IP addresses, those of IPv6 in
// brackets, that it is good for; of letters, digits, '-', '.', '_' and, in brackets, ':' only.
[[nodiscard]] Result<CertificateFiles> MakeCertificate(const std::string& folder,
                                                       std::span<const std::string> names);

}  // namespace writ
