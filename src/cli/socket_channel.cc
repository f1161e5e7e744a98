#include "cli/socket_channel.h"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstring>

#include "http/client/http_client.h"

namespace writ::cli {

namespace {

class SocketChannel final : public Channel {
 public:
  explicit SocketChannel(std::string path) : path_(std::move(path)) {}

  [[nodiscard]] Result<Answer> Call(std::string_view method, std::string_view path,
                                    std::string_view body) override {
    http::HttpCall call;
    call.method = method;
    call.url = "http://localhost" + std::string(path);
    call.unix_path = path_;
    if (!body.empty()) call.headers.emplace_back("Content-Type: application/json");
    call.body = body;
    http::HttpAnswer answer = TRY(client_.Send(call));
    return Answer{answer.status, std::move(answer.body)};
  }

 private:
  const std::string path_;
  http::HttpClient client_;
};

std::string PathIn(const std::string& data) { return data + "/" + kControlSocket; }

}  // namespace

bool ServerRuns(const std::string& data) {
  const std::string path = PathIn(data);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.size() >= sizeof address.sun_path) return false;
  std::memcpy(address.sun_path, path.c_str(), path.size());
  const int socket = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (socket < 0) return false;
  const bool runs =
      ::connect(socket, static_cast<const sockaddr*>(static_cast<const void*>(&address)),
                sizeof address) == 0;
  ::close(socket);
  return runs;
}

std::unique_ptr<Channel> OpenSocketChannel(const std::string& data) {
  return std::make_unique<SocketChannel>(PathIn(data));
}

}  // namespace writ::cli
