"""Rules about the text of the tree: sizes, lists kept by hand, links, and what is never committed."""

import os
import re

from layers import read_layers
from tree import Problem

CODE = (".cc", ".h", ".py", ".sh", ".js", ".mjs", ".ts", ".sql", ".cmake")
CXX = (".cc", ".h")
COLUMNS_MAX = 100
FILE_LINES_MAX = 400
TEST_FILE_LINES_MAX = 800
FUNCTION_LINES_MAX = 60

NOT_A_FUNCTION = re.compile(
    r"^\s*(namespace|class|struct|union|enum|extern|if|else|for|while|do|switch|case|default|try"
    r"|catch|\}|#|//|public:|private:|protected:)|=\s*\{$")


def check_sizes(tree):
    """Files and functions that fit in a head."""
    problems = []
    for path in tree.files("src", "tests", "tools", "bench", "cmake"):
        scripts = path.endswith(CODE) or "." not in path.rsplit("/", 1)[-1]
        if not scripts or tree.text(path) is None:
            continue
        lines = tree.text(path).splitlines()
        most = TEST_FILE_LINES_MAX if path.startswith("tests/") else FILE_LINES_MAX
        if len(lines) > most:
            problems.append(Problem(path, 0, f"{len(lines)} lines, more than {most}",
                                    "split it by what changes together"))
        if path.endswith(CXX):
            problems += _long_functions(path, lines)
            problems += [Problem(path, number, f"{len(line)} columns, more than {COLUMNS_MAX}",
                                 "break the line; clang-format leaves comments as they are")
                         for number, line in enumerate(lines, 1) if len(line) > COLUMNS_MAX]
    return problems


def _long_functions(path, lines):
    """By indentation, which the rule `format` makes reliable: a function's last line is a lone
    brace as deep as its first."""
    problems = []
    for end, line in enumerate(lines):
        if line not in ("}", "  }", "    }"):
            continue
        depth = len(line) - 1
        begin = _opening(lines, end, depth)
        if begin is None or NOT_A_FUNCTION.search(lines[begin]) or "(" not in lines[begin]:
            continue
        length = end - begin + 1
        if length > FUNCTION_LINES_MAX and _is_outermost(lines, begin, depth):
            name = lines[begin].strip().rstrip("{").strip()
            problems.append(Problem(path, begin + 1,
                                    f"{length} lines, more than {FUNCTION_LINES_MAX}: {name}",
                                    "give its parts names of their own"))
    return problems


def _opening(lines, end, depth):
    """The first line of the block that line `end` closes."""
    indent = " " * depth
    for index in range(end - 1, -1, -1):
        line = lines[index]
        if (line.startswith(indent) and len(line) > depth and line[depth] not in " }#" and
                not line.startswith(indent + "//")):
            return index
    return None


def _is_outermost(lines, begin, depth):
    """Whether the block at `begin` stands in a namespace or class, not in a function."""
    for index in range(begin - 1, -1, -1):
        line = lines[index]
        indent = len(line) - len(line.lstrip())
        if not line.strip() or indent >= depth:
            continue
        if line.strip().endswith(":") and indent % 2 == 1:
            continue  # an access specifier
        return re.match(r"\s*(template|class|struct|union|namespace|\}|//|#)", line) is not None
    return True


def check_listed(tree):
    """No file is forgotten: CMake lists every source, LAYERS and ARCHITECTURE.md every folder."""
    problems = []
    listed = {}
    for path in tree.files(suffixes=("CMakeLists.txt",)):
        words = set(re.findall(r"[\w./+-]+", tree.text(path)))
        listed[os.path.dirname(path)] = words
    for path in tree.files("src", "tests", "bench", suffixes=CXX):
        if path.endswith(".h") and not path.startswith("src/"):
            continue  # no layer's interface: it must only be included somewhere
        if not any(os.path.relpath(path, folder) in words
                   for folder, words in listed.items()
                   if path.startswith(f"{folder}/") or not folder):
            problems.append(Problem(path, 0, "no CMakeLists.txt names this file",
                                    "list it under SOURCES or HEADERS, or delete it"))
    problems += _unused_test_headers(tree)
    layers, _ = read_layers(tree)
    map_text = tree.text("ARCHITECTURE.md") if tree.exists("ARCHITECTURE.md") else ""
    for folder in tree.folders("src"):
        if folder not in layers:
            problems.append(Problem(f"src/{folder}", 0, "src/LAYERS does not know this folder",
                                    "add it there with the folders it may include"))
    rooms = {layer for layer in layers if "/" in layer and tree.files(f"src/{layer}")}
    for folder in sorted({*tree.folders("src"), *rooms}):
        if not re.search(rf"\b{re.escape(folder)}/", map_text):
            problems.append(Problem(f"src/{folder}", 0, "ARCHITECTURE.md does not name this folder",
                                    f"say there what {folder}/ is for"))
    return problems


