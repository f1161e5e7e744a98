// The few files that Writ itself writes beside the store.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace writ {

// The whole file. The error names the path and says why.
[[nodiscard]] Result<std::string> ReadFile(const std::string& path);

// Makes `path` hold `content`, with mode 0600, in one step: a reader sees the old file or the new
// one, whole. Synced before it is named.
[[nodiscard]] Result<void> WriteFile(const std::string& path, std::string_view content);

[[nodiscard]] bool Exists(const std::string& path);

// Makes the folder with mode 0700, and its parents where they are missing; one that exists stays
// as it is. The error names the path and says why.
[[nodiscard]] Result<void> MakeFolder(const std::string& path);

// A new folder for one process, mode 0700, removed with all that is in it by the destructor.
class TemporaryFolder {
 public:
  [[nodiscard]] static Result<TemporaryFolder> Make();
  TemporaryFolder(TemporaryFolder&& other) noexcept;
  TemporaryFolder& operator=(TemporaryFolder&&) = delete;
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder();

  [[nodiscard]] const std::string& Path() const { return path_; }

 private:
  explicit TemporaryFolder(std::string path) : path_(std::move(path)) {}
  std::string path_;  // empty once moved from
};

}  // namespace writ
