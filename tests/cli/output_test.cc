#include "cli/output.h"

#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <sstream>

#include "cli/width.h"

namespace writ::cli {
namespace {

boost::json::value Parse(std::string_view text) {
  return boost::json::parse({text.data(), text.size()});
}

TEST(Output, TableAlignsByCharactersAndShowsGapsAsDashes) {
  std::ostringstream out;
  const boost::json::value items =
      Parse(R"([{"id":"a","name":"Bücher","grant":{"id":7}},{"id":"bcd","name":null}])");
  PrintTable(out, items.as_array(), {"name", "id", "grant.id"});
  EXPECT_EQ(out.str(),
            "NAME    ID   GRANT ID\n"
            "Bücher  a    7\n"
            "-       bcd  -\n");
}

TEST(Output, TableAlignsByTheColumnsOfTheTerminal) {
  EXPECT_EQ(DisplayWidth("Bücher"), 6U);
  EXPECT_EQ(DisplayWidth("Bu\u0308cher"), 6U);  // a combining mark
  EXPECT_EQ(DisplayWidth("東京"), 4U);
  EXPECT_EQ(DisplayWidth("e\u200b\u0301"), 1U);
  EXPECT_EQ(DisplayWidth("\xff\xfe"), 2U);
  std::ostringstream out;
  const boost::json::value items = Parse(R"([{"n":"東京","id":1},{"n":"Bu\u0308","id":2}])");
  PrintTable(out, items.as_array(), {"n", "id"});
  EXPECT_EQ(out.str(),
            "N     ID\n"
            "東京  1\n"
            "Bu\u0308    2\n");
}

TEST(Output, FieldsLeaveOutWhatIsNotThere) {
  std::ostringstream out;
  PrintFields(
      out, Parse(R"({"id":"a","gone":null,"list":["x","y"],"on":true,"in":{"n":1}})").as_object());
  EXPECT_EQ(out.str(),
            "id                      a\n"
            "list                    x y\n"
            "on                      yes\n"
            "in.n                    1\n");
}

TEST(Output, JsonIsIndentedAndReadsBackAsItWas) {
  const boost::json::value value =
      Parse(R"({"a":[1,{"b":"x\ny"}],"empty":[],"none":{},"null":null})");
  std::ostringstream out;
  PrintJson(out, value);
  EXPECT_EQ(Parse(out.str()), value);
  EXPECT_NE(out.str().find("\n  \"a\": [\n    1,\n"), std::string::npos) << out.str();
}

}  // namespace
}  // namespace writ::cli
