"""The commands around the rules: exceptions, counting, and what ./test says at its end."""

import io
import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

from support import ROOT, TreeTest, load
from tree import Tree

check = load("check")
unit = load("unit")


class Exceptions(TreeTest):
    def run_rules(self, *names):
        out = io.StringIO()
        return check.run(Tree(self.root), names, out), out.getvalue()

    def test_good(self):
        self.assertEqual(self.run_rules("layers", "links")[0], (2, 0))

    def test_problem_fails_and_names_the_remedy(self):
        self.write("docs/page.md", "[gone](gone.md)\n")
        (counts, text) = self.run_rules("links")
        self.assertEqual(counts, (0, 1))
        self.assertIn("docs/page.md:1", text)
        self.assertIn("Remedy: mend the link", text)

    def test_exception_lets_pass(self):
        self.write("docs/page.md", "[gone](gone.md)\n")
        self.write("tools/exceptions", "links docs/page.md # written by another project\n")
        self.assertEqual(self.run_rules("links")[0], (1, 0))

    def test_exception_of_another_rule_does_not(self):
        self.write("docs/page.md", "[gone](gone.md)\n")
        self.write("tools/exceptions", "sizes docs/page.md # wrong rule\n")
        self.assertEqual(self.run_rules("links")[0], (0, 1))

    def test_exception_without_reason(self):
        self.write("tools/exceptions", "links docs/page.md\n")
        counts, text = self.run_rules("links")
        self.assertEqual(counts, (1, 1))
        self.assertIn("write RULE PATH # REASON", text)

    def test_exception_that_nothing_needs(self):
        self.write("tools/exceptions", "links docs/page.md # once\n")
        counts, text = self.run_rules("links")
        self.assertEqual(counts, (1, 1))
        self.assertIn("nothing needs", text)


