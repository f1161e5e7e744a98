// What pages say: every language whole, names escaped by context, headers that admit no more.
#include "pages/render.h"

#include <gtest/gtest.h>

#include <array>
#include <set>

#include "base/base64.h"
#include "base/sha256.h"
#include "pages/respond.h"
#include "support/scopes.h"
#include "world.h"

namespace writ::pages::testing {
namespace {

constexpr std::array kLanguages{Language::kEnglish, Language::kDutch,   Language::kFrench,
                                Language::kGerman,  Language::kSpanish, Language::kItalian};

ConsentPage SmallPage() {
  ConsentPage page;
  page.app = "Ledger Lines";
  page.host = "app.example";
  page.catalogue = catalogue::Mollie();
  page.scopes = oauth::ParseScope("payments.read")->Set();
  page.merchants = {{"org_1", "Fietsenwinkel De Ketting", "nl_NL", std::nullopt}};
  page.chosen = "org_1";
  page.request = "client_id=app_1";
  page.ticket = "ticket_1";
  return page;
}

TEST(Messages, EveryTextIsThereInEveryLanguageWithTheSameNames) {
  for (std::size_t i = 0; i < kTextCount; ++i) {
    const auto text = static_cast<Text>(i);
    const std::string_view english = Say(text, Language::kEnglish);
    for (const Language language : kLanguages) {
      const std::string_view sentence = Say(text, language);
      EXPECT_FALSE(sentence.empty()) << i;
      for (const std::string_view mark : {"{app}", "{merchant}", "{host}"}) {
        EXPECT_EQ(Contains(sentence, mark), Contains(english, mark)) << sentence;
      }
      if (language != Language::kEnglish && sentence.size() > 14) {
        EXPECT_NE(sentence, english);
      }
    }
  }
}

TEST(Messages, EveryPermissionOfMollieHasItsOwnSentenceInEveryLanguage) {
  for (const Locale& locale : Locales()) {
    std::set<std::string_view> sentences;
    for (const auto& scope : catalogue::Mollie()->All()) {
      const std::string_view sentence = scope->description.In(locale.id);
      EXPECT_FALSE(sentence.empty()) << scope->name;
      EXPECT_TRUE(sentences.insert(sentence).second) << sentence;
      EXPECT_FALSE(scope->group_title.In(locale.id).empty()) << scope->name;
      if (locale.language != Language::kEnglish) {
        EXPECT_NE(sentence, scope->description.In("en_US"));
      }
    }
  }
}

TEST(Locale, HeaderIsReadByWeightThenOrder) {
  const auto tag = [](std::string_view header) { return ChooseLocale({}, header).tag; };
  EXPECT_EQ(tag(""), "en");
  EXPECT_EQ(tag("nl"), "nl-NL");
  EXPECT_EQ(tag("nl-be"), "nl-BE");
  EXPECT_EQ(tag("fr-CH, fr;q=0.9, en;q=0.8, de;q=0.7, *;q=0.5"), "fr-FR");
  EXPECT_EQ(tag("en;q=0.5, it;q=0.75, es;q=0.7"), "it-IT");
  EXPECT_EQ(tag("de;q=0, es;q=0.1"), "es-ES");
  EXPECT_EQ(tag("it, es"), "it-IT");
  EXPECT_EQ(tag("ja, zh;q=0.9"), "en");
  EXPECT_EQ(tag("en-GB,en;q=0.9"), "en");
  EXPECT_EQ(tag("en-US,en;q=0.9"), "en-US");
  EXPECT_EQ(tag(";q=,,;;q=x,de;q=1.5"), "de-DE");
}

TEST(Locale, ParameterWinsWhereItNamesOne) {
  EXPECT_EQ(ChooseLocale("es_ES", "de").tag, "es-ES");
  EXPECT_EQ(ChooseLocale("es-ES", "de").tag, "de-DE");
  EXPECT_EQ(ChooseLocale("ja_JP", "").tag, "en");
  EXPECT_EQ(Locales().size(), 8U);
}

TEST(Render, NamesAreTextInEveryPlace) {
  const std::string evil = "\"><script>alert(1)</script><img src=x onerror=alert(1)>'&{{TITLE}}";
  ConsentPage page = SmallPage();
  page.app = page.host = page.merchants[0].name = page.merchants[0].id = evil;
  page.merchants[0].locale = page.chosen = page.request = page.ticket = evil;
  for (const bool sandbox : {false, true}) {
    page.sandbox = sandbox;
    page.notice = Text::kOutOfDate;
    const std::string html = RenderConsent(page, Locales()[0]);
    EXPECT_FALSE(Contains(html, "<script"));
    EXPECT_FALSE(Contains(html, "<img"));
    EXPECT_FALSE(Contains(html, "\">'"));
    EXPECT_EQ(Field(html, "ticket"), evil);
    EXPECT_EQ(Field(html, "request"), evil);
  }
  const std::string sign_in = RenderSignIn({evil, evil, evil}, Locales()[0]);
  EXPECT_FALSE(Contains(sign_in, "<script"));
  EXPECT_EQ(Field(sign_in, "link"), evil);
  const std::string notice = RenderNotice(
      {Text::kSignedInTitle, Text::kSignedInBody, {{}, evil, {}}, evil, evil}, Locales()[0]);
  EXPECT_FALSE(Contains(notice, "<script"));
}

TEST(Render, NameThatLooksLikeAMarkStaysItself) {
  ConsentPage page = SmallPage();
  page.app = "{merchant}{host}{app}";
  const std::string html = RenderConsent(page, Locales()[0]);
  EXPECT_TRUE(Contains(html, "<h1>Connect {merchant}{host}{app}</h1>"));
}

TEST(Render, NamesCannotTurnTheDirectionOfTheSentence) {
  const Names names{
      "A\xE2\x80\xAE"
      "B\xE2\x81\xA6\xD8\x9C\xE2\x80\x8F"
      "C\xE2\x82\xAC",
      {},
      {}};
  EXPECT_EQ(Fill(Text::kConnectTitle, Language::kEnglish, names), "Connect ABC\xE2\x82\xAC");
}

TEST(Render, ManyPermissionsBeginFolded) {
  ConsentPage page = SmallPage();
  EXPECT_TRUE(Contains(RenderConsent(page, Locales()[0]), "<details open>"));
  page.scopes = oauth::AllScopes();
  const std::string html = RenderConsent(page, Locales()[0]);
  EXPECT_FALSE(Contains(html, "<details open>"));
  for (const auto& scope : catalogue::Mollie()->All()) {
    const std::string_view text = scope->description.In("en_US");
    EXPECT_TRUE(Contains(html, text.substr(0, text.find('\'')))) << scope->name;
  }
}

// The text of the one list item that says `text`.
std::string ItemWith(const std::string& html, std::string_view text) {
  const std::size_t at = html.find(text);
  EXPECT_NE(at, std::string::npos) << text;
  if (at == std::string::npos) return {};
  const std::size_t begin = html.rfind("<li", at);
  return html.substr(begin, html.find("</li>", at) - begin);
}

TEST(Render, ReadingAndChangingAreToldApartInWords) {
  ConsentPage page = SmallPage();
  page.scopes = oauth::ParseScope("customers.read customers.write")->Set();
  const std::string html = RenderConsent(page, *FindLocale("de_DE"));
  EXPECT_TRUE(Contains(ItemWith(html, "Ihre Kunden einsehen"),
                       "<li class=\"read\"><span class=\"access\">Lesen</span>"));
  EXPECT_TRUE(Contains(ItemWith(html, "Kunden anlegen und ändern"),
                       "<li class=\"change\"><span class=\"access\">Ändern</span>"));
  EXPECT_LT(html.find("Kunden anlegen"), html.find("Ihre Kunden einsehen"));
  // A folded group says it too.
  EXPECT_TRUE(Contains(html,
                       "<span class=\"access change\">Ändern 1</span> "
                       "<span class=\"access read\">Lesen 1</span>"));
}

// What lies between <details> and </details> can be out of sight.
TEST(Render, WhatIsSensitiveIsNeverFolded) {
  ConsentPage page = SmallPage();
  page.scopes = oauth::AllScopes();
  for (const Locale& locale : Locales()) {
    std::string html = RenderConsent(page, locale);
    std::string folded;
    for (auto at = html.find("<details"); at != std::string::npos; at = html.find("<details")) {
      const std::size_t end = html.find("</details>", at);
      ASSERT_NE(end, std::string::npos);
      folded += html.substr(at, end - at);
      html.erase(at, end - at);
    }
    for (const auto& scope : page.catalogue->All()) {
      if (locale.language == Language::kEnglish) break;  // apostrophes are escaped there
      const std::string text = ">" + std::string(scope->description.In(locale.id)) + "<";
      EXPECT_EQ(Contains(html, text), scope->sensitive) << text;
      EXPECT_EQ(Contains(folded, text), !scope->sensitive) << text;
    }
  }
}

TEST(Render, WhatIsNewAgainstAnEarlierYesIsMarkedAndUnfolded) {
  ConsentPage page = SmallPage();
  page.scopes = oauth::AllScopes();
  EXPECT_FALSE(Contains(RenderConsent(page, Locales()[0]), ">New<"));

  page.merchants[0].agreed = oauth::AllScopes();
  EXPECT_FALSE(Contains(RenderConsent(page, Locales()[0]), ">New<"));
  EXPECT_FALSE(Contains(RenderConsent(page, Locales()[0]), "You have connected"));

  oauth::ScopeSet agreed = oauth::AllScopes();
  agreed.Drop(page.catalogue->Find("refunds.write")->index);
  agreed.Drop(page.catalogue->Find("refunds.read")->index);
  page.merchants[0].agreed = agreed;
  const std::string html = RenderConsent(page, Locales()[0]);
  EXPECT_TRUE(Contains(html, "You have connected Ledger Lines before."));
  for (const std::string_view text : {"See your refunds", "Refund payments"}) {
    EXPECT_TRUE(Contains(ItemWith(html, text), "<strong class=\"new always\">New</strong>"));
  }
  EXPECT_FALSE(Contains(ItemWith(html, "Take payments"), ">New<"));
  // The group of the one that is not sensitive is open, and no other.
  EXPECT_TRUE(Contains(html, "<details open>\n<summary><span>Payments</span>"));
  EXPECT_EQ(html.find("<details open>"), html.rfind("<details open>"));
}

TEST(Render, InTheSandboxMarksBelongToTheMerchantChosen) {
  ConsentPage page = SmallPage();
  page.sandbox = true;
  page.scopes = oauth::ParseScope("payments.read customers.read")->Set();
  page.merchants = {{"org_1", "One", "nl_NL", std::nullopt},
                    {"org_2", "Two", "nl_NL", oauth::ParseScope("payments.read")->Set()},
                    {"org_3", "Three", "nl_NL", oauth::ScopeSet{}}};
  const std::string html = RenderConsent(page, Locales()[0]);
  EXPECT_TRUE(Contains(ItemWith(html, "See your customers"), "class=\"new m2 m3\""));
  EXPECT_TRUE(Contains(ItemWith(html, "See your payments"), "class=\"new m3\""));
  EXPECT_TRUE(Contains(html, "class=\"new-note m2 m3\""));
}

// Enter in a field of a form presses its first submit button (HTML §4.10.21.2).
TEST(Render, FirstButtonOfTheFormDecidesNothing) {
  ConsentPage page = SmallPage();
  for (const bool sandbox : {false, true}) {
    page.sandbox = sandbox;
    const std::string html = RenderConsent(page, Locales()[0]);
    const std::size_t first = html.find("type=\"submit\"");
    ASSERT_NE(first, std::string::npos);
    EXPECT_LT(first, html.find("<button"));
    EXPECT_LT(first, html.find("type=\"radio\""));
    const std::size_t begin = html.rfind('<', first);
    const std::string button = html.substr(begin, html.find('>', begin) - begin);
    EXPECT_TRUE(Contains(button, "formmethod=\"dialog\"")) << button;
    EXPECT_TRUE(Contains(button, "tabindex=\"-1\" aria-hidden=\"true\"")) << button;
    EXPECT_FALSE(Contains(button, "name=")) << button;
  }
}

TEST(Render, PolicyAdmitsExactlyTheStyleOfThePage) {
  const std::string html = RenderConsent(SmallPage(), Locales()[0]);
  const std::size_t begin = html.find("<style>") + 7;
  const std::string style = html.substr(begin, html.find("</style>") - begin);
  EXPECT_GT(style.size(), 1000U);
  EXPECT_EQ(StyleSource(), "'sha256-" + EncodeBase64(Sha256(style)) + "'");
  EXPECT_FALSE(Contains(html, "style=\""));
}

TEST(Respond, HostIsShownAsPeopleKnowIt) {
  EXPECT_EQ(ShownHost("https://app.example/cb"), "app.example");
  EXPECT_EQ(ShownHost("http://127.0.0.1:3000/cb"), "127.0.0.1:3000");
  EXPECT_EQ(ShownHost("mollie-app://authorize"), "mollie-app");
}

}  // namespace
}  // namespace writ::pages::testing
