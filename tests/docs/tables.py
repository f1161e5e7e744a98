#!/usr/bin/env python3
"""Holds three documents to what they are made from.

    tables.py --check     docs/errors.md has every row of the error catalogue, in its order and words, and no other;
                          docs/compatibility.md lists every transcript with its label and source;
                          docs/platforms.md has every setting with its default
    tables.py --write     rewrites the lists of docs/compatibility.md (the text around them stays)
"""

import argparse
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
CONFORMANCE = ROOT / "tests/conformance"
sys.path.insert(0, str(CONFORMANCE))
import coverage  # noqa: E402  (beside the transcripts, not a package)

BEGIN, END = "<!-- transcripts begin: tests/docs/tables.py --write -->", "<!-- transcripts end -->"
TITLES = {
    "mollie": "Mollie Connect",
    "rfc6749": "RFC 6749, the OAuth 2.0 framework",
    "rfc6750": "RFC 6750, Bearer tokens",
    "rfc7009": "RFC 7009, revocation",
    "rfc7636": "RFC 7636, PKCE",
    "rfc7662": "RFC 7662, introspection",
    "rfc8252": "RFC 8252, native apps",
    "rfc8414": "RFC 8414, metadata",
    "rfc9110": "RFC 9110, HTTP",
    "rfc9207": "RFC 9207, the issuer in answers",
    "rfc9700": "RFC 9700, security practice",
    "sandbox": "The sandbox's own routes",
}


def about(path):
    """The label, the source and the first sentence of a transcript."""
    label = source = ""
    sentence = []
    for line in path.read_text().splitlines():
        if not line.startswith("#"):
            break
        text = line[1:].strip()
        if text.startswith("label:"):
            label = text.removeprefix("label:").strip()
        elif text.startswith("source:"):
            source = text.removeprefix("source:").strip()
        else:
            sentence.append(text)
    whole = " ".join(sentence)
    return label, source, whole


def lists():
    """The generated part of docs/compatibility.md."""
    lines = []
    folders = sorted({path.parent.name for path in CONFORMANCE.rglob("*.http")})
    unknown = set(folders) - set(TITLES)
    if unknown:
        raise SystemExit(f"give {sorted(unknown)} a title in {__file__}")
    for folder in folders:
        lines += ["", f"### {TITLES[folder]}", "", "| what holds | label | source | shown by |", "|---|---|---|---|"]
        for path in sorted((CONFORMANCE / folder).glob("*.http")):
            label, source, claim = about(path)
            cells = [claim.replace("|", "\\|"), label, source.replace("|", "\\|"),
                     f"[{path.stem}](../tests/conformance/{folder}/{path.name})"]
            lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines[1:])


def with_lists(document):
    before, _, rest = document.partition(BEGIN)
    _, found, after = rest.partition(END)
    if not found:
        raise SystemExit(f"docs/compatibility.md needs the lines {BEGIN} and {END}")
    return f"{before}{BEGIN}\n\n{lists()}\n\n{END}{after}"


def errors_differ():
    """What is wrong with docs/errors.md, one sentence each."""
    rows = [re.split(r"(?<!\\)\|", line)[1:-1]
            for line in (ROOT / "docs/errors.md").read_text().splitlines() if re.match(r"\| \d", line)]
    told = [(cells[1].strip(" `"), int(cells[0]), cells[2].strip().replace("\\|", "|"), cells[4].strip())
            for cells in rows]
    wanted = [(error, status, description, source) for _, error, status, description, source in coverage.catalogue()]
    wrong = [f"docs/errors.md lacks {row}" for row in wanted if row not in told]
    wrong += [f"docs/errors.md has {row}, the catalogue has not" for row in told if row not in wanted]
    wrong += [f"docs/errors.md says nothing of what to do about {told[i]}" for i, cells in enumerate(rows)
              if not cells[3].strip()]
    if not wrong and told != wanted:
        wrong.append("docs/errors.md has the rows in another order than the catalogue")
    return wrong


def settings_differ():
    """What is wrong with the settings of docs/platforms.md."""
    source = (ROOT / "src/main/settings.cc").read_text()
    real = dict(re.findall(r'\{"(\w+)", SettingKind::\w+,\s*"([^"]*)",', source))
    told = {}
    for names, fallback in re.findall(r"^\| ((?:`\w+`(?:, )?)+) \| (.*?) \|", (ROOT / "docs/platforms.md").read_text(), re.M):
        told.update({name: fallback.strip("`") for name in re.findall(r"\w+", names)})
    wrong = [f"docs/platforms.md lacks the setting {name}" for name in real if name != "data" and name not in told]
    wrong += [f"docs/platforms.md has the setting {name}, the program has not" for name in told if name not in real]
    wrong += [f"docs/platforms.md says that {name} is {told[name]} by default, and it is {fallback}"
              for name, fallback in real.items() if fallback and name in told and told[name] != fallback]
    return wrong if real else ["src/main/settings.cc has no settings that this script can read"]


def main():
    parser = argparse.ArgumentParser(description="Holds documents to what they are made from.")
    group = parser.add_mutually_exclusive_group(required=True)
    group.add_argument("--check", action="store_true")
    group.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    path = ROOT / "docs/compatibility.md"
    if arguments.write:
        path.write_text(with_lists(path.read_text()))
        return 0
    wrong = errors_differ() + settings_differ()
    if with_lists(path.read_text()) != path.read_text():
        wrong.append("docs/compatibility.md is not what the transcripts say; run tests/docs/tables.py --write")
    for sentence in wrong:
        print(f"  FAIL  {sentence}")
    if not wrong:
        print("the documents agree with what they are made from")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