class Count(unittest.TestCase):
    """The unit tests are counted as GoogleTest counts them."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def count(self, cases):
        """`cases`: per binary its ctest status and, unless it crashed, (tests, failures) and what
        each of its tests said of itself, if that matters."""
        junit = "".join(f'<testcase name="{name}" status="{status}"/>'
                        for name, (status, _) in cases.items())
        (self.folder / "junit.xml").write_text(f"<testsuite>{junit}</testsuite>")
        for name, (_, report) in cases.items():
            if report:
                (self.folder / f"{name}.json").write_text(
                    json.dumps({"tests": report[0], "failures": report[1], "disabled": 0,
                                "testsuites": [{"testsuite": [{"result": result}
                                                              for result in report[2:]]}]}))
        return unit.count(self.folder / "junit.xml", self.folder)

    def test_passed(self):
        self.assertEqual(self.count({"a": ("run", (5, 0)), "b": ("run", (7, 0))}), (12, 0, 0))

    def test_skipped(self):
        self.assertEqual(self.count({"a": ("run", (2, 0, "COMPLETED", "SKIPPED"))}), (1, 0, 1))

    def test_failed(self):
        self.assertEqual(self.count({"a": ("fail", (5, 2))}), (3, 2, 0))

    def test_crashed(self):
        self.assertEqual(self.count({"a": ("fail", None), "b": ("run", (7, 0))}), (7, 1, 0))

    def test_failed_after_its_report(self):
        self.assertEqual(self.count({"a": ("fail", (5, 0))}), (5, 1, 0))

    def test_not_googletest(self):
        self.assertEqual(self.count({"a": ("run", None)}), (1, 0, 0))


class Test(unittest.TestCase):
    """./test itself, in a tree whose stages are small scripts."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        shutil.copy(ROOT / "test", self.root)
        (self.root / "tools").mkdir()
        shutil.copy(ROOT / "tools/stages", self.root / "tools")
        for script in ("install", "check", "build", "unit", "mutate"):
            self.script(f"tools/{script}", "echo '2 passed, 0 failed'")
        (self.root / "tests/tools").mkdir(parents=True)
        (self.root / "tests/tools/test_one.py").write_text(
            "import unittest\nclass A(unittest.TestCase):\n    def test_a(self):\n        pass\n")

    def script(self, path, body):
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(f"#!/bin/sh\n{body}\n")
        os.chmod(self.root / path, 0o755)

    def run_test(self, *arguments, **environment):
        done = subprocess.run([self.root / "test", *arguments], capture_output=True, text=True,
                              check=False, env={**os.environ, **environment})
        return done.returncode, done.stdout.splitlines()

    def test_passes(self):
        status, lines = self.run_test()
        self.assertEqual((status, lines[-1]), (0, "17 passed, 0 failed"))

    def test_failing_stage(self):
        self.script("tools/unit", "echo '5 passed, 2 failed'; exit 1")
        status, lines = self.run_test()
        # Two stages run it.
        self.assertEqual((status, lines[-1]), (1, "23 passed, 4 failed"))

    def test_failing_count_with_exit_status_zero(self):
        self.script("tools/unit", "echo '5 passed, 2 failed'")
        status, lines = self.run_test()
        self.assertTrue(any(line.startswith("unit: FAILED") for line in lines), lines)
        self.assertEqual((status, lines[-1]), (1, "23 passed, 4 failed"))

    def test_stage_that_dies_without_a_word(self):
        self.script("tools/install", "kill -9 $$")
        status, lines = self.run_test()
        self.assertEqual((status, lines[-1]), (1, "0 passed, 9 failed"))

    def test_failing_build_stops_what_needs_it(self):
        self.script("tools/build", "exit 1")
        status, lines = self.run_test()
        self.assertEqual(status, 1)
        self.assertIn("unit: not run, since dev failed", lines)
        self.assertEqual(lines[-1], "5 passed, 6 failed")

    def test_failing_python_test(self):
        (self.root / "tests/tools/test_one.py").write_text(
            "import unittest\nclass A(unittest.TestCase):\n    def test_a(self):\n"
            "        self.fail()\n    def test_b(self):\n        pass\n")
        status, lines = self.run_test("--only", "tools")
        self.assertEqual((status, lines[-1]), (1, "1 passed, 1 failed"))

    def test_outside_tests_are_stages(self):
        self.script("tests/clients/run", "test \"$WRIT\" = \"$PWD/build/release/bin/writ\" && "
                    "echo '7 passed, 0 failed'")
        status, lines = self.run_test("--only", "clients")
        self.assertEqual((status, lines[-1]), (0, "7 passed, 0 failed"))

    def test_stage_that_hangs(self):
        self.script("tools/install", "exec sleep 60")
        status, lines = self.run_test("--only", "install", STAGE_SECONDS_MAX="1")
        self.assertEqual((status, lines[-1]), (1, "0 passed, 1 failed"))
        self.assertIn("    took longer than 1 s", lines)

    def test_skipped_is_counted_beside(self):
        self.script("tests/power/run", "echo '1 passed, 0 failed, 3 skipped'")
        status, lines = self.run_test("--only", "power", "--only", "rules")
        self.assertEqual((status, lines[-1]), (0, "3 passed, 0 failed, 3 skipped"))

    def test_stages_that_need_one_core_run_side_by_side(self):
        if (os.cpu_count() or 1) < 2:
            self.skipTest("one core")
        for name, other in (("one", "two"), ("two", "one")):
            self.script(f"tests/{name}/run", f"touch {name}\nuntil [ -e {other} ]; do :; done")
        status, lines = self.run_test("--only", "one", "--only", "two", STAGE_SECONDS_MAX="20")
        self.assertEqual((status, lines[-1]), (0, "2 passed, 0 failed"))

    def test_extra_stages_run_when_asked_for(self):
        self.script("tests/churn/extra", "echo '4 passed, 0 failed'")
        self.assertNotIn("churn-extra", " ".join(self.run_test()[1]))
        self.assertIn("churn-extra: passed", " ".join(self.run_test("--only", "churn-extra")[1]))
        self.assertTrue(any(line.startswith("churn-extra ") and "extra: " in line
                            for line in self.run_test("--list")[1]))

    def test_two_stages_of_one_name(self):
        self.script("tests/unit/run", "true")
        self.assertEqual(self.run_test("--list")[0], 1)

    def test_unknown_stage(self):
        self.assertEqual(self.run_test("--only", "nothing")[0], 2)


if __name__ == "__main__":
    unittest.main()
