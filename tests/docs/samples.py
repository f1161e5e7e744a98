#!/usr/bin/env python3
"""Runs the samples of README.md and docs/*.md as a reader would.

    samples.py [--writ PATH] [DOCUMENT …]

Per document one bash session with `set -eu -o pipefail` in a folder of its own; its ```sh blocks run in order. A line
`./run [ARGS]` becomes a writ on free ports that is waited for, and so does `writ serve ARGS`. An ```output block after a
```sh block must be what that block printed, line by line, where `…` stands for anything and a line of it alone for any
number of lines. Python and JavaScript must parse, and run when the client that they import is installed by
tests/clients; PHP must parse where there is a php. ```console blocks are for people: they change the system.
"""

import argparse
import ast
import functools
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
CLIENTS = ROOT / "tests/clients"
PATIENCE_SECONDS = 60


class Wrong(Exception):
    """A sample that does not do what the document says."""


def blocks(document):
    """A list of (language, text, line number), in order."""
    found, language, lines, start = [], None, [], 0
    for number, line in enumerate(document.read_text().splitlines(), 1):
        fence = re.fullmatch(r"```(\w*)", line.strip())
        if not fence:
            lines.append(line)
        elif language is None:
            language, lines, start = fence[1] or "text", [], number
        else:
            found.append((language, "\n".join(lines), start))
            language = None
    if language is not None:
        raise Wrong(f"line {start}: a block without an end")
    return found


