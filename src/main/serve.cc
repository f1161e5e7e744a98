#include "main/serve.h"

#include <unistd.h>

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <memory>
#include <optional>
#include <ostream>
#include <utility>

#include "api/admin/routes.h"
#include "api/oauth2/routes.h"
#include "api/respond.h"
#include "api/v2/routes.h"
#include "base/diagnostics.h"
#include "cli/exit_code.h"
#include "main/check_start.h"
#include "main/demo.h"
#include "main/engine.h"
#include "main/files.h"
#include "main/health.h"
#include "main/init.h"
#include "main/late_handler.h"
#include "main/master_key.h"
#include "main/process.h"
#include "main/ready_file.h"
#include "main/request_log.h"
#include "main/version.h"
#include "pages/routes.h"

namespace writ {

namespace {

constexpr std::chrono::milliseconds kPatience{10000};

// Everything that runs while the server serves.
class Serving {
 public:
  Serving(const ServeOptions& options, std::ostream& err)
      : options_(options), err_(err), tls_{options.settings.tls_cert, options.settings.tls_key} {}

  [[nodiscard]] Result<void> Open();
  [[nodiscard]] Result<void> Start();
  [[nodiscard]] std::string Where() const;
  void Reload();
  void Stop();

 private:
  [[nodiscard]] Result<void> OpenEngine(std::shared_ptr<store::LockFile> lock);
  [[nodiscard]] Result<void> OpenPublic();
  [[nodiscard]] Result<void> OpenPrivate();
  [[nodiscard]] std::string HealthUrl() const;

  const ServeOptions& options_;
  std::ostream& err_;
  const http::TlsFiles tls_;
  std::unique_ptr<RequestLog> log_;
  std::unique_ptr<Engine> engine_;
  LateHandler handler_;
  LateHandler health_handler_;
  LateHandler admin_handler_;
  std::unique_ptr<http::Server> server_;
  std::unique_ptr<http::Server> health_server_;
  std::unique_ptr<http::Server> admin_server_;
};

Result<void> Serving::OpenEngine(std::shared_ptr<store::LockFile> lock) {
  const Settings& settings = options_.settings;
  EngineOptions options;
  options.data = settings.data;
  options.master_key =
      TRY(LoadMasterKey(settings.data, settings.master_key_file, ProcessEnvironment()));
  options.lifetimes = settings.lifetimes;
  options.disk.strict_watermark = settings.strict_watermark;
  options.disk.accept_lost_history = options_.accept_lost_history;
  options.disk.accept_clock = options_.accept_clock;
  options.disk.watermark_path = settings.watermark;
  options.disk.lock = std::move(lock);
  options.trust_this_key = options_.trust_this_key;
  options.err = &err_;
  engine_ = TRY(Engine::Open(options));
  if (IsSandboxStore(engine_->GetServices().ledger) == std::optional<bool>(true)) {
    return Fail(RefusalOfSandboxStore(settings.data));
  }
  return {};
}

Result<void> Serving::OpenPublic() {
  const Settings& settings = options_.settings;
  http::ServerOptions options;
  options.address = settings.listen.host;
  options.port = settings.listen.port;
  options.threads = settings.threads;
  if (!settings.tls_cert.empty()) options.tls = &tls_;
  RequestLogOptions log;
  log.diagnostics = &ProcessDiagnostics();
  log_ = TRY(RequestLog::Open(log));
  if (settings.access_log) options.access_log = log_->Source();
  server_ = TRY(http::Server::Open(std::move(options), handler_));
  oauth::Services& services = engine_->GetServices();
  services.issuer = IssuerOf(settings, server_->Port());
  std::vector<http::Route> routes = api::OAuthRoutes(services);
  for (http::Route& route : api::V2Routes(services)) routes.push_back(std::move(route));
  for (http::Route& route : pages::PageRoutes(services)) routes.push_back(std::move(route));
  handler_.Become(std::move(routes), api::Face);
  return {};
}

Result<void> Serving::OpenPrivate() {
  const oauth::Services& services = engine_->GetServices();
  http::ServerOptions options;
  options.address = options_.settings.health_listen.host;
  options.port = options_.settings.health_listen.port;
  options.threads = 1;
  auto health = http::Server::Open(options, health_handler_);
  if (!health) return Fail(health.error().message + " Choose another with --health-listen.");
  health_server_ = std::move(*health);
  health_handler_.Become(HealthRoutes(services.committer), api::Face);
  http::ServerOptions admin;
  admin.unix_path = ControlSocketOf(options_.settings.data);
  admin.limits.body_bytes_max = api::kAdminBodyBytesMax;
  RemoveLeftSocket(admin.unix_path);
  admin_handler_.Become(api::AdminRoutes(services, {kVersion}), api::AdminFace);
  admin_server_ = TRY(http::Server::Open(std::move(admin), admin_handler_));
  return {};
}

Result<void> Serving::Open() {
  const Settings& settings = options_.settings;
  std::shared_ptr<store::LockFile> lock = TRY(TakeFolder(settings.data, options_.ready_file));
  TRY_VOID(CheckStart(settings, ProcessEnvironment(),
                      {options_.trust_this_key, options_.accept_lost_history}));
  TRY_VOID(OpenEngine(std::move(lock)));
  TRY_VOID(OpenPublic());
  return OpenPrivate();
}

std::string Serving::HealthUrl() const {
  return "http://" + Authority({options_.settings.health_listen.host, health_server_->Port()});
}

std::string Serving::Where() const {
  const Address bound{options_.settings.listen.host, server_->Port()};
  return "Writ serves " + engine_->GetServices().issuer + " at " + Authority(bound) +
         "; health at " + HealthUrl() + "/health/ready";
}

Result<void> Serving::Start() {
  TRY_VOID(server_->Start());
  TRY_VOID(health_server_->Start());
  TRY_VOID(admin_server_->Start());
  if (options_.ready_file.empty()) return {};
  const Address bound{options_.settings.listen.host, server_->Port()};
  const boost::json::object ready{{"issuer", engine_->GetServices().issuer},
                                  {"listen", Authority(bound)},
                                  {"health", HealthUrl()},
                                  {"pid", ::getpid()}};
  return WriteFile(options_.ready_file, boost::json::serialize(ready) + "\n");
}

void Serving::Reload() {
  if (options_.settings.tls_cert.empty()) return;
  const Result<void> reloaded = server_->ReloadTls(tls_);
  ProcessDiagnostics().Say(reloaded
                               ? "the certificate was read again"
                               : "the certificate stays as it was: " + reloaded.error().message);
}

void Serving::Stop() {
  const Result<void> removed = RemoveReadyFile(options_.ready_file);
  if (!removed) ProcessDiagnostics().Say(removed.error().message);
  server_->Stop(kPatience);
  health_server_->Stop(kPatience);
  admin_server_->Stop(kPatience);
  engine_->Close();
}

}  // namespace

int RunServe(const ServeOptions& options, std::ostream& out, std::ostream& err) {
  HoldSignals();
  const Settings& settings = options.settings;
  if (options.init && !HasStore(settings.data)) {
    const int made = RunInit({settings.data, settings.issuer, settings.master_key_file}, out, err);
    if (made != cli::kDone) return made;
  }
  Serving serving(options, err);
  Result<void> started = serving.Open();
  if (started) started = serving.Start();
  if (!started) {
    err << "writ: " << started.error().message << "\n";
    return cli::kFailed;
  }
  out << serving.Where() << std::endl;
  WaitForEnd([&serving] { serving.Reload(); });
  serving.Stop();
  return cli::kDone;
}

}  // namespace writ
