#include "main/check_start.h"

#include <netdb.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <memory>

#include "cli/socket_channel.h"
#include "http/tls_transport.h"
#include "main/demo.h"
#include "main/engine.h"
#include "main/files.h"
#include "main/master_key.h"
#include "main/store_key.h"
#include "store/open.h"

namespace writ {

namespace {

Result<void> CheckAccess(const std::string& path, int mode) {
  if (::access(path.c_str(), mode) == 0) return {};
  return Fail("Cannot use " + path + ": " + std::strerror(errno));
}

Result<void> CheckFolder(const std::string& data) {
  TRY_VOID(CheckAccess(data, R_OK | W_OK | X_OK));
  const std::string lock = data + "/lock";
  if (Exists(lock) && std::filesystem::is_directory(lock)) {
    return Fail("The lock " + lock + " is a folder: move it away");
  }
  return CheckAccess(data + "/writ.db", R_OK | W_OK);
}

Result<void> CheckSocket(const std::string& path) {
  if (path.size() >= sizeof(sockaddr_un::sun_path)) {
    return Fail("The path of the control socket, " + path + ", has " + std::to_string(path.size()) +
                " bytes, and Unix allows " + std::to_string(sizeof(sockaddr_un::sun_path) - 1) +
                ": give the data folder a shorter path");
  }
  struct stat found {};
  if (::lstat(path.c_str(), &found) != 0 || S_ISSOCK(found.st_mode)) return {};
  return Fail("The control socket cannot be made, because " + path +
              " exists and is something else: move it away");
}

Result<void> CheckPlaceOfWatermark(const std::string& path, const store::StoreGlance& glance,
                                   bool accept_lost_history) {
  TRY_VOID(store::CheckWatermark(path, glance, accept_lost_history));
  if (Exists(path)) return CheckAccess(path, R_OK | W_OK);
  const std::string folder = std::filesystem::path(path).parent_path().string();
  return CheckAccess(folder.empty() ? "." : folder, W_OK | X_OK);
}

// Bound and let go at once, and never listened at.
Result<void> CheckAddress(const Address& address) {
  addrinfo hints{};
  hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV | AI_PASSIVE;
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  const std::string port = std::to_string(address.port);
  const int failure = ::getaddrinfo(address.host.c_str(), port.c_str(), &hints, &found);
  if (failure != 0) {
    return Fail("Cannot listen on " + Authority(address) + ": " + ::gai_strerror(failure));
  }
  const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> owner(found, ::freeaddrinfo);
  const int socket = ::socket(found->ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (socket < 0)
    return Fail("Cannot listen on " + Authority(address) + ": " + std::strerror(errno));
  const int on = 1;
  ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  const int error = ::bind(socket, found->ai_addr, found->ai_addrlen) == 0 ? 0 : errno;
  ::close(socket);
  if (error == 0 || error == EADDRINUSE) return {};
  return Fail("Cannot listen on " + Authority(address) + ": " + std::strerror(error));
}

}  // namespace

std::string ControlSocketOf(const std::string& data) { return data + "/" + cli::kControlSocket; }

void RemoveLeftSocket(const std::string& path) {
  struct stat found {};
  if (::lstat(path.c_str(), &found) == 0 && S_ISSOCK(found.st_mode)) ::unlink(path.c_str());
}

Result<void> CheckStart(const Settings& settings, const Environment& environment,
                        const StartConsent& given) {
  if (!HasStore(settings.data)) {
    return Fail("There is no store in " + settings.data + "; make one with: writ init --data " +
                settings.data);
  }
  TRY_VOID(CheckFolder(settings.data));
  const oauth::MasterKey key =
      TRY(LoadMasterKey(settings.data, settings.master_key_file, environment));
  TRY_VOID(CheckMasterKey(settings.data, key, given.trust_this_key));
  if (!settings.tls_cert.empty()) {
    TRY_VOID(http::TlsIdentity().Load({settings.tls_cert, settings.tls_key}));
  }
  TRY_VOID(CheckSocket(ControlSocketOf(settings.data)));
  const store::StoreGlance glance = TRY(store::GlanceAt(settings.data));
  TRY_VOID(CheckPlaceOfWatermark(
      settings.watermark.empty() ? settings.data + "/watermark" : settings.watermark, glance,
      given.accept_lost_history));
  if (IsSandboxRecord(glance.first_client)) return Fail(RefusalOfSandboxStore(settings.data));
  TRY_VOID(CheckAddress(settings.listen));
  return CheckAddress(settings.health_listen);
}

}  // namespace writ
