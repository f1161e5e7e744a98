// What pages say: every language whole, names escaped by context, headers that admit no more.
#include "pages/render.h"

#include <gtest/gtest.h>

#include <array>
#include <set>

#include "base/base64.h"
#include "base/sha256.h"
#include "pages/messages/permissions.h"
#include "pages/respond.h"
#include "world.h"

namespace writ::pages::testing {
namespace {

constexpr std::array kLanguages{Language::kEnglish, Language::kDutch,   Language::kFrench,
                                Language::kGerman,  Language::kSpanish, Language::kItalian};

ConsentPage SmallPage() {
  ConsentPage page;
  page.app = "Ledger Lines";
  page.host = "app.example";
  page.scopes = oauth::ParseScope("payments.read")->Set();
  page.merchants = {{"org_1", "Fietsenwinkel De Ketting", "nl_NL"}};
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

TEST(Messages, EveryPermissionHasItsOwnSentenceInEveryLanguage) {
  ASSERT_EQ(PermissionRowCount(), oauth::Permissions().size());
  for (const Language language : kLanguages) {
    std::set<std::string_view> sentences;
    for (std::uint8_t i = 0; i < PermissionRowCount(); ++i) {
      EXPECT_EQ(PermissionRow(i), oauth::Permissions()[i].id);
      const std::string_view sentence = PermissionText(i, language);
      EXPECT_FALSE(sentence.empty()) << PermissionRow(i);
      EXPECT_TRUE(sentences.insert(sentence).second) << sentence;
      if (language != Language::kEnglish) {
        EXPECT_NE(sentence, oauth::Permissions()[i].description);
      }
    }
    for (std::size_t i = 0; i < kPermissionGroupCount; ++i) {
      EXPECT_FALSE(NameOf(static_cast<PermissionGroup>(i), language).empty());
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
  page.scopes = oauth::ScopeSet::All();
  const std::string html = RenderConsent(page, Locales()[0]);
  EXPECT_FALSE(Contains(html, "<details open>"));
  for (const oauth::Permission& permission : oauth::Permissions()) {
    const std::string_view start =
        permission.description.substr(0, permission.description.find('\''));
    EXPECT_TRUE(Contains(html, start)) << permission.id;
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
