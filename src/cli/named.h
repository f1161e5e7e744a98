// Apps, merchants and grants as people name them: by id, or by a name that only one has.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "cli/context.h"

namespace writ::cli {

enum class Thing { kApp, kMerchant, kGrant };  // a grant has no name

// Without the white space around it.
[[nodiscard]] std::string Trimmed(std::string_view text);

// Whether `text` has the form of an id of some kind: app_, org_, grant_ or token_ and 22 letters or
// digits. Such a text is an id and never a name.
[[nodiscard]] bool HasFormOfId(std::string_view text);

// The id that `text` is, or the id of the one thing that is so named, character by character. Asks
// the server only for a name. Otherwise an ExitCode, told on standard error: kNotFound, or
// kConflict with the candidates when several have the name.
[[nodiscard]] Result<std::string, int> IdOf(Context& context, Thing thing, const std::string& text);

// The same for what is about to be ended: one that was named is shown with its id and confirmed by
// the person at the terminal; --yes takes ids only (kUsage). `question` says what will happen. What
// is given by its id is confirmed only if `always`.
struct Ending {
  std::string_view question;
  bool always = false;
};
[[nodiscard]] Result<std::string, int> IdToEnd(Context& context, Thing thing,
                                               const std::string& text, const Ending& ending);

}  // namespace writ::cli
