#include "main/ready_file.h"

#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "main/engine.h"

namespace writ {

Result<void> RemoveReadyFile(const std::string& ready_file) {
  if (ready_file.empty() || ::unlink(ready_file.c_str()) == 0 || errno == ENOENT) return {};
  return Fail("Cannot remove the ready file " + ready_file + ": " + std::strerror(errno));
}

Result<std::shared_ptr<store::LockFile>> TakeFolder(const std::string& data,
                                                    const std::string& ready_file) {
  std::shared_ptr<store::LockFile> lock;
  if (!data.empty() && HasStore(data)) lock = TRY(store::OwnFolder(data));
  TRY_VOID(RemoveReadyFile(ready_file));
  return lock;
}

}  // namespace writ
