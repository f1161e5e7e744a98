#include "main/sandbox.h"

#include <unistd.h>

#include <memory>
#include <optional>
#include <ostream>
#include <utility>

#include "api/admin/routes.h"
#include "api/oauth2/routes.h"
#include "api/respond.h"
#include "api/sandbox/routes.h"
#include "api/v2/routes.h"
#include "cli/demonstration.h"
#include "cli/exit_code.h"
#include "cli/socket_channel.h"
#include "main/certificate.h"
#include "main/demo.h"
#include "main/engine.h"
#include "main/files.h"
#include "main/late_handler.h"
#include "main/master_key.h"
#include "main/process.h"
#include "main/request_log.h"
#include "main/version.h"
#include "pages/routes.h"

namespace writ {

namespace {

constexpr std::chrono::milliseconds kPatience{10000};

// https://no-color.org
bool MayColour() { return !ProcessEnvironment()("NO_COLOR").has_value(); }

void Append(std::vector<http::Route>& routes, std::vector<http::Route> more) {
  for (http::Route& route : more) routes.push_back(std::move(route));
}

// Everything that runs while the sandbox serves. The members end in the reverse order: sockets
// first, then what they serve.
class Sandbox {
 public:
  Sandbox(const SandboxOptions& options, std::ostream& err) : options_(options), err_(err) {}

  [[nodiscard]] Result<void> Open();
  [[nodiscard]] Result<void> Start();
  void PrintNext(std::ostream& out) const;
  void Stop();
  // Prints a token's life; its requests leave no lines in the log, which would be in the way.
  [[nodiscard]] Result<void> Show(std::ostream& out);

 private:
  [[nodiscard]] Result<std::unique_ptr<Engine>> OpenEngine() const;
  [[nodiscard]] Result<void> OpenTls();
  [[nodiscard]] http::ServerOptions ListenOptions(std::uint16_t port) const;

