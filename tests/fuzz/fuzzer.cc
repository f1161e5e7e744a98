// One libFuzzer binary for all targets: WRIT_FUZZ_TARGET names the one to run, as tools/fuzz does.
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "targets.h"

namespace {

const writ::fuzz::Target& Chosen() {
  const char* name = std::getenv("WRIT_FUZZ_TARGET");
  const writ::fuzz::Target* target = writ::fuzz::FindTarget(name == nullptr ? "" : name);
  if (target != nullptr) return *target;
  std::fprintf(stderr, "fuzzer: set WRIT_FUZZ_TARGET to one of:\n");
  for (const auto& each : writ::fuzz::Targets()) {
    std::fprintf(stderr, "  %.*s\n", static_cast<int>(each.name.size()), each.name.data());
  }
  std::exit(2);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const writ::fuzz::Target& target = Chosen();
  // No view of nothing: an absent header is one without data.
  static constexpr std::uint8_t kNothing = 0;
  target.run({reinterpret_cast<const char*>(size == 0 ? &kNothing : data), size});
  return 0;
}
