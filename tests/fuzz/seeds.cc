// Writes the seeds of a target and the transcripts into a folder: `fuzz_seeds TARGET FOLDER`, in
// the root of the source; without arguments, the names of all targets.
#include <cstdio>
#include <fstream>

#include "targets.h"
#include "transcripts.h"

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
  const auto write = [&](const std::string& name, const std::string& text) {
    std::ofstream(std::string(argv[2]) + "/" + name + std::to_string(++number), std::ios::binary)
        << text;
  };
  for (const std::string& seed : target->seeds()) write("seed", seed);
  const std::vector<std::string> pieces = writ::fuzz::TranscriptPieces();
  for (const std::string& piece : pieces) write("transcript", piece);
  return pieces.empty() ? 1 : 0;
}
