// The golden transcripts as inputs for every target.
#pragma once

#include <string>
#include <vector>

namespace writ::fuzz {

// Their lines and paragraphs, and each paragraph as the head of a request. The current folder is
// the root of the source; empty when it is not.
[[nodiscard]] std::vector<std::string> TranscriptPieces();

}  // namespace writ::fuzz
