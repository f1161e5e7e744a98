#include "http/server.h"

#include <pthread.h>

#include <csignal>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include "base/check.h"
#include "base/random.h"
#include "http/listening_socket.h"
#include "http/loop.h"

namespace writ::http {
namespace {

std::string DrawIdPrefix() {
  constexpr std::string_view kDigits = "0123456789abcdefghjkmnpqrstvwxyz";
  SystemRandom random;
  std::string prefix;
  for (const std::uint8_t byte : random.Bytes<6>()) prefix += kDigits[byte & 31];
  return prefix;
}

// Signals are for the main thread; a peer that hangs up must not end the process (OpenSSL writes
// without MSG_NOSIGNAL). Those that report a bug of this thread stay.
void BlockSignals(sigset_t& before) {
  sigset_t blocked;
  sigfillset(&blocked);
  for (const int bug : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGTRAP, SIGSYS, SIGPROF}) {
    sigdelset(&blocked, bug);
  }
  pthread_sigmask(SIG_SETMASK, &blocked, &before);
}

class LoopedServer final : public Server {
 public:
  LoopedServer(ServerOptions options, Handler& handler)
      : options_(std::move(options)), service_(handler, options_) {}
  ~LoopedServer() override { Stop(std::chrono::milliseconds(0)); }

  [[nodiscard]] Result<void> Bind();

  [[nodiscard]] std::uint16_t Port() const override { return sockets_.front().Port(); }
  [[nodiscard]] Result<void> Start() override;
  void Stop(std::chrono::milliseconds patience) override;
  [[nodiscard]] Result<void> ReloadTls(const TlsFiles& files) override;

 private:
  [[nodiscard]] Result<void> StartThreads();

  ServerOptions options_;
  std::vector<ListeningSocket> sockets_;
  Service service_;
  std::vector<std::unique_ptr<Loop>> loops_;
  std::vector<std::thread> threads_;
};

Result<void> LoopedServer::Bind() {
  service_.id_prefix = DrawIdPrefix();
  if (options_.tls != nullptr) {
    service_.tls = std::make_unique<TlsIdentity>();
    TRY_VOID(service_.tls->Load(*options_.tls));
    options_.tls = nullptr;
  }
  const bool local = !options_.unix_path.empty();
  const unsigned wanted =
      options_.threads > 0 ? options_.threads : std::max(1U, std::thread::hardware_concurrency());
  service_.loops = local ? 1 : wanted;
  sockets_.push_back(local ? TRY(ListeningSocket::OpenUnix(options_.unix_path))
                           : TRY(ListeningSocket::OpenTcp(options_.address, options_.port)));
  while (sockets_.size() < service_.loops) {
    sockets_.push_back(TRY(sockets_.front().Share(options_.address)));
  }
  return {};
}

Result<void> LoopedServer::Start() {
  CHECK(loops_.empty());
  for (unsigned i = 0; i < service_.loops; ++i) {
    loops_.push_back(std::make_unique<Loop>(service_, i, sockets_[i].Release()));
    TRY_VOID(loops_.back()->Open());
  }
  return StartThreads();
}

Result<void> LoopedServer::StartThreads() {
  threads_.reserve(loops_.size());
  sigset_t before;
  BlockSignals(before);
  Result<void> started;
  try {
    for (const auto& loop : loops_) threads_.emplace_back([&loop] { loop->Run(); });
  } catch (const std::system_error& error) {
    started = Fail("Cannot start a thread for connections: " + error.code().message() + ".");
  }
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  return started;
}

void LoopedServer::Stop(std::chrono::milliseconds patience) {
  // A loop that was never run, since its thread could not be started, has nothing to stop.
  for (std::size_t i = 0; i < threads_.size(); ++i) loops_[i]->BeginStop(patience);
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
  loops_.clear();
}

Result<void> LoopedServer::ReloadTls(const TlsFiles& files) {
  if (!service_.tls) return Fail("This address is served without TLS.");
  return service_.tls->Load(files);
}

}  // namespace

Result<std::unique_ptr<Server>> Server::Open(ServerOptions options, Handler& handler) {
  auto server = std::make_unique<LoopedServer>(std::move(options), handler);
  TRY_VOID(server->Bind());
  return server;
}

}  // namespace writ::http
