"""The rules that a compiler's tools judge, each given something bad."""

import json
import shutil
import subprocess
import unittest

from support import ROOT, TreeTest

import analysis
import purity

CLANG = shutil.which("clang++-14") or shutil.which("clang++")


class Format(TreeTest):
    def setUp(self):
        super().setUp()
        if analysis.tool("clang-format") is None:
            self.skipTest("no clang-format of the one version here")
        shutil.copy(ROOT / ".clang-format", self.root)

    def test_good(self):
        self.assertEqual(self.judge(analysis.check_format), [])

    def test_bad_and_mended(self):
        self.append("src/base/one.cc", "\nint  Two( ) {return 2;}\n\n\n\nint  Three();\n")
        self.assert_only(self.judge(analysis.check_format), "src/base/one.cc:5", "not formatted")
        self.judge(lambda tree: analysis.check_format(tree, fix=True))
        self.assertEqual(self.judge(analysis.check_format), [])


class Changed(TreeTest):
    """What must be judged again: all that differs from the commit in tools/judged."""

    def git(self, *arguments):
        return subprocess.run(["git", "-C", self.root, "-c", "user.name=a", "-c", "user.email=a@b",
                               *arguments], check=True, capture_output=True, text=True).stdout.strip()

    def setUp(self):
        super().setUp()
        self.write(".clang-tidy", "Checks: '*'\n")
        self.git("init", "-q")
        self.commit()
        self.write("tools/judged", self.git("rev-parse", "HEAD") + "\n")

    def commit(self):
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "one")

    def test_nothing(self):
        self.commit()
        self.assertEqual(self.judge(analysis.changed), set())

    def test_committed_edited_and_new_files(self):
        self.append("src/base/one.cc", "\n")
        self.commit()
        self.append("src/oauth/two.cc", "\n")
        self.write("src/base/three.h", "// Three.\n")
        self.assertEqual(self.judge(analysis.changed),
                         {"src/base/one.cc", "src/oauth/two.cc", "src/base/three.h"})

    def test_other_checks_judge_everything(self):
        self.write(".clang-tidy", "Checks: 'bugprone-*'\n")
        self.assertIsNone(self.judge(analysis.changed))

    def test_a_commit_that_is_not_here_judges_everything(self):
        self.write("tools/judged", "0" * 40 + "\n")
        self.assertIsNone(self.judge(analysis.changed))


class Purity(TreeTest):
    def archive(self, source):
        self.write("rule.cc", source)
        built = self.root / "build/release"
        archives = [built / folder / name for folder, name in purity.ARCHIVES.items()]
        for archive in archives:
            archive.parent.mkdir(parents=True, exist_ok=True)
            subprocess.run(["ar", "rcs", archive], cwd=self.root, check=True, capture_output=True)
        subprocess.run(["g++", "-std=c++20", "-O2", "-c", "rule.cc", "-o", "rule.cc.o"],
                       cwd=self.root, check=True)
        subprocess.run(["ar", "rc", archives[-1], "rule.cc.o"], cwd=self.root, check=True)
        return self.judge(purity.check)

    def test_good(self):
        self.assertEqual(self.archive("#include <string>\n#include <vector>\n"
                                      "std::vector<std::string> A(int n) {\n"
                                      "  return std::vector<std::string>(n, std::string(n, 'a'));\n"
                                      "}\n"), [])

    def test_clock(self):
        self.assert_only(self.archive("#include <chrono>\nauto A() {\n"
                                      "  return std::chrono::system_clock::now();\n}\n"
                                      "long B() { return A().time_since_epoch().count(); }\n"),
                         "src/oauth/rule.cc", "a clock")

    def test_randomness(self):
        problems = self.archive("#include <random>\nunsigned A() { return std::random_device{}(); }\n")
        self.assertTrue(problems)
        for problem in problems:
            self.assertIn("randomness", problem.text)

    def test_environment(self):
        self.assert_only(self.archive("#include <cstdlib>\nchar* A() { return std::getenv(\"A\"); }\n"),
                         "src/oauth/rule.cc", "the environment")

    def test_file(self):
        problems = self.archive("#include <fstream>\nbool A() { return std::ifstream(\"a\").good(); }\n")
        self.assertTrue(any("files" in problem.text for problem in problems), problems)

    def test_socket(self):
        self.assert_only(self.archive("#include <sys/socket.h>\n"
                                      "int A() { return socket(AF_INET, SOCK_STREAM, 0); }\n"),
                         "src/oauth/rule.cc", "sockets")

    def test_lock(self):
        problems = self.archive("#include <mutex>\nstd::mutex m;\nint n;\n"
                                "int A() { std::lock_guard<std::mutex> l(m); return ++n; }\n")
        self.assertTrue(any("lock" in problem.text for problem in problems), problems)

    def test_not_built(self):
        problems = self.judge(purity.check)
        self.assertEqual(len(problems), len(purity.ARCHIVES))
        self.assertIn("not built", str(problems[0]))


class ClangTidy(TreeTest):
    def setUp(self):
        super().setUp()
        if analysis.tool("clang-tidy") is None:
            self.skipTest("no clang-tidy of the one version here")
        shutil.copy(ROOT / ".clang-tidy", self.root)
        self.commands(["src/base/one.cc"])

    def commands(self, paths, flags=""):
        self.write("build/dev/compile_commands.json", json.dumps([
            {"directory": str(self.root / "build/dev"), "file": str(self.root / path),
             "command": f"{CLANG} {flags} -std=c++20 -I{self.root}/src -c {self.root / path}"}
            for path in paths]))

    def judge_text(self, text):
        self.append("src/base/one.cc", text)
        return self.judge(analysis.check_clang_tidy)

    def test_good(self):
        self.assertEqual(self.judge_text(""), [])

    def test_mutable_global(self):
        self.assert_only(self.judge_text("int counter = 0;\n"), "src/base/one.cc:4",
                         "avoid-non-const-global-variables")

    def test_c_cast(self):
        self.assert_only(self.judge_text("char Small(int big) { return (char)big; }\n"),
                         "src/base/one.cc:4", "google-readability-casting")

    def test_const_cast(self):
        self.assert_only(
            self.judge_text("int* Open(const int* shut) { return const_cast<int*>(shut); }\n"),
            "src/base/one.cc:4", "const-cast")

    def test_name(self):
        self.assert_only(self.judge_text("int bad_name() { return 1; }\n"), "src/base/one.cc:4",
                         "readability-identifier-naming")

    def test_use_after_move(self):
        problems = self.judge_text("#include <string>\n#include <utility>\nstd::size_t Gone("
                                   "std::string a) {\n  std::string b = std::move(a);\n"
                                   "  return a.size() + b.size();\n}\n")
        self.assertTrue(any("bugprone-use-after-move" in problem.text for problem in problems))

    def test_headers_of_ours_are_judged(self):
        self.append("src/base/one.h", "inline int counter = 0;\n")
        self.assert_only(self.judge(analysis.check_clang_tidy), "src/base/one.h:5",
                         "avoid-non-const-global-variables")

    def test_source_that_does_not_compile(self):
        self.assertTrue(self.judge_text("int Broken( {\n"))

    def test_source_that_cannot_be_read(self):
        self.commands(["src/base/one.cc"], "--no-such-flag")
        self.assert_only(self.judge_text(""), "src/base/one.cc", "no-such-flag")


if __name__ == "__main__":
    unittest.main()
