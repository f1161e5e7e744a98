#include "main/files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <utility>

namespace writ {

namespace {

auto Because(const std::string& what, int number) {
  return Fail(what + ": " + std::strerror(number));
}

// All of `content`; 0, or the error's number.
int WriteAll(int file, std::string_view content) {
  while (!content.empty()) {
    const ssize_t written = ::write(file, content.data(), content.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return errno;
    content.remove_prefix(static_cast<std::size_t>(written));
  }
  return ::fsync(file) == 0 ? 0 : errno;
}

}  // namespace

Result<std::string> ReadFile(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return Because("Cannot read " + path, errno);
  std::string content;
  std::array<char, 4096> buffer{};
  ssize_t size = 0;
  while ((size = ::read(file, buffer.data(), buffer.size())) > 0) {
    content.append(buffer.data(), static_cast<std::size_t>(size));
  }
  const int number = errno;
  ::close(file);
  if (size < 0) return Because("Cannot read " + path, number);
  return content;
}

Result<void> WriteFile(const std::string& path, std::string_view content) {
  // A name that nobody else's leftover can have: process numbers come again.
  std::string fresh = path + ".XXXXXX";
  const int file = ::mkostemp(fresh.data(), O_CLOEXEC);
  if (file < 0) return Because("Cannot write " + path, errno);
  const int number = WriteAll(file, content);
  ::close(file);
  if (number == 0 && ::rename(fresh.c_str(), path.c_str()) == 0) return {};
  const int cause = number != 0 ? number : errno;
  ::unlink(fresh.c_str());
  return Because("Cannot write " + path, cause);
}

bool Exists(const std::string& path) {
  struct stat ignored {};
  return ::stat(path.c_str(), &ignored) == 0;
}

Result<void> MakeFolder(const std::string& path) {
  if (Exists(path)) return {};
  std::error_code failure;
  std::filesystem::create_directories(path, failure);
  if (failure) return Fail("Cannot make the folder " + path + ": " + failure.message());
  std::filesystem::permissions(path, std::filesystem::perms::owner_all, failure);
  if (failure) return Fail("Cannot close the folder " + path + " to others: " + failure.message());
  return {};
}

Result<TemporaryFolder> TemporaryFolder::Make() {
  std::error_code failure;
  const std::filesystem::path parent = std::filesystem::temp_directory_path(failure);
  std::string path = (failure ? std::filesystem::path("/tmp") : parent).string() + "/writ-XXXXXX";
  if (::mkdtemp(path.data()) == nullptr) return Because("Cannot make the folder " + path, errno);
  return TemporaryFolder(std::move(path));
}

TemporaryFolder::TemporaryFolder(TemporaryFolder&& other) noexcept
    : path_(std::exchange(other.path_, {})) {}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
}

}  // namespace writ
