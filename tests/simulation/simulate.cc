// Plays seeded runs until the time is up or one is wrong. See tools/simulate.
#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdio>
#include <random>

#include "run.h"

namespace {

using writ::simulation::PlayerFacts;

void Add(PlayerFacts& total, const PlayerFacts& facts) {
  total.requests += facts.requests;
  total.checks += facts.checks;
  total.crashes += facts.crashes;
  total.batches += facts.batches;
  for (const auto& [name, count] : facts.answers) total.answers[name] += count;
}

void Report(const PlayerFacts& total, std::size_t runs, double minutes) {
  const std::size_t operations = total.requests + total.checks;
  std::printf("%zu runs, %zu requests, %zu checks of known tokens, %zu batches, %zu crashes\n",
              runs, total.requests, total.checks, total.batches, total.crashes);
  std::printf("%zu operations in %.2f min: %.0f a minute\n", operations, minutes,
              static_cast<double>(operations) / minutes);
  for (const auto& [name, count] : total.answers) std::printf("  %-28s %zu\n", name.c_str(), count);
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Plays seeded runs of clients, merchants, operators and faults.");
  double minutes = 1;
  writ::simulation::RunOptions options;
  options.seed = 0;
  bool one = false;
  app.add_option("--minutes", minutes, "How long to go on with one seed after another")
      ->capture_default_str();
  app.add_option("--seed", options.seed, "The first seed; without it, a random one");
  app.add_option("--steps", options.steps, "Steps a run")->capture_default_str();
  app.add_option("--only", options.only, "Only these steps of --seed, once")->delimiter(',');
  app.add_flag("--on-disk", options.on_disk, "Every store in a file; else every eighth");
  app.add_flag("--trace", options.trace, "Print every answer");
  app.add_flag("--once", one, "Only --seed");
  CLI11_PARSE(app, argc, argv);
  if (app.count("--seed") == 0) options.seed = std::random_device{}();
  one = one || !options.only.empty();

  const bool all_on_disk = options.on_disk;
  const auto began = std::chrono::steady_clock::now();
  const auto passed = [&began] {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count() / 60;
  };
  PlayerFacts total;
  std::size_t runs = 0;
  do {
    options.on_disk = all_on_disk || (!one && options.seed % 8 == 0);
    const auto result = options.only.empty() ? PlayAndShrink(options) : PlayOnce(options);
    Add(total, result.facts);
    ++runs;
    if (result.violation) {
      std::printf("%s\n", result.violation->c_str());
      return 1;
    }
    ++options.seed;
  } while (!one && passed() < minutes);
  Report(total, runs, passed());
  return 0;
}
