"""Every text rule passes a good tree and catches a bad one."""

import io
import unittest

from support import TreeTest, load

import aborts
import layers
import tidy
from tree import Tree


class Layers(TreeTest):
    def test_good(self):
        self.assertEqual(self.judge(layers.check), [])

    def test_upward_include(self):
        self.append("src/base/one.cc", '#include "oauth/two.h"\n')
        self.assert_only(self.judge(layers.check), "src/base/one.cc:4", "must not include oauth")

    def test_include_without_layer(self):
        self.append("src/oauth/two.cc", '#  include "one.h"\n')
        self.assert_only(self.judge(layers.check), "src/oauth/two.cc:4", "does not begin with a layer")

    def test_a_room_is_a_layer_of_its_own(self):
        self.write("src/LAYERS", "base:\nbase/deep: base\noauth: base\n")
        self.write("src/base/deep/three.cc", '#include "base/one.h"\n#include "base/deep/three.h"\n')
        self.assertEqual(self.judge(layers.check), [])
        self.append("src/oauth/two.cc", '#include "base/deep/three.h"\n')
        self.assert_only(self.judge(layers.check), "src/oauth/two.cc:4", "must not include base/deep")

    def test_layers_refer_upwards(self):
        self.write("src/LAYERS", "base: oauth\noauth: base\n")
        self.assert_only(self.judge(layers.check), "src/LAYERS:1", "not above it")


class Map(TreeTest):
    def test_good(self):
        self.append("ARCHITECTURE.md", "`src/base/one.cc` (`One`) and `src/oauth/two.cc` (`Two`,\n`One`).\n")
        self.assertEqual(self.judge(tidy.check_map), [])

    def test_no_such_file(self):
        self.append("ARCHITECTURE.md", "`src/base/gone.cc` (`One`)\n")
        self.assert_only(self.judge(tidy.check_map), "ARCHITECTURE.md:4", "there is no src/base/gone.cc")

    def test_no_such_symbol(self):
        self.append("ARCHITECTURE.md", "`src/base/one.cc` (`Class::One`, `Three`)\n")
        self.assert_only(self.judge(tidy.check_map), "ARCHITECTURE.md:4", "has no Three")

    def test_a_file_without_a_symbol(self):
        self.append("ARCHITECTURE.md", "`src/base/one.cc`: does everything\n")
        self.assert_only(self.judge(tidy.check_map), "ARCHITECTURE.md:4", "without a symbol")


class Sizes(TreeTest):
    def function(self, lines, opening="int Long() {", indent=""):
        body = "".join(f"{indent}  Step({number});\n" for number in range(lines - 2))
        return f"{indent}{opening}\n{body}{indent}}}\n"

    def test_good(self):
        self.append("src/base/one.cc", self.function(60))
        self.assertEqual(self.judge(tidy.check_sizes), [])

    def test_long_function(self):
        self.append("src/base/one.cc", self.function(61))
        self.assert_only(self.judge(tidy.check_sizes), "src/base/one.cc:4", "61 lines")

    def test_long_function_with_long_signature(self):
        self.append("src/base/one.cc", self.function(61, "int Long(int first,\n         int second) {"))
        self.assert_only(self.judge(tidy.check_sizes), "src/base/one.cc:4", "62 lines")

    def test_long_method_in_class(self):
        method = self.function(61, "void Long() {", "  ")
        self.append("src/base/one.cc", f"class Big {{\n public:\n{method}}};\n")
        self.assert_only(self.judge(tidy.check_sizes), "src/base/one.cc:6", "61 lines")

    def test_long_namespace_and_class_are_fine(self):
        members = "".join(f"  int member_{number}(int);\n" for number in range(100))
        self.append("src/base/one.cc",
                    f"namespace writ {{\n\nclass Big {{\n{members}}};\n\n}}  // namespace writ\n")
        self.assertEqual(self.judge(tidy.check_sizes), [])

    def test_long_loop_counts_once_as_its_function(self):
        loop = self.function(62, "while (Going()) {", "  ")
        self.append("src/base/one.cc", f"int Long() {{\n{loop}}}\n")
        self.assert_only(self.judge(tidy.check_sizes), "src/base/one.cc:4", "64 lines")

    def test_long_file(self):
        self.write("src/base/one.h", "// One.\n" * 401)
        self.assert_only(self.judge(tidy.check_sizes), "src/base/one.h", "401 lines")

    def test_long_comment_line(self):
        self.append("src/base/one.cc", f"// {'é' * 97}\n")
        self.assertEqual(self.judge(tidy.check_sizes), [])
        self.append("src/base/one.cc", f"// {'é' * 98}\n")
        self.assert_only(self.judge(tidy.check_sizes), "src/base/one.cc:5", "101 columns")

    def test_tests_may_be_longer(self):
        self.write("tests/base/one_test.cc", "// One.\n" * 800)
        self.assertEqual(self.judge(tidy.check_sizes), [])
        self.append("tests/base/one_test.cc", "// One.\n")
        self.assert_only(self.judge(tidy.check_sizes), "tests/base/one_test.cc", "801 lines")

    def test_scripts_have_a_size_too(self):
        self.write("tools/script", "#!/bin/sh\n" + ":\n" * 400)
        self.assert_only(self.judge(tidy.check_sizes), "tools/script", "401 lines")


