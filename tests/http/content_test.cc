// Forms, JSON objects and the choice between them.
#include <gtest/gtest.h>

#include <array>
#include <string>
#include <string_view>

#include "http/form.h"

namespace writ::test {
namespace {

using http::ContentError;
using http::kJsonDepthMax;
using http::kParameterNameBytesMax;
using http::kParametersMax;
using http::kParameterValueBytesMax;
using http::Parameters;
using http::ReadForm;
using http::ReadJsonObject;
using http::Values;

// Everything that was read, as "name=value;…"; a nested one as "name{}", an error as its status.
std::string Show(const Result<Parameters, ContentError>& parameters) {
  if (!parameters) {
    EXPECT_FALSE(parameters.error().description.empty());
    return std::to_string(parameters.error().status);
  }
  std::string shown;
  for (const http::Parameter& parameter : parameters->All()) {
    shown += std::string(parameter.name) + (parameter.nested ? "{}" : "=") +
             std::string(parameter.value) + ";";
  }
  return shown;
}

std::string Repeat(std::string_view text, std::size_t times) {
  std::string repeated;
  for (std::size_t i = 0; i < times; ++i) repeated += text;
  return repeated;
}

TEST(Form, ReadsPairsInOrder) {
  EXPECT_EQ(Show(ReadForm("")), "");
  EXPECT_EQ(Show(ReadForm("a=1&b=2")), "a=1;b=2;");
  EXPECT_EQ(Show(ReadForm("b=2&a=1&b=3")), "b=2;a=1;b=3;");
  EXPECT_EQ(Show(ReadForm("a&b=&c==&&d=x=y&")), "a=;b=;c==;d=x=y;");
}

TEST(Form, Decodes) {
  EXPECT_EQ(Show(ReadForm("a+b=c+d%2B%26%3d&e=%C3%a9")), "a b=c d+&=;e=\xC3\xA9;");
  EXPECT_EQ(Show(ReadForm("plain=caf\xC3\xA9")), "plain=caf\xC3\xA9;");
}

TEST(Form, RefusesWhatIsNotText) {
  for (const char* form : {"a=%", "a=%4", "a=%4g", "a=%g4", "%zz=1", "a=%00", "%00=a", "a=%ff",
                           "a=\xff", "a=%C3", "a=%C0%80", "a=%ED%A0%80", "a=%F4%90%80%80",
                           "a=12345678901234567%00", "a=%E0%80%80", "a=%F0%80%80%80"}) {
    EXPECT_EQ(Show(ReadForm(form)), "400") << form;
  }
  EXPECT_EQ(Show(ReadForm(std::string_view("a=\0", 3))), "400");
}

TEST(Form, HasLimits) {
  const std::string hundred = Repeat("a=1&", http::kParametersMax);
  EXPECT_EQ(ReadForm(hundred)->All().size(), http::kParametersMax);
  EXPECT_EQ(Show(ReadForm(hundred + "b=2")), "400");
  const std::string name(http::kParameterNameBytesMax, 'n');
  EXPECT_EQ(Show(ReadForm(name)), name + "=;");
  EXPECT_EQ(Show(ReadForm(name + "n")), "400");
  const std::string value(http::kParameterValueBytesMax, 'v');
  EXPECT_EQ(Show(ReadForm("a=" + value)), "a=" + value + ";");
  EXPECT_EQ(Show(ReadForm("a=" + value + "v")), "400");
}

TEST(Form, ViewsOutliveAMove) {
  Parameters first = *ReadForm("a=%41%42&b=c");
  const Parameters second = std::move(first);
  EXPECT_EQ(second.Find("a"), "AB");
  EXPECT_EQ(second.Find("b"), "c");
  EXPECT_EQ(second.Find("c"), std::nullopt);
}

TEST(Form, TellsDuplicates) {
  EXPECT_EQ(ReadForm("a=1&b=2")->Duplicate(), std::nullopt);
  EXPECT_EQ(ReadForm("a=1&b=2&c=3&b=2&a=1")->Duplicate(), "a");
  EXPECT_TRUE(ReadForm("a=1&b=2&%62=2")->IsDuplicate("b"));
  EXPECT_FALSE(ReadForm("a=1&b=2&%62=2")->IsDuplicate("a"));
  EXPECT_EQ(ReadJsonObject(R"({"a":null,"b":1,"a":2})")->Duplicate(), "a");
  EXPECT_EQ(ReadJsonObject(R"({"a":null,"a":null})")->Duplicate(), "a");
}

TEST(Json, ReadsAFlatObject) {
  EXPECT_EQ(Show(ReadJsonObject("{}")), "");
  EXPECT_EQ(Show(ReadJsonObject(R"( {"a":"x", "b" : 1.50e2, "c":true,"d":false,"e":-7} )")),
            "a=x;b=1.50e2;c=true;d=false;e=-7;");
  EXPECT_EQ(Show(ReadJsonObject(R"({"a":null,"b":"1"})")), "b=1;");
  EXPECT_EQ(ReadJsonObject(R"({"a":null})")->Find("a"), std::nullopt);
  EXPECT_EQ(Show(ReadJsonObject(R"({"\u0061\n":"\"\\\/\u00e9\ud83d\ude00"})")),
            "a\n=\"\\/\xC3\xA9\xF0\x9F\x98\x80;");
  EXPECT_EQ(Show(ReadJsonObject(R"({"n":18446744073709551616})")), "n=18446744073709551616;");
}

TEST(Json, KeepsNestedValuesApart) {
  const auto parameters =
      ReadJsonObject(R"({"a":{"x":"y","z":[1,null,{"q":true}]},"b":["s",2.5],"c":"d","e":{}})");
  EXPECT_EQ(Show(parameters), "a{};b{};c=d;e{};");
  EXPECT_EQ(parameters->Find("a"), std::nullopt);
  EXPECT_TRUE(parameters->IsNested("a"));
  EXPECT_TRUE(parameters->IsNested("b"));
  EXPECT_FALSE(parameters->IsNested("c"));
  EXPECT_FALSE(parameters->IsNested("x"));
}

TEST(Known, WhateverElseIsSentIsPassedOver) {
  constexpr std::array<std::string_view, 2> kNames{"a", "b"};
  const auto form = [&](const std::string& text) {
    return Show(ReadForm(text, Values::kText, kNames));
  };
  const std::string long_name(kParameterNameBytesMax + 1, 'n');
  EXPECT_EQ(form("a=1&c=%ff&%00=1&b=2"), "a=1;b=2;");
  EXPECT_EQ(form("a=1&" + long_name + "=1&b=2&" + Repeat("z=1&", kParametersMax)), "a=1;b=2;");
  EXPECT_EQ(form("c=" + std::string(kParameterValueBytesMax + 1, 'v') + "&a=1"), "a=1;");
  EXPECT_EQ(form("a=1&c=%f"), "400") << "a broken escape may hide anything";
  EXPECT_EQ(form("a=%ff"), "400");
  EXPECT_EQ(form(Repeat("a=1&", kParametersMax + 1)), "400");
  const auto json = [&](const std::string& text) {
    return Show(ReadJsonObject(text, Values::kText, kNames));
  };
  EXPECT_EQ(json(R"({"a":"1","\u0000":"\u0000","c":{"a":[1]},"d":null,"b":"2"})"), "a=1;b=2;");
  EXPECT_EQ(json("{\"a\":\"1\",\"" + long_name + "\":1,\"c\":" + Repeat("[", 100) +
                 Repeat("]", 100) + "}"),
            "a=1;");
  EXPECT_EQ(json("{" + Repeat("\"z\":1,", kParametersMax) + "\"z\":null,\"a\":\"1\"}"), "a=1;");
}

TEST(Json, RefusesEverythingElse) {
  for (const std::string& json :
       {std::string("[]"),
        std::string("\"a\""),
        std::string("1"),
        std::string("null"),
        std::string("true"),
        std::string("1.5"),
        std::string("{"),
        std::string("{\"a\":1"),
        std::string("{\"a\":1}x"),
        std::string("{\"a\":1,}"),
        std::string("{'a':1}"),
        std::string("{\"a\":01}"),
        std::string("{\"a\":\"\\u0000\"}"),
        std::string("{\"a\":\"\xff\"}"),
        std::string("{\"a\":\"\\ud800\"}"),
        std::string("{\"a\":/*x*/1}"),
        std::string(" "),
        std::string("{\"a\":NaN}"),
        std::string("{\"a\":") + Repeat("[", kJsonDepthMax) + Repeat("]", kJsonDepthMax) + "}",
        std::string("{\"") + std::string(http::kParameterNameBytesMax + 1, 'n') + "\":1}",
        std::string("{\"a\":\"") + std::string(http::kParameterValueBytesMax + 1, 'v') + "\"}",
        std::string("{") + Repeat("\"a\":null,", http::kParametersMax) + "\"a\":1}"}) {
    EXPECT_EQ(Show(ReadJsonObject(json)), "400") << json.substr(0, 40);
  }
}

TEST(Content, IsChosenByItsType) {
  const auto read = [](std::string_view type, std::string_view body) {
    http::Request request;
    request.headers[http::Header::kContentType] = type;
    request.body = body;
    return Show(ReadParameters(request));
  };
  EXPECT_EQ(read("application/x-www-form-urlencoded", "a=1"), "a=1;");
  EXPECT_EQ(read("Application/X-WWW-Form-Urlencoded; charset=UTF-8", "a=1"), "a=1;");
  EXPECT_EQ(read("application/JSON;charset=utf-8", R"({"a":1})"), "a=1;");
  EXPECT_EQ(read("application/json ; x=y", R"({"a":1})"), "a=1;");
  EXPECT_EQ(read({}, ""), "");
  EXPECT_EQ(read("application/json", ""), "");
  EXPECT_EQ(read("text/plain", ""), "");
  EXPECT_EQ(read({}, "a=1"), "415");
  EXPECT_EQ(read("", "a=1"), "415");
  EXPECT_EQ(read("text/plain", "a=1"), "415");
  EXPECT_EQ(read("application/jsonp", "{}"), "415");
  EXPECT_EQ(read("multipart/form-data; boundary=x", "--x"), "415");
  EXPECT_EQ(read("application/json", "a=1"), "400");
}

}  // namespace
}  // namespace writ::test
