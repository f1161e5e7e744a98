#include "base/environment.h"

#include <gtest/gtest.h>

namespace writ {
namespace {

std::optional<std::string> Read(const std::string& name, const std::string& value) {
  return ReadVariable([value](const std::string&) { return std::optional(value); }, name);
}

TEST(Environment, AnEmptyVariableIsUnset) {
  EXPECT_EQ(Read("WRIT_DATA", ""), std::nullopt);
  EXPECT_EQ(Read("WRIT_DATA", "/d"), "/d");
  EXPECT_EQ(ReadVariable({}, "WRIT_DATA"), std::nullopt);
}

TEST(Environment, WhatAnOrchestratorSetsSaysNothing) {
  for (const char* name :
       {"WRIT_PORT", "WRIT_PORT_80_TCP_ADDR", "WRIT_SERVICE_HOST", "WRIT_SERVICE_PORT",
        "WRIT_HEALTH_PORT", "WRIT_ADMIN_PORT_80_TCP", "WRIT_ADMIN_SERVICE_HOST"}) {
    EXPECT_EQ(Read(name, "8080"), std::nullopt) << name;
  }
  EXPECT_EQ(Read("WRIT_SANDBOX_PORT", "8080"), "8080");
  EXPECT_EQ(Read("WRIT_SANDBOX_PORT", "tcp://10.0.0.1:80"), std::nullopt);
  EXPECT_EQ(Read("CREDENTIALS_DIRECTORY", "/run/x"), "/run/x");
}

}  // namespace
}  // namespace writ
