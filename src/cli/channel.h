// The way to the admin API: a running server's socket, or an engine inside this process.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace writ::cli {

struct Answer {
  int status = 0;
  std::string body;
};

class Channel {
 public:
  Channel() = default;
  Channel(const Channel&) = delete;
  Channel& operator=(const Channel&) = delete;
  virtual ~Channel() = default;

  // `path` with its query; `body` is JSON or empty. Fails when nobody answers. Blocks.
  [[nodiscard]] virtual Result<Answer> Call(std::string_view method, std::string_view path,
                                            std::string_view body) = 0;
};

}  // namespace writ::cli
