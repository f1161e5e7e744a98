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
#include "base/diagnostics.h"
#include "base/percent.h"
#include "catalogue/example.h"
#include "cli/demonstration.h"
#include "cli/exit_code.h"
#include "main/certificate.h"
#include "main/check_start.h"
#include "main/demo.h"
#include "main/engine.h"
#include "main/files.h"
#include "main/late_handler.h"
#include "main/master_key.h"
#include "main/process.h"
#include "main/ready_file.h"
#include "main/request_log.h"
#include "main/sandbox_listeners.h"
#include "main/sandbox_names.h"
#include "main/scopes.h"
#include "main/seeded_key.h"
#include "main/version.h"
#include "pages/routes.h"
#include "pages/sandbox_home.h"

namespace writ {

namespace {

constexpr std::chrono::milliseconds kPatience{10000};

// https://no-color.org
bool MayColour() { return !ReadVariable(ProcessEnvironment(), "NO_COLOR").has_value(); }

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
  [[nodiscard]] Result<std::unique_ptr<Engine>> OpenEngine(
      std::shared_ptr<store::LockFile> lock) const;
  [[nodiscard]] Result<void> OpenTls();
  [[nodiscard]] Result<void> OpenSockets();
  void OpenRoutes();
  [[nodiscard]] http::ServerOptions ListenOptions(std::uint16_t port) const;