def _unused_test_headers(tree):
    included = set()
    for path in tree.files("src", "tests", "bench", suffixes=CXX):
        folder = os.path.dirname(path)
        for name in re.findall(r'^#include "([^"]+)"', tree.text(path), re.MULTILINE):
            included |= {f"tests/{name}", f"bench/{name}", os.path.normpath(f"{folder}/{name}")}
    return [Problem(path, 0, "no file includes this header", "include it, or delete it")
            for path in tree.files("tests", "bench", suffixes=(".h",)) if path not in included]


CLAIM = re.compile(r"`(src/[\w/.]+\.(?:cc|h))`(?:\s+\(((?:`[\w:~]+`(?:,\s+)?)+)\))?")


def check_map(tree):
    """ARCHITECTURE.md names a file of src/ only together with what it has to do there, and the file
    has it: a map that nobody checks leads astray."""
    if not tree.exists("ARCHITECTURE.md"):
        return []
    problems, text = [], tree.text("ARCHITECTURE.md")
    for match in CLAIM.finditer(text):
        path, symbols = match.group(1), re.findall(r"[\w:~]+", match.group(2) or "")
        line = text.count("\n", 0, match.start()) + 1
        if not tree.exists(path):
            problems.append(Problem("ARCHITECTURE.md", line, f"there is no {path}",
                                    "name the file that does it now"))
        elif not symbols:
            problems.append(Problem("ARCHITECTURE.md", line, f"{path} stands without a symbol",
                                    "name what does it, as `path` (`Symbol`)"))
        for symbol in symbols if tree.exists(path) else []:
            if not re.search(rf"\b{re.escape(symbol.split('::')[-1])}\b", tree.text(path)):
                problems.append(Problem("ARCHITECTURE.md", line, f"{path} has no {symbol}",
                                        "name the symbol that does it, or the file that has it"))
    return problems


LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)(?:\s+\"[^\"]*\")?\)")


def check_links(tree):
    """Every link of a page to a file or a heading leads somewhere."""
    problems = []
    for path in tree.files(suffixes=(".md",)):
        text = re.sub(r"^```.*?^```", lambda m: "\n" * m.group(0).count("\n"), tree.text(path),
                      flags=re.DOTALL | re.MULTILINE)
        for match in LINK.finditer(text):
            target = match.group(1)
            if re.match(r"[a-z]+:", target):
                continue
            line = text.count("\n", 0, match.start()) + 1
            name, _, anchor = target.partition("#")
            place = os.path.normpath(os.path.join(os.path.dirname(path), name)) if name else path
            if not tree.exists(place):
                problems.append(Problem(path, line, f"{target} does not exist",
                                        "mend the link or add the file"))
            elif anchor and place.endswith(".md") and anchor not in _anchors(tree.text(place)):
                problems.append(Problem(path, line, f"no heading makes #{anchor}",
                                        "spell the heading as the page renders it"))
    return problems


def _anchors(text):
    headings = re.findall(r"^#+\s+(.*?)\s*$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


# The halves are apart so that this file passes its own rule.
NEVER = (
    (re.compile("-----BEGIN [A-Z ]*PRIVATE" + " KEY-----"), "a private key",
     "make one at run time, or keep it out of the tree"),
    (re.compile(r"(?<![\w.$}/-])/(?:work|root|home|Users)/" + r"[\w.-]+"), "a path of one machine",
     "write it from the root of the tree, or take it as an argument"),
    (re.compile('"resolved"' + r'\s*:\s*"https?:'), "a registry's address in a lock file",
     "set omit-lockfile-registry-resolved=true in .npmrc and write the lock file anew"),
    (re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X|HA" + r"CK)\b(?!\(#\d+\))"),
     "work left undone", "do it, or file an issue and put (#number) behind the word"),
    (re.compile(r"^(<{7}|>{7}) ", re.MULTILINE), "a merge conflict", "resolve it"),
)


def check_never(tree):
    """What must not be committed: keys, machine paths, registry addresses, loose ends."""
    problems = []
    for path in tree.files():
        text = tree.text(path)
        if text is None:
            continue
        for pattern, what, remedy in NEVER:
            for match in pattern.finditer(text):
                line = text.count("\n", 0, match.start()) + 1
                problems.append(Problem(path, line, f"{what}: {match.group(0).strip()}", remedy))
    return problems


def check_headers_text(tree):
    """Every header opens with its purpose and may be included twice."""
    problems = []
    for path in tree.files("src", "tests", suffixes=(".h",)):
        text = tree.text(path)
        if not text.startswith("// "):
            problems.append(Problem(path, 1, "the header does not say what it is for",
                                    "open with one sentence of purpose, as a comment"))
        if "\n#pragma once\n" not in text:
            problems.append(Problem(path, 1, "no include guard", "add #pragma once below the purpose"))
    return problems
