#include "pages/render.h"

#include <ctemplate/template_cache.h>
#include <ctemplate/template_dictionary.h>
#include <ctemplate/template_enums.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "base/base64.h"
#include "base/check.h"
#include "base/sha256.h"
#include "base/utf8.h"
#include "pages/templates.h"

namespace writ::pages {

namespace {

using ctemplate::TemplateDictionary;

// More permissions than this begin folded, so that the buttons stay near.
constexpr std::size_t kUnfoldedMax = 12;

std::string LayoutWithStyle() {
  constexpr std::string_view kMark = "@STYLE@";
  std::string layout(LayoutTemplate());
  const std::size_t at = layout.find(kMark);
  CHECK(at != std::string::npos);
  layout.replace(at, kMark.size(), StyleTemplate());
  return layout;
}

// Parsed once, then frozen: reading a frozen cache needs no lock.
const ctemplate::TemplateCache& Templates() {
  static const auto* const parsed = [] {
    auto* cache = new ctemplate::TemplateCache;
    const auto add = [&](const char* name, std::string_view text) {
      CHECK(cache->StringToTemplateCache(name, text.data(), text.size(), ctemplate::DO_NOT_STRIP));
    };
    add("layout", LayoutWithStyle());
    add("consent", ConsentTemplate());
    add("notice", NoticeTemplate());
    add("sign_in", SignInTemplate());
    add("sandbox_home", SandboxHomeTemplate());
    cache->Freeze();
    return cache;
  }();
  return *parsed;
}

void Set(TemplateDictionary& dictionary, const char* name, std::string_view value) {
  dictionary.SetValue(name, ctemplate::TemplateString(value.data(), value.size()));
}

// Bidirectional controls (Unicode Standard Annex 9 §2): embeddings, overrides, isolates, marks.
bool IsDirectionControl(std::uint32_t code_point) {
  return code_point == 0x061C || code_point == 0x200E || code_point == 0x200F ||
         (code_point >= 0x202A && code_point <= 0x202E) ||
         (code_point >= 0x2066 && code_point <= 0x2069);
}

std::string PlainName(std::string_view name) {
  std::string plain;
  while (!name.empty()) {
    std::string_view rest = name;
    std::uint32_t code_point = 0;
    if (!TakeCodePoint(rest, code_point)) rest.remove_prefix(1);  // a name of ours is UTF-8
    if (!IsDirectionControl(code_point)) plain += name.substr(0, name.size() - rest.size());
    name = rest;
  }
  return plain;
}

// The value of the placeholder that `text` begins with, and its size; size 0 where there is none.
struct Placeholder {
  std::size_t size = 0;
  std::string_view name;
};
Placeholder PlaceholderAt(std::string_view text, const Names& names) {
  const auto begins = [&](std::string_view name) { return text.substr(0, name.size()) == name; };
  if (begins("{app}")) return {5, names.app};
  if (begins("{merchant}")) return {10, names.merchant};
  if (begins("{host}")) return {6, names.host};
  return {};
}

// The first character of a name, whatever its number of bytes.
std::string Monogram(std::string_view name) {
  const std::string plain = PlainName(name);
  std::string_view rest = plain;
  std::uint32_t code_point = 0;
  if (plain.empty() || !TakeCodePoint(rest, code_point)) return {};
  return plain.substr(0, plain.size() - rest.size());
}

std::string Expand(TemplateDictionary& dictionary) {
  std::string html;
  CHECK(Templates().ExpandNoLoad("layout", ctemplate::DO_NOT_STRIP, &dictionary, nullptr, &html));
  return html;
}

// Fills the head of the document; the rest goes into the body that is returned.
TemplateDictionary& Begin(TemplateDictionary& layout, const char* name, std::string_view title,
                          const Locale& locale) {
  Set(layout, "LANG", locale.tag);
  Set(layout, "TITLE", title);
  TemplateDictionary* body = layout.AddIncludeDictionary("BODY");
  body->SetFilename(name);
  Set(*body, "TITLE", title);
  return *body;
}

void AddMerchants(TemplateDictionary& body, const ConsentPage& page, const Locale& locale) {
  if (!page.sandbox) {
    TemplateDictionary* signed_in = body.AddSectionDictionary("SIGNED_IN");
    CHECK(page.merchants.size() == 1);
    Set(*signed_in, "MERCHANT_ID", page.merchants.front().id);
    Set(*signed_in, "MERCHANT_NAME", PlainName(page.merchants.front().name));
    Set(*signed_in, "ORGANIZATION", Say(Text::kOrganization, locale.language));
    return;
  }
  TemplateDictionary* picker = body.AddSectionDictionary("PICKER");
  Set(*picker, "CHOOSE", Say(Text::kChooseMerchant, locale.language));
  for (const MerchantChoice& merchant : page.merchants) {
    TemplateDictionary* choice = picker->AddSectionDictionary("MERCHANT");
    const Locale* home = FindLocale(merchant.locale);
    Set(*choice, "MERCHANT_ID", merchant.id);
    Set(*choice, "MERCHANT_NAME", PlainName(merchant.name));
    Set(*choice, "MERCHANT_LANG", home != nullptr ? home->tag : locale.tag);
    Set(*choice, "MERCHANT_LOCALE", home != nullptr ? home->name : merchant.locale);
    if (merchant.id == page.chosen) choice->ShowSection("CHOSEN");
  }
}

// The classes that show something for those merchants only to whom `scope` is new, " m1 m3"; empty
// where it is new to none. A page that shows one merchant needs no number.
std::string NewTo(const ConsentPage& page, const oauth::Scope& scope) {
  std::string classes;
  for (std::size_t i = 0; i < page.merchants.size(); ++i) {
    const auto& agreed = page.merchants[i].agreed;
    if (!agreed || agreed->Has(scope.index)) continue;
    classes += page.sandbox ? " m" + std::to_string(i + 1) : " always";
  }
  return classes;
}

bool Changes(const oauth::Scope* scope) { return scope->access == oauth::ScopeAccess::kChange; }

void AddPermission(TemplateDictionary& list, const ConsentPage& page, const oauth::Scope& scope,
                   const Locale& locale) {
  const Language language = locale.language;
  TemplateDictionary* row = list.AddSectionDictionary("PERMISSION");
  const bool changes = Changes(&scope);
  Set(*row, "ACCESS_CLASS", changes ? "change" : "read");
  Set(*row, "ACCESS", Say(changes ? Text::kChange : Text::kRead, language));
  Set(*row, "PERMISSION_TEXT", PlainName(scope.description.In(locale.id)));
  const std::string is_new = NewTo(page, scope);
  if (is_new.empty()) return;
  TemplateDictionary* mark = row->AddSectionDictionary("NEW");
  Set(*mark, "NEW_TO", is_new);
  Set(*mark, "NEW_WORD", Say(Text::kNew, language));
}

void AddCount(TemplateDictionary& group, std::size_t count, bool changes, Language language) {
  if (count == 0) return;
  TemplateDictionary* part = group.AddSectionDictionary("COUNT");
  Set(*part, "ACCESS_CLASS", changes ? "change" : "read");
  Set(*part, "ACCESS", Say(changes ? Text::kChange : Text::kRead, language));
  part->SetIntValue("NUMBER", static_cast<long>(count));
}

// Scopes of one group that are asked for.
struct AskedGroup {
  std::string_view title;
  std::vector<const oauth::Scope*> scopes;
};

// One group, what changes something first.
void AddGroup(TemplateDictionary& body, const ConsentPage& page, AskedGroup group, bool few,
              const Locale& locale) {
  auto& scopes = group.scopes;
  const auto first_read = std::stable_partition(scopes.begin(), scopes.end(), Changes);
  const bool has_new = std::any_of(scopes.begin(), scopes.end(), [&](const oauth::Scope* scope) {
    return !NewTo(page, *scope).empty();
  });
  TemplateDictionary* part = body.AddSectionDictionary("GROUP");
  Set(*part, "GROUP_NAME", PlainName(group.title));
  if (few || has_new) part->ShowSection("OPEN");
  AddCount(*part, static_cast<std::size_t>(first_read - scopes.begin()), true, locale.language);
  AddCount(*part, static_cast<std::size_t>(scopes.end() - first_read), false, locale.language);
  for (const oauth::Scope* scope : scopes) AddPermission(*part, page, *scope, locale);
}

// Says once, to each merchant for whom something is new, what the marks mean.
void AddNewNote(TemplateDictionary& body, const ConsentPage& page, Language language) {
  std::string classes;
  for (std::size_t i = 0; i < page.merchants.size(); ++i) {
    const auto& agreed = page.merchants[i].agreed;
    if (!agreed || agreed->Covers(page.scopes)) continue;
    classes += page.sandbox ? " m" + std::to_string(i + 1) : " always";
  }
  if (classes.empty()) return;
  TemplateDictionary* note = body.AddSectionDictionary("NEW_NOTE");
  Set(*note, "NEW_TO", classes);
  Set(*note, "NEW_NOTE_TEXT", Fill(Text::kNewNote, language, {page.app, {}, {}}));
}

// What is not sensitive, in the catalogue's order, which keeps a group together.
std::vector<AskedGroup> GroupsOf(const ConsentPage& page, std::string_view locale) {
  std::vector<AskedGroup> groups;
  for (const oauth::Scope* scope : page.catalogue->InOrder()) {
    if (!page.scopes.Has(scope->index) || scope->sensitive) continue;
    if (groups.empty() || groups.back().scopes.back()->group != scope->group) {
      groups.push_back(
          {scope->group_title.Empty() ? scope->group : scope->group_title.In(locale), {}});
    }
    groups.back().scopes.push_back(scope);
  }
  return groups;
}

void AddPermissions(TemplateDictionary& body, const ConsentPage& page, const Locale& locale) {
  AddNewNote(body, page, locale.language);
  TemplateDictionary* list = nullptr;
  for (const oauth::Scope* scope : page.catalogue->InOrder()) {
    if (!page.scopes.Has(scope->index) || !scope->sensitive) continue;
    if (list == nullptr) {
      list = body.AddSectionDictionary("SENSITIVE");
      Set(*list, "SENSITIVE_NAME", Say(Text::kSensitive, locale.language));
    }
    AddPermission(*list, page, *scope, locale);
  }
  const bool few = page.scopes.Count() <= kUnfoldedMax;
  for (AskedGroup& group : GroupsOf(page, locale.id)) {
    AddGroup(body, page, std::move(group), few, locale);
  }
}

}  // namespace

std::string Fill(Text text, Language language, const Names& names) {
  std::string_view rest = Say(text, language);
  std::string filled;
  // One pass, so that a name which looks like a placeholder stays what it is.
  while (!rest.empty()) {
    const Placeholder found = PlaceholderAt(rest, names);
    if (found.size == 0) {
      filled += rest.front();
    } else {
      filled += PlainName(found.name);
    }
    rest.remove_prefix(found.size == 0 ? 1 : found.size);
  }
  return filled;
}

std::string RenderConsent(const ConsentPage& page, const Locale& locale) {
  const Language language = locale.language;
  Names names{page.app, {}, page.host};
  if (!page.sandbox) names.merchant = page.merchants.front().name;
  TemplateDictionary layout("page");
  TemplateDictionary& body =
      Begin(layout, "consent", Fill(Text::kConnectTitle, language, names), locale);
  if (page.sandbox) {
    layout.ShowSection("SANDBOX_BADGE");
    Set(layout, "SANDBOX", Say(Text::kSandbox, language));
    Set(layout, "SANDBOX_NOTE", Say(Text::kSandboxNote, language));
  }
  if (page.notice) {
    Set(*body.AddSectionDictionary("NOTICE"), "NOTICE_TEXT", Fill(*page.notice, language, names));
  }
  Set(body, "MONOGRAM", Monogram(page.app));
  Set(body, "ASKS", Fill(page.sandbox ? Text::kAsksInSandbox : Text::kAsks, language, names));
  Set(body, "REQUEST", page.request);
  Set(body, "TICKET", page.ticket);
  AddMerchants(body, page, locale);
  Set(body, "ABLE_TO", Fill(Text::kAbleTo, language, names));
  AddPermissions(body, page, locale);
  Set(body, "CONNECT", Say(Text::kConnect, language));
  Set(body, "CANCEL", Say(Text::kCancel, language));
  Set(body, "ONLY_THIS", Fill(Text::kOnlyThis, language, names));
  Set(body, "WITHDRAW", Fill(Text::kWithdraw, language, names));
  Set(body, "GOES_TO", Fill(Text::kGoesTo, language, names));
  if (page.signup) {
    Set(*body.AddSectionDictionary("SIGNUP"), "SIGNUP_NOTE", Say(Text::kSignupNote, language));
  }
  return Expand(layout);
}

std::string RenderNotice(const NoticePage& page, const Locale& locale) {
  TemplateDictionary layout("page");
  TemplateDictionary& body =
      Begin(layout, "notice", Fill(page.title, locale.language, page.names), locale);
  Set(body, "TEXT", Fill(page.text, locale.language, page.names));
  if (!page.error.empty()) {
    TemplateDictionary* details = body.AddSectionDictionary("DETAILS");
    Set(*details, "FOR_MAKERS", Say(Text::kForMakers, locale.language));
    Set(*details, "ERROR", page.error);
    Set(*details, "DESCRIPTION", page.description);
  }
  return Expand(layout);
}

std::string RenderSignIn(const SignInPage& page, const Locale& locale) {
  const Names names{{}, page.merchant, {}};
  TemplateDictionary layout("page");
  TemplateDictionary& body =
      Begin(layout, "sign_in", Fill(Text::kSignInTitle, locale.language, names), locale);
  Set(body, "TEXT", Fill(Text::kSignInBody, locale.language, names));
  Set(body, "LINK", page.link);
  Set(body, "PROOF", page.proof);
  Set(body, "SIGN_IN", Say(Text::kSignIn, locale.language));
  return Expand(layout);
}

std::string RenderSandboxHome(const SandboxHomePage& page, const Locale& english) {
  TemplateDictionary layout("page");
  TemplateDictionary& body = Begin(layout, "sandbox_home", "Writ sandbox", english);
  layout.ShowSection("SANDBOX_BADGE");
  Set(layout, "SANDBOX", Say(Text::kSandbox, english.language));
  Set(layout, "SANDBOX_NOTE", Say(Text::kSandboxNote, english.language));
  Set(body, "VERSION", page.version);
  Set(body, "ISSUER", page.issuer);
  for (const SandboxHomePage::App& app : page.apps) {
    TemplateDictionary* row = body.AddSectionDictionary("APP");
    Set(*row, "NAME", PlainName(app.name));
    Set(*row, "CLIENT_ID", app.client_id);
    Set(*row, "CONSENT_LINK", app.consent_link);
  }
  return Expand(layout);
}

const std::string& StyleSource() {
  static const std::string source = "'sha256-" + EncodeBase64(Sha256(StyleTemplate())) + "'";
  return source;
}

}  // namespace writ::pages