  const SandboxOptions& options_;
  SandboxNames names_;
  std::ostream& err_;
  std::optional<TemporaryFolder> folder_;
  std::unique_ptr<RequestLog> log_;
  std::unique_ptr<Engine> engine_;
  api::SandboxDemo demo_;
  LateHandler handler_;
  LateHandler admin_handler_;
  std::optional<SandboxListeners> listeners_;
  std::optional<SandboxListeners> tls_listeners_;
  std::unique_ptr<http::Server> admin_server_;
};

Result<std::unique_ptr<Engine>> Sandbox::OpenEngine(std::shared_ptr<store::LockFile> lock) const {
  EngineOptions options;
  options.data = options_.data;
  options.catalogue = TRY(LoadScopes(options_.scopes));
  options.lifetimes = options_.lifetimes;
  options.sandbox = true;
  options.err = &err_;
  options.disk.lock = std::move(lock);
  SystemRandom system;
  std::optional<SeededKey> seeded;
  if (options_.seed) seeded.emplace(*options_.seed);
  Random& random = seeded ? static_cast<Random&>(*seeded) : system;
  if (options_.data.empty()) {
    options.master_key = random.Bytes<32>();
  } else {
    // The store would make the folder too, but the key belongs there first.
    TRY_VOID(MakeFolder(options_.data));
    options.master_key = TRY(LoadOrMakeMasterKey(options_.data, {}, {}, random));
    if (seeded && options.master_key != seeded->Bytes<32>()) {
      return Fail("The sandbox in " + options_.data + " was not made with --seed " +
                  std::to_string(*options_.seed) +
                  ": leave --seed out, or give --data another folder");
    }
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
  const CertificateFiles files = TRY(MakeCertificate(folder, names_.hosts));
  const http::TlsFiles tls{files.certificate_file, files.key_file};
  http::ServerOptions options = ListenOptions(options_.tls_port);
  options.tls = &tls;
  tls_listeners_ = TRY(SandboxListeners::Open(names_.address, options, handler_));
  demo_.ca_file = files.ca_file;
  oauth::Services& services = engine_->GetServices();
  services.tls_issuer = names_.issuer.rfind("https://", 0) == 0
                            ? names_.issuer
                            : "https://" + AuthorityHere(names_, tls_listeners_->Port());
  return {};
}

Result<void> Sandbox::OpenSockets() {
  const std::uint16_t port = names_.port.value_or(options_.port);
  auto listeners = SandboxListeners::Open(names_.address, ListenOptions(port), handler_);
  if (!listeners) {
    return Fail(listeners.error().message +
                " Choose another port with --port, or --port 0 for a free one.");
  }
  listeners_ = std::move(*listeners);
  return {};
}

void Sandbox::OpenRoutes() {
  const oauth::Services& services = engine_->GetServices();
  std::vector<http::Route> routes = api::OAuthRoutes(services);
  Append(routes, api::V2Routes(services));
  Append(routes, api::SandboxRoutes(services, demo_));
  Append(routes, pages::PageRoutes(services));
  pages::SandboxHome home{kVersion, {}};
  for (const api::SandboxDemo::App& app : demo_.apps) home.apps.push_back(app.id);
  routes.push_back(pages::SandboxHomeRoute(services, std::move(home)));
  handler_.Become(std::move(routes), api::Face);
}

Result<void> Sandbox::Open() {
  names_ = TRY(ReadSandboxNames(options_));
  std::shared_ptr<store::LockFile> lock = TRY(TakeFolder(options_.data, options_.ready_file));
  engine_ = TRY(OpenEngine(std::move(lock)));
  RequestLogOptions log;
  log.diagnostics = &ProcessDiagnostics();
  log_ = TRY(RequestLog::Open(log));
  TRY_VOID(OpenSockets());
  demo_ = TRY(PrepareDemo(*engine_));
  demo_.url = "http://" + AuthorityHere(names_, listeners_->Port());
  oauth::Services& services = engine_->GetServices();
  services.issuer = names_.issuer.empty() ? demo_.url : names_.issuer;
  services.beyond_loopback = names_.beyond_loopback;
  services.hosts = names_.hosts;
  if (options_.tls) TRY_VOID(OpenTls());
  OpenRoutes();
  if (!options_.data.empty()) {
    admin_handler_.Become(api::AdminRoutes(services, {kVersion}), api::AdminFace);
    http::ServerOptions options;
    options.unix_path = ControlSocketOf(options_.data);
    options.limits.body_bytes_max = api::kAdminBodyBytesMax;
    RemoveLeftSocket(options.unix_path);
    admin_server_ = TRY(http::Server::Open(std::move(options), admin_handler_));
  }
  return {};
}

Result<void> Sandbox::Start() {
  TRY_VOID(listeners_->Start());
  if (tls_listeners_) TRY_VOID(tls_listeners_->Start());
  if (admin_server_) TRY_VOID(admin_server_->Start());
  if (options_.ready_file.empty()) return {};
  return WriteFile(options_.ready_file, api::SandboxInfo(engine_->GetServices(), demo_) + "\n");
}

Result<void> Sandbox::Show(std::ostream& out) {
  const std::string scope =
      catalogue::ExampleScope(*engine_->GetServices().ledger.FindCatalogue(), 2);
  if (scope.empty()) return Fail("there is no scope to ask for");
  if (log_ != nullptr) log_->Mute(true);
  Result<void> shown =
      cli::Demonstrate(out, demo_.url, scope, ::isatty(STDOUT_FILENO) == 1 && MayColour());
  if (log_ != nullptr) log_->Mute(false);
  return shown;
}

void Sandbox::PrintNext(std::ostream& out) const {
  const oauth::Services& services = engine_->GetServices();
  out << "Writ sandbox at " << demo_.url;
  if (!services.tls_issuer.empty()) {
    out << " and " << services.tls_issuer << " (trust " << demo_.ca_file << ")";
  }
  out << "\n";
  if (services.issuer != demo_.url) out << "  issuer    " << services.issuer << "\n";
  if (names_.beyond_loopback) {
    out << "  Whoever reaches " << names_.address << " can use it; /_sandbox answers to localhost";
    for (const std::string& host : names_.hosts) out << ", " << host;
    out << "\n";
  }
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
  const oauth::Catalogue::Pointer catalogue = services.ledger.FindCatalogue();
  if (demo_.apps.empty() || demo_.merchants.empty() || catalogue->Offered().Empty()) {
    out << std::flush;
    return;
  }
  std::string encoded;
  AppendPercentEncoded(catalogue::ExampleScope(*catalogue, 1), encoded);
  const api::SandboxDemo::App& app = demo_.apps.front();
  const std::string id = services.ids.Show(app.id);
  const std::string& redirect = services.ledger.FindClientProfile(app.id)->redirect_uris.front();
  out << "To get tokens at once, and to see what revoking does:\n"
      << "  curl " << demo_.url << "/_sandbox/tokens --json '{\"client_id\":\"" << id
      << "\",\"scope\":\"" << catalogue::ExampleScope(*catalogue, 2) << "\",\"merchant\":\""
      << services.ids.Show(demo_.merchants.front()) << "\"}'\n"
      << "  curl -X DELETE -u " << id << ":" << app.secret << " " << demo_.url
      << "/oauth2/tokens -d token_type_hint=refresh_token -d token=refresh_…\n"
      << "The consent page, in a browser:\n  " << demo_.url
      << "/oauth2/authorize?response_type=code&client_id=" << id << "&redirect_uri=" << redirect
      << "&scope=" << encoded << "&state=xyz\n"
      << std::flush;
}

void Sandbox::Stop() {
  const Result<void> removed = RemoveReadyFile(options_.ready_file);
  if (!removed) ProcessDiagnostics().Say(removed.error().message);
  listeners_->Stop(kPatience);
  if (tls_listeners_) tls_listeners_->Stop(kPatience);
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
