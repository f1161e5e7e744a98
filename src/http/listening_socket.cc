#include "http/listening_socket.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace writ::http {
namespace {

constexpr int kBacklog = 4096;

struct SocketAddress {
  sockaddr_storage storage{};
  socklen_t size = 0;
  [[nodiscard]] const sockaddr* Get() const { return reinterpret_cast<const sockaddr*>(&storage); }
};

bool ReadSocketAddress(const std::string& text, std::uint16_t port, SocketAddress& address) {
  auto* const v4 = reinterpret_cast<sockaddr_in*>(&address.storage);
  if (inet_pton(AF_INET, text.c_str(), &v4->sin_addr) == 1) {
    v4->sin_family = AF_INET;
    v4->sin_port = htons(port);
    address.size = sizeof(sockaddr_in);
    return true;
  }
  auto* const v6 = reinterpret_cast<sockaddr_in6*>(&address.storage);
  if (inet_pton(AF_INET6, text.c_str(), &v6->sin6_addr) == 1) {
    v6->sin6_family = AF_INET6;
    v6->sin6_port = htons(port);
    address.size = sizeof(sockaddr_in6);
    return true;
  }
  return false;
}

std::uint16_t BoundPort(int descriptor) {
  SocketAddress address;
  address.size = sizeof(address.storage);
  getsockname(descriptor, reinterpret_cast<sockaddr*>(&address.storage), &address.size);
  return ntohs(address.storage.ss_family == AF_INET6
                   ? reinterpret_cast<const sockaddr_in6*>(&address.storage)->sin6_port
                   : reinterpret_cast<const sockaddr_in*>(&address.storage)->sin_port);
}

std::string Reason(int error) { return std::strerror(error); }

void SetOption(int descriptor, int option) {
  const int on = 1;
  setsockopt(descriptor, SOL_SOCKET, option, &on, sizeof(on));
}

// `shared`: beside a socket that already listens there.
Result<int> Listen(const std::string& text, std::uint16_t port, bool shared) {
  const std::string name = text + ":" + std::to_string(port);
  SocketAddress address;
  if (!ReadSocketAddress(text, port, address)) {
    return Fail("\"" + text + "\" is not an IPv4 or IPv6 address to listen on.");
  }
  const int descriptor =
      socket(address.storage.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (descriptor < 0) return Fail("Cannot open a socket for " + name + ": " + Reason(errno) + ".");
  SetOption(descriptor, SO_REUSEADDR);
  if (shared) SetOption(descriptor, SO_REUSEPORT);
  if (bind(descriptor, address.Get(), address.size) != 0) {
    const int error = errno;
    close(descriptor);
    return Fail("Cannot listen on " + name + ": " + Reason(error) + ".");
  }
  // Only once the port is known to be nobody else's: set before bind, it would let two processes
  // of one user share a port unawares.
  SetOption(descriptor, SO_REUSEPORT);
  if (listen(descriptor, kBacklog) != 0) {
    const int error = errno;
    close(descriptor);
    return Fail("Cannot listen on " + name + ": " + Reason(error) + ".");
  }
  return descriptor;
}

bool SomebodyListens(const sockaddr_un& address) {
  const int descriptor = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (descriptor < 0) return true;
  const bool alive =
      connect(descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0 ||
      (errno != ECONNREFUSED && errno != ENOENT);
  close(descriptor);
  return alive;
}

}  // namespace

ListeningSocket::~ListeningSocket() {
  if (descriptor_ >= 0) close(descriptor_);
  if (!path_.empty()) unlink(path_.c_str());
}

Result<ListeningSocket> ListeningSocket::OpenTcp(const std::string& address, std::uint16_t port) {
  ListeningSocket socket;
  socket.descriptor_ = TRY(Listen(address, port, false));
  socket.port_ = BoundPort(socket.descriptor_);
  return socket;
}

Result<ListeningSocket> ListeningSocket::Share(const std::string& address) const {
  ListeningSocket socket;
  socket.descriptor_ = TRY(Listen(address, port_, true));
  socket.port_ = port_;
  return socket;
}

Result<ListeningSocket> ListeningSocket::OpenUnix(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.size() >= sizeof(address.sun_path)) {
    return Fail("The socket path " + path + " is longer than the 107 bytes that Unix allows.");
  }
  std::memcpy(address.sun_path, path.data(), path.size());
  struct stat info {};
  if (lstat(path.c_str(), &info) == 0) {
    if (!S_ISSOCK(info.st_mode) || SomebodyListens(address)) {
      return Fail("Cannot listen on " + path + ": it exists and is in use.");
    }
    unlink(path.c_str());
  }
  ListeningSocket socket;
  socket.descriptor_ = ::socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  // On Linux the mode of the unbound socket is the mode that bind gives its name, so that there is
  // no moment at which others may connect.
  if (socket.descriptor_ < 0 || fchmod(socket.descriptor_, S_IRUSR | S_IWUSR) != 0 ||
      bind(socket.descriptor_, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) != 0) {
    return Fail("Cannot listen on " + path + ": " + Reason(errno) + ".");
  }
  socket.path_ = path;
  if (listen(socket.descriptor_, kBacklog) != 0) {
    return Fail("Cannot listen on " + path + ": " + Reason(errno) + ".");
  }
  return socket;
}

}  // namespace writ::http
