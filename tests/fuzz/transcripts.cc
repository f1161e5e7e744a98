#include "transcripts.h"

#include <filesystem>
#include <fstream>
#include <system_error>

namespace writ::fuzz {

std::vector<std::string> TranscriptPieces() {
  std::vector<std::string> pieces;
  std::error_code error;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator("tests/conformance", error)) {
    if (entry.path().extension() != ".http") continue;
    std::ifstream file(entry.path());
    std::string line;
    std::string paragraph;
    std::string head;
    while (std::getline(file, line)) {
      if (line.rfind(">>> ", 0) == 0) line = line.substr(4) + " HTTP/1.1\nHost: a.example";
      pieces.push_back(line);
      if (!line.empty()) {
        paragraph += line + "\n";
        continue;
      }
      pieces.push_back(paragraph);
      head.clear();
      for (const char c : paragraph + "\n")
        head += c == '\n' ? std::string("\r\n") : std::string(1, c);
      pieces.push_back(head);
      paragraph.clear();
    }
  }
  return pieces;
}

}  // namespace writ::fuzz