  const SandboxOptions& options_;
  std::ostream& err_;
  std::optional<TemporaryFolder> folder_;
  std::unique_ptr<RequestLog> log_;
  std::unique_ptr<Engine> engine_;
  api::SandboxDemo demo_;
  LateHandler handler_;
  LateHandler admin_handler_;
  std::unique_ptr<http::Server> server_;
  std::unique_ptr<http::Server> tls_server_;
  std::unique_ptr<http::Server> admin_server_;
};

Result<std::unique_ptr<Engine>> Sandbox::OpenEngine() const {
  EngineOptions options;
  options.data = options_.data;
  options.lifetimes = options_.lifetimes;
  options.sandbox = true;
  options.err = &err_;
  SystemRandom random;
  if (options_.data.empty()) {
    options.master_key = random.Bytes<32>();
  } else {
    // The store would make the folder too, but the key belongs there first.
    TRY_VOID(MakeFolder(options_.data));
    options.master_key = TRY(LoadOrMakeMasterKey(options_.data, {}, ProcessEnvironment(), random));
  }
  return Engine::Open(options);
}

http::ServerOptions Sandbox::ListenOptions(std::uint16_t port) const {
  http::ServerOptions options;
  options.port = port;
  options.threads = options_.threads;
  if (options_.access_log) options.access_log = log_->Source();
  return options;
}

Result<void> Sandbox::OpenTls() {
  std::string folder = options_.data;
  if (folder.empty()) {
    folder_.emplace(TRY(TemporaryFolder::Make()));
    folder = folder_->Path();
  }
  const CertificateFiles files = TRY(MakeCertificate(folder));
  const http::TlsFiles tls{files.certificate_file, files.key_file};
  http::ServerOptions options = ListenOptions(options_.tls_port);
  options.tls = &tls;
  tls_server_ = TRY(http::Server::Open(std::move(options), handler_));
  demo_.ca_file = files.ca_file;
  engine_->GetServices().tls_issuer = "https://127.0.0.1:" + std::to_string(tls_server_->Port());
  return {};
}

Result<void> Sandbox::Open() {
  engine_ = TRY(OpenEngine());
  RequestLogOptions log;
  log.diagnostics = &ProcessDiagnostics();
  log_ = TRY(RequestLog::Open(log));
  auto server = http::Server::Open(ListenOptions(options_.port), handler_);
  if (!server) {
    return Fail(server.error().message +
                " Choose another port with --port, or --port 0 for a free one.");
  }
  server_ = std::move(*server);
  demo_ = TRY(PrepareDemo(*engine_));
  engine_->GetServices().issuer = "http://127.0.0.1:" + std::to_string(server_->Port());
  if (options_.tls) TRY_VOID(OpenTls());

  const oauth::Services& services = engine_->GetServices();
  std::vector<http::Route> routes = api::OAuthRoutes(services);
  Append(routes, api::V2Routes(services));
  Append(routes, api::SandboxRoutes(services, demo_));
  Append(routes, pages::PageRoutes(services));
  handler_.Become(std::move(routes), api::Face);
  if (!options_.data.empty()) {
    admin_handler_.Become(api::AdminRoutes(services, {kVersion}), api::AdminFace);
    http::ServerOptions options;
    options.unix_path = options_.data + "/" + cli::kControlSocket;
    admin_server_ = TRY(http::Server::Open(std::move(options), admin_handler_));
  }
  return {};
}

Result<void> Sandbox::Start() {
  TRY_VOID(server_->Start());
  if (tls_server_) TRY_VOID(tls_server_->Start());
  if (admin_server_) TRY_VOID(admin_server_->Start());
  if (options_.ready_file.empty()) return {};
  return WriteFile(options_.ready_file, api::SandboxInfo(engine_->GetServices(), demo_) + "\n");
}

Result<void> Sandbox::Show(std::ostream& out) {
  if (log_ != nullptr) log_->Mute(true);
  Result<void> shown = cli::Demonstrate(out, engine_->GetServices().issuer,
                                        ::isatty(STDOUT_FILENO) == 1 && MayColour());
  if (log_ != nullptr) log_->Mute(false);
  return shown;
}

void Sandbox::PrintNext(std::ostream& out) const {
  const oauth::Services& services = engine_->GetServices();
  out << "Writ sandbox at " << services.issuer;
  if (!services.tls_issuer.empty()) {
    out << " and " << services.tls_issuer << " (trust " << demo_.ca_file << ")";
  }
  out << "\n";
  for (const api::SandboxDemo::App& app : demo_.apps) {
    const auto profile = services.ledger.FindClientProfile(app.id);
    out << "  app       " << services.ids.Show(app.id) << "  secret " << app.secret << "  "
        << profile->name << ", any loopback redirect\n";
  }
  for (const oauth::SubjectId id : demo_.merchants) {
    const auto profile = services.ledger.FindSubjectProfile(id);
    out << "  merchant  " << services.ids.Show(id) << "  " << profile->locale << "  "
        << profile->name << "\n";
  }
  if (demo_.apps.empty() || demo_.merchants.empty()) return;
  const api::SandboxDemo::App& app = demo_.apps.front();
  const std::string id = services.ids.Show(app.id);
  const std::string& redirect = services.ledger.FindClientProfile(app.id)->redirect_uris.front();
  out << "To get tokens at once, and to see what revoking does:\n"
      << "  curl " << services.issuer << "/_sandbox/tokens --json '{\"client_id\":\"" << id
      << "\",\"scope\":\"payments.read organizations.read\",\"merchant\":\""
      << services.ids.Show(demo_.merchants.front()) << "\"}'\n"
      << "  curl -X DELETE -u " << id << ":" << app.secret << " " << services.issuer
      << "/oauth2/tokens -d token_type_hint=refresh_token -d token=refresh_…\n"
      << "The consent page, in a browser:\n  " << services.issuer
      << "/oauth2/authorize?response_type=code&client_id=" << id << "&redirect_uri=" << redirect
      << "&scope=payments.read&state=xyz\n"
      << std::flush;
}

void Sandbox::Stop() {
  server_->Stop(kPatience);
  if (tls_server_) tls_server_->Stop(kPatience);
  if (admin_server_) admin_server_->Stop(kPatience);
  engine_->Close();
}

}  // namespace

int RunSandbox(const SandboxOptions& options, std::ostream& out, std::ostream& err) {
  HoldSignals();
  Sandbox sandbox(options, err);
  Result<void> started = sandbox.Open();
  if (started) started = sandbox.Start();
  if (!started) {
    err << "writ: " << started.error().message << "\n";
    return cli::kFailed;
  }
  if (options.demonstration) {
    const Result<void> shown = sandbox.Show(out);
    if (!shown) err << "writ: the demonstration failed: " << shown.error().message << "\n";
    out << "\n";
  }
  sandbox.PrintNext(out);
  WaitForEnd([] {});
  sandbox.Stop();
  return cli::kDone;
}

}  // namespace writ
