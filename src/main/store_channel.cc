#include "main/store_channel.h"

#include <utility>

#include "cli/socket_channel.h"
#include "main/engine.h"
#include "main/in_process_channel.h"
#include "main/master_key.h"
#include "main/settings.h"

namespace writ {

Result<std::unique_ptr<cli::Channel>> OpenAdminChannel(const std::string& data,
                                                       const std::string& master_key_file,
                                                       std::ostream& err) {
  if (cli::ServerRuns(data)) return cli::OpenSocketChannel(data);
  if (!HasStore(data)) {
    return Fail("There is no store in " + data + "; make one with: writ init --data " + data);
  }
  const Settings settings = TRY(LoadStoreSettings(data, master_key_file, ProcessEnvironment()));
  EngineOptions options;
  options.data = data;
  options.master_key = TRY(LoadMasterKey(data, settings.master_key_file, ProcessEnvironment()));
  options.lifetimes = settings.lifetimes;
  options.disk.watermark_path = settings.watermark;
  options.err = &err;
  std::unique_ptr<Engine> engine = TRY(Engine::Open(options));
  engine->GetServices().issuer = IssuerOf(settings, settings.listen.port);
  return OpenInProcessChannel(std::move(engine));
}

}  // namespace writ
