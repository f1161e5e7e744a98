// What the sandbox makes of --listen, --allow-host, --issuer and --seed.
#include "main/sandbox_names.h"

#include <gtest/gtest.h>

#include "main/seeded_key.h"

namespace writ {
namespace {

SandboxNames Read(SandboxOptions options) {
  const auto names = ReadSandboxNames(options);
  EXPECT_TRUE(names.has_value()) << options.listen;
  return names ? *names : SandboxNames{};
}

TEST(SandboxNames, ListenIsAnAddressWithOrWithoutAPort) {
  const auto read = [](std::string listen) {
    SandboxOptions options;
    options.listen = std::move(listen);
    return Read(options);
  };
  EXPECT_EQ(read("").address, "");
  EXPECT_FALSE(read("").beyond_loopback);
  for (const char* text : {"0.0.0.0", "::", "[::]", "192.168.1.7", "fd00::7"}) {
    EXPECT_TRUE(read(text).beyond_loopback) << text;
    EXPECT_FALSE(read(text).port.has_value()) << text;
  }
  for (const char* text : {"127.0.0.1", "::1", "[::1]", "localhost", "[::1]:80", "localhost:80"}) {
    EXPECT_FALSE(read(text).beyond_loopback) << text;
  }
  EXPECT_EQ(read("localhost").address, "127.0.0.1");
  EXPECT_EQ(read("[fd00::7]:8090").address, "fd00::7");
  EXPECT_EQ(read("[fd00::7]:8090").port, 8090);
  EXPECT_EQ(read("0.0.0.0:0").port, 0);
  for (const char* text : {"writ", "0.0.0.0:", "0.0.0.0:x", "0.0.0.0:70000", "[::", "[", ":",
                           "1.2.3", "http://0.0.0.0"}) {
    SandboxOptions options;
    options.listen = text;
    EXPECT_FALSE(ReadSandboxNames(options).has_value()) << text;
  }
}

TEST(SandboxNames, AllowedHostsAreNamesWithoutPort) {
  SandboxOptions options;
  options.allowed_hosts = {"Writ.Internal", "10.0.0.7", "[FD00::7]", "my_host"};
  EXPECT_EQ(Read(options).hosts,
            (std::vector<std::string>{"writ.internal", "10.0.0.7", "[fd00::7]", "my_host"}));
  for (const char* text :
       {"", "writ:8090", "http://writ", "a b", "*", "fd00::7", "[]", "a/b", "a,DNS:b"}) {
    options.allowed_hosts = {text};
    EXPECT_FALSE(ReadSandboxNames(options).has_value()) << text;
  }
}

TEST(SandboxNames, IssuerIsAUrlOfEitherScheme) {
  SandboxOptions options;
  for (const char* text : {"http://writ:8090", "https://writ.example/path", "http://10.0.0.7"}) {
    options.issuer = text;
    EXPECT_EQ(Read(options).issuer, text);
  }
  options.issuer = "http://writ:8090/";
  EXPECT_EQ(Read(options).issuer, "http://writ:8090");
  for (const char* text : {"writ", "ftp://writ", "http://", "http://writ?x", "http://a@writ",
                           "http://writ#x", "http://wr\"it"}) {
    options.issuer = text;
    EXPECT_FALSE(ReadSandboxNames(options).has_value()) << text;
  }
}

TEST(SandboxNames, ProgramsHereFindIt) {
  SandboxNames names;
  EXPECT_EQ(AuthorityHere(names, 80), "127.0.0.1:80");
  for (const auto& [address, authority] : {std::pair{"0.0.0.0", "127.0.0.1:80"},
                                           {"::", "127.0.0.1:80"},
                                           {"::1", "[::1]:80"},
                                           {"192.168.1.7", "192.168.1.7:80"}}) {
    names.address = address;
    EXPECT_EQ(AuthorityHere(names, 80), authority);
  }
}

TEST(SeededKey, IsTheSameForOneNumberOnly) {
  SeededKey one(1);
  EXPECT_EQ(one.Bytes<32>(), one.Bytes<32>());
  EXPECT_EQ(one.Bytes<32>(), SeededKey(1).Bytes<32>());
  EXPECT_NE(one.Bytes<32>(), SeededKey(2).Bytes<32>());
}

}  // namespace
}  // namespace writ
