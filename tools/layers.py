#!/usr/bin/env python3
"""One-way layers: a folder of src/ includes only itself and what src/LAYERS lets it.
A file belongs to the deepest folder that src/LAYERS names."""

import re
import sys

from tree import Problem, Tree

INCLUDE = re.compile(r'^\s*#\s*include\s*"([^"]+)"', re.MULTILINE)
FORWARD = "name layers above only; the order of src/LAYERS is the order of the building"


def read_layers(tree):
    """The layers by name, each with the set it may include, and what is wrong with the file."""
    layers, problems = {}, []
    for number, line in enumerate(tree.text("src/LAYERS").splitlines(), 1):
        line = line.split("#")[0].strip()
        if not line:
            continue
        name, _, rest = line.partition(":")
        for other in rest.split():
            if other not in layers:
                problems.append(Problem("src/LAYERS", number,
                                        f"{name} refers to {other}, which is not above it", FORWARD))
        layers[name] = {name, *rest.split()}
    return layers, problems


def layer_of(path, layers):
    """The layer that a path from src/ belongs to, or None."""
    while "/" in path:
        path = path.rpartition("/")[0]
        if path in layers:
            return path
    return None


def check(tree):
    layers, problems = read_layers(tree)
    for path in tree.files("src", suffixes=(".cc", ".h")):
        layer = layer_of(path.removeprefix("src/"), layers)
        allowed = layers.get(layer)
        if allowed is None:
            continue  # the rule `listed` says so, once for the folder
        text = tree.text(path)
        for match in INCLUDE.finditer(text):
            line = text.count("\n", 0, match.start(1)) + 1
            target = layer_of(match.group(1), layers)
            if target is None:
                problems.append(Problem(
                    path, line, f'"{match.group(1)}" does not begin with a layer',
                    "write the path from src/, or angle brackets for what is not ours"))
            elif target not in allowed:
                problems.append(Problem(
                    path, line, f"{layer} must not include {target}",
                    "pass it in through an interface of a lower layer, or move the code; widening "
                    "src/LAYERS is a decision about the architecture"))
    return problems


if __name__ == "__main__":
    found = check(Tree(sys.argv[1] if len(sys.argv) > 1 else "."))
    print(*found, sep="\n")
    sys.exit(1 if found else 0)
