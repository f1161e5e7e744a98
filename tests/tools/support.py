"""A small tree that keeps every text rule, for tests to break."""

import importlib.machinery
import importlib.util
import pathlib
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "tools"))
sys.dont_write_bytecode = True

from tree import Tree  # noqa: E402  (needs the path above)

GOOD = {
    "src/LAYERS": "base:\noauth: base\nmain: base oauth\n",
    "src/base/CMakeLists.txt": "writ_layer(base SOURCES one.cc HEADERS one.h)\n",
    "src/base/one.h": "// One.\n#pragma once\n\nint One();\n",
    "src/base/one.cc": '#include "base/one.h"\n\nint One() { return 1; }\n',
    "src/oauth/CMakeLists.txt": "writ_layer(oauth SOURCES two.cc HEADERS)\n",
    "src/oauth/two.cc": '#include "base/one.h"\n\nint Two() { return One() + One(); }\n',
    "ARCHITECTURE.md": "# The map\n\n`base/`, `oauth/`; see [the layers](src/LAYERS) and "
                       "[above](#the-map).\n",
}


def load(name):
    """The script tools/NAME as a module."""
    loader = importlib.machinery.SourceFileLoader(name, str(ROOT / "tools" / name))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader(name, loader))
    loader.exec_module(module)
    return module


class TreeTest(unittest.TestCase):
    """Tests with a fresh copy of the good tree in `self.root`."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        for path, text in GOOD.items():
            self.write(path, text)

    def write(self, path, text):
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text, encoding="utf-8")

    def append(self, path, text):
        self.write(path, (self.root / path).read_text(encoding="utf-8") + text)

    def judge(self, rule):
        return rule(Tree(self.root))

    def assert_only(self, problems, path, words):
        """Exactly one problem, at `path` (with its line, where given), that says `words`."""
        self.assertEqual(len(problems), 1, "\n".join(map(str, problems)))
        self.assertIn(path, str(problems[0]))
        self.assertIn(words, problems[0].text)
        self.assertTrue(problems[0].remedy)
