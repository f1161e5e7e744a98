#include "main/files.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

namespace writ {
namespace {

TEST(Files, AreWrittenWholeAndForTheirOwnerOnly) {
  auto folder = TemporaryFolder::Make();
  ASSERT_TRUE(folder);
  const std::string path = folder->Path() + "/f";
  ASSERT_TRUE(WriteFile(path, "one"));
  ASSERT_TRUE(WriteFile(path, "two"));
  EXPECT_EQ(ReadFile(path).value(), "two");
  struct stat found {};
  ASSERT_EQ(stat(path.c_str(), &found), 0);
  EXPECT_EQ(found.st_mode & 0777U, 0600U);
}

// Process numbers come again, and a leftover may be anybody's.
TEST(Files, WhatAnotherLeftBesideIsNotInTheWay) {
  auto folder = TemporaryFolder::Make();
  ASSERT_TRUE(folder);
  const std::string path = folder->Path() + "/f";
  ASSERT_EQ(mkdir((path + "." + std::to_string(::getpid()) + ".new").c_str(), 0700), 0);
  ASSERT_TRUE(WriteFile(path, "one"));
  EXPECT_EQ(ReadFile(path).value(), "one");
}

TEST(Files, FailuresNameThePath) {
  const auto read = ReadFile("/nowhere/at/all");
  ASSERT_FALSE(read);
  EXPECT_NE(read.error().message.find("/nowhere/at/all"), std::string::npos);
  EXPECT_FALSE(WriteFile("/nowhere/at/all", "x"));
}

TEST(Files, AFolderIsMadeWithItsParentsAndForItsOwnerOnly) {
  auto folder = TemporaryFolder::Make();
  ASSERT_TRUE(folder);
  const std::string path = folder->Path() + "/a/b";
  ASSERT_TRUE(MakeFolder(path));
  struct stat found {};
  ASSERT_EQ(stat(path.c_str(), &found), 0);
  EXPECT_EQ(found.st_mode & 0777U, 0700U);
  ASSERT_EQ(chmod(path.c_str(), 0750), 0);
  ASSERT_TRUE(MakeFolder(path));
  ASSERT_EQ(stat(path.c_str(), &found), 0);
  EXPECT_EQ(found.st_mode & 0777U, 0750U) << "what exists stays as it is";

  ASSERT_TRUE(WriteFile(folder->Path() + "/f", "x"));
  const auto made = MakeFolder(folder->Path() + "/f/below");
  ASSERT_FALSE(made);
  EXPECT_NE(made.error().message.find("/f/below: Not a directory"), std::string::npos)
      << made.error().message;
}

TEST(Files, ATemporaryFolderGoesAway) {
  std::string path;
  {
    auto folder = TemporaryFolder::Make();
    ASSERT_TRUE(folder);
    path = folder->Path();
    ASSERT_TRUE(WriteFile(path + "/f", "x"));
    EXPECT_TRUE(Exists(path + "/f"));
  }
  EXPECT_FALSE(Exists(path));
}

}  // namespace
}  // namespace writ
