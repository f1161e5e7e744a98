"""Nothing that a caller sends stops the process: where requests are read and answered, each CHECK is named.

A CHECK is for bugs of ours. In the folders below nearly every value comes from a caller, so a CHECK there is an exception
with its condition and the reason why no caller can bring it about: in tools/exceptions,

    aborts src/http/poller.cc:CHECK(count>=0) # what the reason is

with the condition as it is written, but without white space, and its first 60 characters where it is longer. What else ends a process is never allowed there.
"""

import re

from tree import Problem

FOLDERS = ("src/api", "src/pages", "src/http")
CHECKED = re.compile(r"\bCHECK(?=\()")
ENDING = re.compile(r"\b(?:std::)?(abort|terminate|quick_exit|_Exit|exit|assert)\s*\(|\bstd::sto\w+\s*\(")
NAMED = 60
COMMENT = re.compile(r"//[^\n]*")
REMEDY = ("answer what a caller sent with an error of its own; if only a bug of ours can bring it about, name it in "
          "tools/exceptions with the reason")


def check(tree):
    problems = []
    for path in tree.files(*FOLDERS, suffixes=(".cc", ".h")):
        text = COMMENT.sub("", tree.text(path))
        for match in CHECKED.finditer(text):
            condition = "CHECK" + re.sub(r"\s", "", _parenthesis(text, match.end()))[:NAMED]
            problems.append(Problem(f"{path}:{condition}", text.count("\n", 0, match.start()) + 1,
                                    "a CHECK where requests are handled", REMEDY))
        for match in ENDING.finditer(text):
            problems.append(Problem(path, text.count("\n", 0, match.start()) + 1,
                                    f"{match.group(0).rstrip('(').strip()} where requests are handled",
                                    "answer with an error instead"))
    return problems


def _parenthesis(text, begin):
    """From the opening parenthesis at `begin` to the one that closes it."""
    depth = 0
    for end in range(begin, len(text)):
        depth += {"(": 1, ")": -1}.get(text[end], 0)
        if depth == 0:
            return text[begin:end + 1]
    return text[begin:]