class Listed(TreeTest):
    def test_good(self):
        self.assertEqual(self.judge(tidy.check_listed), [])

    def test_forgotten_source(self):
        self.write("src/base/three.cc", "")
        self.assert_only(self.judge(tidy.check_listed), "src/base/three.cc", "no CMakeLists.txt")

    def test_same_name_elsewhere_does_not_count(self):
        self.write("src/oauth/one.cc", "")
        self.assert_only(self.judge(tidy.check_listed), "src/oauth/one.cc", "no CMakeLists.txt")

    def test_list_of_the_folder_above_counts(self):
        self.write("src/oauth/deep/four.cc", "")
        self.write("src/oauth/CMakeLists.txt", "writ_layer(oauth SOURCES two.cc deep/four.cc)\n")
        self.assertEqual(self.judge(tidy.check_listed), [])

    def test_header_of_tests_that_nothing_includes(self):
        self.write("tests/base/near.h", "")
        self.write("tests/support/far.h", "")
        self.write("tests/CMakeLists.txt", "writ_test(base_test SOURCES base/one_test.cc)\n")
        self.write("tests/base/one_test.cc", '#include "near.h"\n#include "support/far.h"\n')
        self.assertEqual(self.judge(tidy.check_listed), [])
        self.write("tests/base/one_test.cc", '#include "near.h"\n')
        self.assert_only(self.judge(tidy.check_listed), "tests/support/far.h", "no file includes")

    def test_unknown_folder(self):
        self.write("src/extra/CMakeLists.txt", "")
        self.append("ARCHITECTURE.md", "`extra/`\n")
        self.assert_only(self.judge(tidy.check_listed), "src/extra", "src/LAYERS")

    def test_folder_not_on_the_map(self):
        self.write("ARCHITECTURE.md", "`base/`\n")
        self.assert_only(self.judge(tidy.check_listed), "src/oauth", "ARCHITECTURE.md")


class Aborts(TreeTest):
    def put(self, line, folder="api"):
        self.write(f"src/{folder}/three.cc", f"void Three(int size) {{\n  {line}\n}}\n")

    def test_good(self):
        self.put("CHECK(size > 0);", "base")
        self.assertEqual(self.judge(aborts.check), [])
        self.put("// CHECK(size) would abort() here", "api/deep")
        self.assertEqual(self.judge(aborts.check), [])

    def test_a_check_goes_by_its_condition(self):
        for folder in ("api", "api/deep", "pages", "http"):
            self.put("CHECK(Fits(size,\n        size) && size > 0);", folder)
            self.assert_only(self.judge(aborts.check),
                             f"src/{folder}/three.cc:CHECK(Fits(size,size)&&size>0):2", "a CHECK")
            (self.root / f"src/{folder}/three.cc").unlink()

    def test_other_ends_of_a_process(self):
        for call in ("std::abort();", "std::terminate();", "exit(1);", "assert(size > 0);",
                     "std::stoi(text);"):
            self.put(call)
            self.assert_only(self.judge(aborts.check), "src/api/three.cc:2", call.split("(")[0])

    def test_an_exception_names_one_condition(self):
        check = load("check")
        self.put("CHECK(size > 0);")
        self.write("tools/exceptions", "aborts src/api/three.cc:CHECK(size>0) # only we call it\n")
        self.assertEqual(check.run(Tree(self.root), ["aborts"], io.StringIO()), (1, 0))
        self.put("CHECK(size > 1);")
        self.assertEqual(check.run(Tree(self.root), ["aborts"], io.StringIO()), (0, 2))


class Links(TreeTest):
    def test_good(self):
        self.append("ARCHITECTURE.md", "[out](https://example.com)\n```\n[not](a-link)\n```\n")
        self.assertEqual(self.judge(tidy.check_links), [])

    def test_missing_file(self):
        self.write("docs/page.md", "One.\n[gone](../gone.md)\n")
        self.assert_only(self.judge(tidy.check_links), "docs/page.md:2", "does not exist")

    def test_missing_heading(self):
        self.write("docs/page.md", "[map](../ARCHITECTURE.md#the-territory)\n")
        self.assert_only(self.judge(tidy.check_links), "docs/page.md:1", "#the-territory")


class Never(TreeTest):
    """What is looked for is put together here, so that this file passes the rule."""

    def test_good(self):
        self.append("src/base/one.cc", f"// TO" "DO(#12): faster\n// see /v2/home/x, /etc/root\n")
        self.assertEqual(self.judge(tidy.check_never), [])

    def check(self, text, words):
        self.append("ARCHITECTURE.md", f"{text}\n")
        self.assert_only(self.judge(tidy.check_never), "ARCHITECTURE.md:4", words)

    def test_private_key(self):
        self.check("-----BEGIN EC PRIVATE" " KEY-----", "a private key")

    def test_machine_path(self):
        self.check("look in /ho" "me/someone/writ", "a path of one machine")

    def test_registry_address(self):
        self.check('"resol' 'ved": "https://registry.example/x.tgz"', "a registry's address")

    def test_loose_end(self):
        self.check("FIX" "ME later", "work left undone")

    def test_merge_conflict(self):
        self.check("<<<<" "<<< ours", "a merge conflict")

    def test_bytes_that_are_not_text_are_passed_over(self):
        (self.root / "picture.png").write_bytes(b"\x89PNG\xff\xfe")
        self.assertEqual(self.judge(tidy.check_never), [])


class Purpose(TreeTest):
    def test_good(self):
        self.assertEqual(self.judge(tidy.check_headers_text), [])

    def test_no_purpose(self):
        self.write("src/base/one.h", "\n#pragma once\n")
        self.assert_only(self.judge(tidy.check_headers_text), "src/base/one.h", "what it is for")

    def test_no_guard(self):
        self.write("src/base/one.h", "// One.\n")
        self.assert_only(self.judge(tidy.check_headers_text), "src/base/one.h", "guard")


if __name__ == "__main__":
    unittest.main()
