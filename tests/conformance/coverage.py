#!/usr/bin/env python3
"""Every row of the error catalogue must be expected by some transcript, by its error_description.

    coverage.py        exits 1 and names the rows that no transcript expects

A row that no request to a sandbox can bring about is an exception, listed here with where it is shown instead.
"""

import pathlib
import re
import sys
import urllib.parse

HERE = pathlib.Path(__file__).resolve().parent
CATALOGUE = HERE.parent.parent / "src/oauth/errors.cc"
EXCEPTIONS = {
    "kLoginRequired": "only outside the sandbox, where there is no merchant picker: tests/pages",
    "kScopeTooMany": "needs more scopes than the sandbox's catalogue has: tests/cli, tests/api",
    "kContended": "needs more in parallel than a transcript has: tests/api, tests/store",
    "kUnavailable": "needs a store that cannot write: tests/api, tests/store",
    "kInternal": "needs a bug of ours: no request brings it about",
}


def catalogue():
    """A list of (code, error, status, description, source), in the catalogue's order."""
    text = CATALOGUE.read_text()
    rows = []
    strings = r'((?:"[^"]*"\s*)+)'
    for row in re.finditer(rf'ErrorRow\{{(k\w+),\s*{strings},\s*(\d+),\s*{strings},\s*{strings}\}}', text):
        code, name, status, description, source = row.groups()
        rows.append((code, *("".join(re.findall(r'"([^"]*)"', part)) for part in (name,)), int(status),
                     *("".join(re.findall(r'"([^"]*)"', part)) for part in (description, source))))
    if len(rows) != text.count("ErrorRow{"):
        raise SystemExit(f"{CATALOGUE} has rows that this script cannot read")
    return rows


def expectations(path):
    """The parts of a transcript that say what is answered."""
    kept, answer = [], False
    for line in path.read_text().splitlines():
        if line.startswith((">>> ", "<<< ")):
            answer = line.startswith("<<< ")
        if answer:
            kept.append(line)
    return "\n".join(kept)


def is_expected(description, text):
    """Whole, so that a row whose words begin another's does not count for it. NAME stands for a parameter's name."""
    encoded = urllib.parse.quote(description, safe="")
    told = re.escape(description).replace("'NAME'", "'[a-z_]+'")
    return re.search(f'"{told}"', text) is not None or f"error_description={encoded}&" in text


def main():
    expected = "\n".join(expectations(path) for path in sorted(HERE.rglob("*.http")))
    failed = 0
    for code, _, _, description, _ in catalogue():
        found = is_expected(description, expected)
        if found and code in EXCEPTIONS:
            print(f"  FAIL  {code} is expected by a transcript; take it off the exceptions in {__file__}")
            failed += 1
        elif not found and code not in EXCEPTIONS:
            print(f'  FAIL  no transcript expects {code}, "{description}"; write one')
            failed += 1
    total = len(catalogue())
    print(f"{total - failed} of {total} errors of the catalogue are expected by a transcript or excepted")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
