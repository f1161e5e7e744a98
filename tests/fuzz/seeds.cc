// Writes the seeds of a target into a folder: `fuzz_seeds TARGET FOLDER`; without arguments, the
// names of all targets.
#include <cstdio>
#include <fstream>

#include "targets.h"

int main(int argc, char** argv) {
  if (argc != 3) {
    for (const auto& target : writ::fuzz::Targets()) {
      std::printf("%.*s\n", static_cast<int>(target.name.size()), target.name.data());
    }
    return 0;
  }
  const writ::fuzz::Target* target = writ::fuzz::FindTarget(argv[1]);
  if (target == nullptr) return 2;
  int number = 0;
  for (const std::string& seed : target->seeds()) {
    std::ofstream(std::string(argv[2]) + "/seed" + std::to_string(++number), std::ios::binary)
        << seed;
  }
  return 0;
}
