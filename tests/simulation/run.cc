#include "run.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <utility>

namespace writ::simulation {

namespace {

// A folder that is gone at the end.
class Folder {
 public:
  Folder() {
    std::string path = (std::filesystem::temp_directory_path() / "writ-simulation-XXXXXX").string();
    if (mkdtemp(path.data()) != nullptr) path_ = path;
  }
  ~Folder() {
    std::error_code error;
    if (!path_.empty()) std::filesystem::remove_all(path_, error);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  [[nodiscard]] const std::string& Path() const { return path_; }

 private:
  std::string path_;
};

std::vector<Step> ChosenSteps(const RunOptions& options) {
  std::vector<Step> steps = StepsOf(options.seed, options.steps);
  if (options.only.empty()) return steps;
  std::vector<Step> chosen;
  std::copy_if(steps.begin(), steps.end(), std::back_inserter(chosen), [&](const Step& step) {
    return std::find(options.only.begin(), options.only.end(), step.number) != options.only.end();
  });
  return chosen;
}

RunResult Play(const RunOptions& options, std::span<const Step> steps) {
  std::optional<Folder> folder;
  if (options.on_disk) folder.emplace();
  Player player(options.seed, folder ? folder->Path() : "", options.trace);
  RunResult result;
  result.violation = player.Play(steps);
  result.facts = player.Facts();
  return result;
}

// Leaves out ever smaller pieces as long as something is still wrong.
std::vector<Step> Shrink(const RunOptions& options, std::vector<Step> steps) {
  for (std::size_t piece = std::max<std::size_t>(1, steps.size() / 2); piece >= 1; piece /= 2) {
    for (std::size_t start = 0; start < steps.size();) {
      std::vector<Step> fewer(steps.begin(), steps.begin() + static_cast<std::ptrdiff_t>(start));
      const std::size_t end = std::min(start + piece, steps.size());
      fewer.insert(fewer.end(), steps.begin() + static_cast<std::ptrdiff_t>(end), steps.end());
      if (Play(options, fewer).violation) {
        steps = std::move(fewer);
      } else {
        start += piece;
      }
    }
  }
  return steps;
}

}  // namespace

RunResult PlayOnce(const RunOptions& options) { return Play(options, ChosenSteps(options)); }

RunResult PlayAndShrink(const RunOptions& options) {
  RunResult result = PlayOnce(options);
  if (!result.violation) return result;
  const std::vector<Step> steps = Shrink(options, ChosenSteps(options));
  std::string text = "seed " + std::to_string(options.seed) + ": " + *result.violation + "\n";
  text += "the fewest steps that are still wrong:\n";
  std::string numbers;
  for (const Step& step : steps) {
    text += "  " + std::to_string(step.number) + " " + std::string(NameOf(step.kind)) + "\n";
    numbers += (numbers.empty() ? "" : ",") + std::to_string(step.number);
  }
  text += "  → " + Play(options, steps).violation.value_or("nothing") + "\n";
  text += "replay: tools/simulate --seed " + std::to_string(options.seed) + " --steps " +
          std::to_string(options.steps) + (options.on_disk ? " --on-disk" : "") + " --only " +
          numbers + "\n";
  result.violation = text;
  return result;
}

}  // namespace writ::simulation
