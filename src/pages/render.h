// The people's pages as HTML: what is shown, put into the templates and escaped by context. No page
// has a script.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "oauth/catalogue.h"
#include "pages/messages/locale.h"
#include "pages/messages/texts.h"

namespace writ::pages {

// What stands for {app}, {merchant} and {host}; those that a text does not name may be empty.
struct Names {
  std::string_view app;
  std::string_view merchant;
  std::string_view host;
};

// `text` in `language` with the names put in. Characters that turn the direction of writing are
// dropped from names, so that none can rearrange the sentence around it. Not escaped.
[[nodiscard]] std::string Fill(Text text, Language language, const Names& names);

struct MerchantChoice {
  std::string id;  // as shown outside
  std::string name;
  std::string locale;                     // of its profile; may be one that we do not know
  std::optional<oauth::ScopeSet> agreed;  // what its earlier yes to the app, if it lives, covers
};

// Everything that a consent page says and sends back.
struct ConsentPage {
  std::string app;
  std::string host;  // where the browser goes afterwards: a host, or the scheme of an app
  oauth::Catalogue::Pointer catalogue;  // that has the scopes
  oauth::ScopeSet scopes;
  std::vector<MerchantChoice> merchants;  // one, unless `sandbox`
  std::string chosen;                     // the id of one of them
  bool sandbox = false;                   // lets the person choose
  bool signup = false;                    // the app asked for a page to sign up
  std::string request;                    // sent back as they are
  std::string ticket;
  std::optional<Text> notice;  // why the page is shown again
};

// Whole documents, UTF-8. Thread-safe, like all here.
//
// Each permission says whether it reads or changes something. Sensitive ones stand in a list of
// their own that cannot be folded; the others are grouped, and where they are many their groups
// begin folded, but for those with something new. What a merchant's earlier yes did not cover is
// marked for that merchant. Enter on a merchant's radio button decides nothing.
[[nodiscard]] std::string RenderConsent(const ConsentPage& page, const Locale& locale);

// A page that only tells something. `error` and `description` are for the makers of the app; empty
// ones are left out.
struct NoticePage {
  Text title;
  Text text;
  Names names;
  std::string_view error;
  std::string_view description;
};
[[nodiscard]] std::string RenderNotice(const NoticePage& page, const Locale& locale);

// The page that asks to use a one-time link.
struct SignInPage {
  std::string_view merchant;
  std::string_view link;  // sent back as they are
  std::string_view proof;
};
[[nodiscard]] std::string RenderSignIn(const SignInPage& page, const Locale& locale);

// What `/` of the sandbox says.
struct SandboxHomePage {
  struct App {
    std::string name;
    std::string client_id;
    std::string consent_link;  // a path of ours with its query
  };
  std::string version;
  std::string issuer;
  std::vector<App> apps;
};
[[nodiscard]] std::string RenderSandboxHome(const SandboxHomePage& page, const Locale& english);

// The Content-Security-Policy source that admits the one style sheet: 'sha256-…' with its quotes.
[[nodiscard]] const std::string& StyleSource();

}  // namespace writ::pages
