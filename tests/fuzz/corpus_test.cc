// Every fuzz target over its seeds, every transcript, and fresh mutations of both.
#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <memory>
#include <random>

#include "targets.h"
#include "transcripts.h"

namespace writ::fuzz {
namespace {

// A copy that ends where the input ends, so that a read beyond it is seen.
void RunOn(const Target& target, const std::string& input) {
  const auto copy = std::make_unique<char[]>(input.size() + (input.empty() ? 1 : 0));
  std::copy(input.begin(), input.end(), copy.get());
  target.run({copy.get(), input.size()});
}

std::string Mutated(std::string text, const std::vector<std::string>& others,
                    std::mt19937_64& engine) {
  for (std::uint64_t edits = 1 + engine() % 4; edits != 0; --edits) {
    const std::size_t place = text.empty() ? 0 : engine() % text.size();
    const char byte = static_cast<char>(engine() & 0xFFU);
    switch (engine() % 6) {
      case 0:
        text.insert(place, 1, byte);
        break;
      case 1:
        if (!text.empty()) text[place] = byte;
        break;
      case 2:
        text.erase(place, 1 + engine() % 8);
        break;
      case 3:
        if (!text.empty()) text[place] = static_cast<char>(text[place] ^ (1 << engine() % 8));
        break;
      case 4:
        text.insert(place, text.substr(place, 1 + engine() % 32));
        break;
      default: {
        const std::string& other = others[engine() % others.size()];
        text.replace(place, std::string::npos, other.substr(0, engine() % (other.size() + 1)));
      }
    }
  }
  return text;
}

class Corpus : public ::testing::TestWithParam<std::size_t> {
 protected:
  [[nodiscard]] static const Target& Chosen() { return Targets()[GetParam()]; }
};

TEST_P(Corpus, SeedsAndTranscripts) {
  RunOn(Chosen(), "");
  for (const std::string& seed : Chosen().seeds()) RunOn(Chosen(), seed);
  const std::vector<std::string> pieces = TranscriptPieces();
  EXPECT_GT(pieces.size(), 1000U) << "the transcripts are elsewhere";
  for (const std::string& piece : pieces) RunOn(Chosen(), piece);
}

TEST_P(Corpus, FreshMutations) {
  const char* wanted = std::getenv("WRIT_FUZZ_SEED");
  const std::uint64_t seed =
      wanted == nullptr ? std::random_device{}() : std::strtoull(wanted, nullptr, 10);
  std::printf("WRIT_FUZZ_SEED=%llu plays this again\n", static_cast<unsigned long long>(seed));
  std::fflush(stdout);
  std::mt19937_64 engine(seed);
  const std::vector<std::string> seeds = Chosen().seeds();
  const std::vector<std::string> pieces = TranscriptPieces();
  const auto until = std::chrono::steady_clock::now() + std::chrono::milliseconds(700);
  std::size_t runs = 0;
  do {
    const std::string& base =
        engine() % 2 == 0 ? seeds[engine() % seeds.size()] : pieces[engine() % pieces.size()];
    RunOn(Chosen(), Mutated(base, seeds, engine));
  } while (++runs % 64 != 0 || std::chrono::steady_clock::now() < until);
  RecordProperty("runs", std::to_string(runs));
}

std::string NameOf(const ::testing::TestParamInfo<std::size_t>& info) {
  return std::string(Targets()[info.param].name);
}

INSTANTIATE_TEST_SUITE_P(All, Corpus, ::testing::Range(std::size_t{0}, Targets().size()), NameOf);

}  // namespace
}  // namespace writ::fuzz
