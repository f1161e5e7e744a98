#include "main/store_channel.h"

#include "cli/socket_channel.h"
#include "main/engine.h"
#include "main/in_process_channel.h"
#include "main/master_key.h"

namespace writ {

Result<std::unique_ptr<cli::Channel>> OpenAdminChannel(const std::string& data) {
  if (cli::ServerRuns(data)) return cli::OpenSocketChannel(data);
  if (!HasStore(data)) {
    return Fail("There is no store in " + data + "; make one with: writ init --data " + data);
  }
  EngineOptions options;
  options.data = data;
  options.master_key = TRY(LoadMasterKey(data, {}, ProcessEnvironment()));
  return OpenInProcessChannel(TRY(Engine::Open(options)));
}

}  // namespace writ