class Session:
    """One reader: a folder, the processes that the document starts, and a shell."""

    def __init__(self, writ):
        self.writ = pathlib.Path(writ).resolve()
        self.folder = tempfile.TemporaryDirectory()
        self.home = pathlib.Path(self.folder.name)
        bin_folder = self.home / "build/release/bin"
        bin_folder.mkdir(parents=True)
        (bin_folder / "writ").symlink_to(self.writ)
        self.processes = []
        self.replaced = {}
        self.ready = None
        self.shell = None
        self.talk = open(self.home / "talk.log", "w+b")  # standard error of the shell

    def stop(self):
        for process, log in self.processes:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            log.close()
        if self.shell:
            self.shell.kill()
            self.shell.wait()
        self.talk.close()
        self.folder.cleanup()

    def start(self, arguments, answers):
        log = open(self.home / f"writ-{len(self.processes)}.log", "w+b")
        process = subprocess.Popen([self.writ, *arguments], cwd=self.home, stdin=subprocess.DEVNULL,
                                   stdout=log, stderr=subprocess.STDOUT, env=self.environment())
        self.processes.append((process, log))
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not answers():
            if process.poll() is not None or time.monotonic() > deadline:
                log.seek(0)
                raise Wrong(f"writ {' '.join(arguments)} did not start: {log.read().decode(errors='replace')}")
            time.sleep(0.01)

    def start_sandbox(self, words):
        """./run [ARGS]; every sandbox here has https too, for the clients that want it."""
        words = words or ["sandbox"]
        if words[0] != "sandbox":
            raise Wrong(f"./run {' '.join(words)} is no sandbox")
        ready = self.home / "ready.json"
        tls = [] if "--tls" in words else ["--tls"]
        port = [] if "--port" in words else ["--port", "0"]
        self.start([*words, *tls, *port, "--ready-file", str(ready)], ready.exists)
        self.ready = json.loads(ready.read_text())
        self.replaced["127.0.0.1:8090"] = self.ready["issuer"].removeprefix("http://")

    def start_server(self, words):
        """writ serve ARGS, on free ports instead of those that it is told or has by default."""
        said = {"--listen": "127.0.0.1:8080", "--health-listen": "127.0.0.1:8091"}
        for flag in said:
            if flag in words:
                at = words.index(flag)
                said[flag] = words[at + 1]
                words = words[:at] + words[at + 2:]
        ready_file = self.home / f"serve-{len(self.processes)}.json"
        ports = [word for flag in said for word in (flag, "127.0.0.1:0")]
        self.start(["serve", *words, *ports, "--ready-file", str(ready_file)], ready_file.exists)
        ready = json.loads(ready_file.read_text())
        self.replaced[said["--listen"]] = ready["listen"]
        self.replaced[said["--health-listen"]] = ready["health"].removeprefix("http://")

    def fresh(self, text):
        """`text` with the real addresses instead of those that the document names."""
        for address, real in self.replaced.items():
            text = text.replace(address, real)
        return text

    def environment(self):
        """What the reader's programs see: nothing of this machine's WRIT_* but what the document set up."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("WRIT")}
        if self.ready:
            kept["WRIT_URL"] = self.ready["issuer"]
        return kept

    def run(self, text):
        """Runs one block in the one shell; returns what it printed."""
        if self.shell is None:
            self.shell = subprocess.Popen(["bash", "-s"], cwd=self.home, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                          stderr=self.talk, env=self.environment(), text=True)
            self.shell.stdin.write("set -eu -o pipefail\n")
        mark = f"end-of-block-{os.getpid()}"
        self.shell.stdin.write(f"{text}\nprintf '\\n%s\\n' {mark}\n")
        self.shell.stdin.flush()
        lines = []
        for line in self.shell.stdout:
            if line.rstrip("\n") == mark:
                return "".join(lines).rstrip("\n")
            lines.append(line)
        self.talk.seek(0)
        raise Wrong(f"the shell stopped: {''.join(lines)[-2000:]}{self.talk.read().decode(errors='replace')[-2000:]}")

    def play(self, text):
        """A ```sh block: its servers are started by us, all else by the shell."""
        shell_lines, output = [], []

        def flush():
            if any(line.strip() for line in shell_lines):
                output.append(self.run(self.fresh("\n".join(shell_lines))))
            shell_lines.clear()

        for line in re.sub(r"\\\n\s*", " ", text).splitlines() if "writ serve" in text else text.splitlines():
            words = line.split("#")[0].split()
            if words and words[0] == "./run":
                flush()
                self.start_sandbox(words[1:])
            elif words[:2] == ["writ", "serve"]:
                flush()
                self.start_server(words[2:])
            else:
                shell_lines.append(line)
        flush()
        return "\n".join(part for part in output if part)


def matches(expected, actual):
    """Line by line; `…` is anything within a line, and alone any lines."""
    pattern = "".join(
        r"(?:[^\n]*\n)*?" if line.strip() == "…" else
        ".*?".join(re.escape(part) for part in line.rstrip().split("…")).replace(".*?", r"[^\n]*?") + r"[ ]*\n"
        for line in expected.splitlines())
    return re.fullmatch(pattern, actual + "\n") is not None


def client_environment(session):
    """Of a program that has just been given a code."""
    ready = session.ready
    app = ready["clients"][0]
    request = urllib.request.Request(
        ready["issuer"] + "/_sandbox/authorize", headers={"Content-Type": "application/json"},
        data=json.dumps({"response_type": "code", "client_id": app["client_id"], "redirect_uri": app["redirect_uris"][0],
                         "scope": "payments.read", "state": "s", "merchant": ready["merchants"][0]["id"],
                         "decision": "approve"}).encode())
    with urllib.request.urlopen(request) as answer:
        redirect = json.load(answer)["redirect_to"]
    code = urllib.parse.parse_qs(urllib.parse.urlsplit(redirect).query)["code"][0]
    return {**session.environment(), "CODE": code, "CLIENT_ID": app["client_id"], "CLIENT_SECRET": app["client_secret"],
            "REDIRECT_URI": app["redirect_uris"][0], "WRIT_TLS_URL": ready["tls_issuer"], "CA_FILE": ready["ca_file"],
            "NODE_TLS_REJECT_UNAUTHORIZED": "0", "OAUTHLIB_INSECURE_TRANSPORT": "1", "NODE_NO_WARNINGS": "1"}


def execute(command, session, what):
    done = subprocess.run(command, cwd=session.home, env=client_environment(session), capture_output=True, text=True,
                          timeout=PATIENCE_SECONDS, check=False)
    if done.returncode != 0:
        raise Wrong(f"{what} failed: {(done.stdout + done.stderr)[-1500:]}")


@functools.cache
def node():
    """The Node that all JavaScript of the tests runs on: the distribution's own may be older than what the README
    asks for."""
    folder = subprocess.run([ROOT / "tests/support/node/path"], capture_output=True, text=True, check=True).stdout
    return os.path.join(folder.strip(), "node")


def try_javascript(text, session):
    path = session.home / "sample.mjs"
    path.write_text(text)
    execute([node(), "--check", str(path)], session, "parsing")
    if (CLIENTS / "node_modules/.installed").exists() and session.ready:
        link = session.home / "node_modules"
        if not link.exists():
            link.symlink_to(CLIENTS / "node_modules")
        execute([node(), str(path)], session, "running it")
        return "ran"
    return "parsed"


def try_python(text, session):
    ast.parse(text)
    python = ROOT / "build/venv/bin/python"
    if python.exists() and session.ready:
        path = session.home / "sample.py"
        path.write_text(text)
        execute([str(python), str(path)], session, "running it")
        return "ran"
    return "parsed"


def try_php(text, session):
    if shutil.which("php") is None:
        return "not tried, there is no php here"
    path = session.home / "sample.php"
    path.write_text(text)
    execute(["php", "-l", str(path)], session, "parsing")
    return "parsed"


TRIES = {"js": try_javascript, "python": try_python, "php": try_php}
READ_ONLY = {"console", "text", "ini", "nginx", "toml", "yaml", "sql"}


def play_document(document, writ):
    """Prints a line per sample; returns how many were good and how many were not."""
    good = bad = 0
    session = Session(writ)
    name = document.relative_to(ROOT)
    try:
        output = None
        for language, text, line in blocks(document):
            try:
                if language == "sh":
                    output = session.play(text)
                    outcome = "ran"
                elif language == "output":
                    if output is None:
                        raise Wrong("there is no ```sh block before it")
                    if not matches(session.fresh(text), output):
                        raise Wrong(f"expected\n{text}\ngot\n{output}")
                    outcome, output = "as printed", None
                elif language == "json":
                    json.loads(text)
                    outcome = "parsed"
                elif language in TRIES:
                    outcome = TRIES[language](text, session)
                elif language in READ_ONLY:
                    continue
                else:
                    raise Wrong(f"nobody knows how to try {language}")
                print(f"  ok    {name}:{line} {language}: {outcome}", flush=True)
                good += 1
            except (Wrong, SyntaxError, ValueError, OSError, subprocess.SubprocessError) as wrong:
                print(f"  FAIL  {name}:{line} {language}: {wrong}", flush=True)
                bad += 1
                if language == "sh":
                    break  # the rest of the document stands on it
    finally:
        session.stop()
    return good, bad


def links_wrong(document):
    """Links to files that are not there."""
    targets = re.findall(r"\]\(([^)#\s]+)[^)]*\)", document.read_text())
    return [target for target in targets
            if "://" not in target and not (document.parent / target).exists()]


def main():
    parser = argparse.ArgumentParser(description="Runs the samples of the documents.")
    parser.add_argument("--writ", default="build/release/bin/writ", help="the binary (default: %(default)s)")
    parser.add_argument("--passed", type=int, default=0, help="how many checks passed before")
    parser.add_argument("--failed", type=int, default=0, help="how many failed before")
    parser.add_argument("documents", nargs="*", type=pathlib.Path)
    arguments = parser.parse_args()
    documents = [path.resolve() for path in arguments.documents] or \
        [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
    passed, failed = arguments.passed, arguments.failed
    for document in documents:
        good, bad = play_document(document, arguments.writ)
        for target in links_wrong(document):
            print(f"  FAIL  {document.relative_to(ROOT)} links to {target}, which is not there")
            bad += 1
        passed, failed = passed + good, failed + bad
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
