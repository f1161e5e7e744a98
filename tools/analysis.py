"""Rules that a compiler's tools judge: format, clang-tidy, headers that stand alone."""

import concurrent.futures
import hashlib
import json
import os
import re
import shutil
import subprocess

from tree import Problem

VERSION = "14"  # other versions format and judge differently, so there is one
CXX = (".cc", ".h")


def tool(name):
    """The tool of the version everybody uses, or None."""
    return shutil.which(f"{name}-{VERSION}")


def _no_tool(name):
    return [Problem("tools/check", 0, f"{name}-{VERSION} is not installed",
                    f"run tools/install test on Debian 12 or Ubuntu 24.04, which have {name} "
                    f"{VERSION}")]


def check_format(tree, fix=False):
    binary = tool("clang-format")
    if binary is None:
        return _no_tool("clang-format")
    paths = tree.files("src", "tests", "bench", suffixes=CXX)
    if not paths:
        return []
    if fix:
        subprocess.run([binary, "-i", *paths], cwd=tree.root, check=True)
        return []
    output = subprocess.run([binary, "--dry-run", *paths], cwd=tree.root, capture_output=True,
                            text=True, check=True).stderr
    places = {}
    for match in re.finditer(r"^(\S+?):(\d+):\d+: warning: code should be clang-formatted", output,
                             re.MULTILINE):
        places.setdefault(match.group(1), int(match.group(2)))
    return [Problem(path, line, "not formatted", "run tools/check --fix format")
            for path, line in places.items()]


JUDGED = "tools/judged"


def changed(tree):
    """Our files that differ from the commit in tools/judged, which every rule has judged whole;
    None when all must be judged: the commit is not in this clone, or what judges has changed."""
    git = ["git", "-c", "safe.directory=*", "-C", str(tree.root)]
    if not tree.exists(JUDGED):
        return None
    commit = tree.text(JUDGED).strip()
    since = subprocess.run([*git, "diff", "--name-only", commit, "--", "src", ".clang-tidy"],
                           capture_output=True, text=True, check=False)
    new = subprocess.run([*git, "ls-files", "--others", "--exclude-standard", "--", "src"],
                         capture_output=True, text=True, check=False)
    if since.returncode != 0 or new.returncode != 0:
        return None
    paths = {*since.stdout.split(), *new.stdout.split()}
    return None if ".clang-tidy" in paths else paths


def _header_targets(tree, headers):
    """The ninja targets that compile each of these headers alone."""
    listed = subprocess.run(["ninja", "-C", "build/dev", "-t", "targets", "all"], cwd=tree.root,
                            capture_output=True, text=True, check=False).stdout
    objects = [line.split(":")[0] for line in listed.splitlines()
               if "verify_interface_header_sets.dir/" in line and ".h.cxx.o:" in line]
    return [name for name in objects
            if any(name.endswith(f"/{header.removeprefix('src/')}.cxx.o") for header in headers)]


def check_headers(tree):
    """The headers that changed since the commit that was judged, each compiled alone."""
    paths = changed(tree)
    if paths is None:
        return check_all_headers(tree)
    headers = [path for path in paths if path.endswith(".h") and tree.exists(path)]
    if not headers:
        return []
    subprocess.run(["tools/build", "dev", "build.ninja"], cwd=tree.root, capture_output=True,
                   check=False)
    return _compile_headers(tree, _header_targets(tree, headers))


def check_all_headers(tree):
    """Every header of a layer, compiled alone."""
    return _compile_headers(tree, ["all_verify_interface_header_sets"])


def _compile_headers(tree, targets):
    built = subprocess.run(["tools/build", "dev", "-k", "0", *targets],
                           cwd=tree.root, capture_output=True, text=True, check=False)
    if built.returncode == 0:
        return []
    output = built.stdout + built.stderr
    errors = re.findall(r"^(?:\S*/)?((?:src|tests)/[^\s:]+):(\d+):\d+: (?:fatal )?error: (.*)$", output,
                        re.MULTILINE)
    return [Problem(path, int(line), text, "include in the header all that the header uses")
            for path, line, text in dict.fromkeys(errors)] or [
                Problem("tools/build dev", 0, output[-2000:], "mend the build first")]


def _commands(tree, build):
    """The compile commands of our own product sources."""
    with open(os.path.join(tree.root, build, "compile_commands.json"), encoding="utf-8") as file:
        commands = json.load(file)
    source = os.path.join(tree.root, "src") + os.sep
    generated = os.path.join(tree.root, build) + os.sep
    return {os.path.relpath(entry["file"], tree.root): entry["command"] for entry in commands
            if entry["file"].startswith(source) and not entry["file"].startswith(generated)}


def _ours(tree, build):
    """For each source, those of our files that its last compilation read."""
    output = subprocess.run(["ninja", "-C", build, "-t", "deps"], cwd=tree.root,
                            capture_output=True, text=True, check=False).stdout
    read = {}
    for block in output.split("\n\n"):
        lines = [line.strip() for line in block.splitlines()[1:]]
        ours = []
        for line in lines:
            path = os.path.relpath(os.path.normpath(os.path.join(tree.root, build, line)),
                                   tree.root)
            if path.startswith("src/"):
                ours.append(path)
        if ours:
            read.setdefault(ours[0], sorted(set(ours)))
    return read


def _fingerprint(tree, command, paths):
    digest = hashlib.sha256(command.encode())
    for path in [".clang-tidy", *paths]:
        digest.update(path.encode() + b"\0" + (tree.root / path).read_bytes())
    return digest.hexdigest()


WARNING = re.compile(r"^(\S+?):(\d+):\d+: (?:warning|error): (.*?) \[([\w.,-]+)\]$", re.MULTILINE)


def _tidy_one(tree, binary, build, path):
    done = subprocess.run([binary, "--quiet", "-p", build, path], cwd=tree.root,
                          capture_output=True, text=True, check=False)
    found = []
    for match in WARNING.finditer(done.stdout):
        where, line, text, name = match.groups()
        where = os.path.relpath(os.path.join(tree.root, where), tree.root)
        if where.startswith("src/"):
            found.append(Problem(where, int(line), f"{text} [{name}]",
                                 f"mend it, or write NOLINT({name.split(',')[0]}) with the reason"))
    if done.returncode != 0 and not found:
        found.append(Problem(path, 0, (done.stdout + done.stderr)[-2000:],
                             "clang-tidy could not read it: build the preset dev first"))
    return found


def check_clang_tidy(tree, build="build/dev"):
    """clang-tidy over the sources that changed since the commit that was judged, or that read a
    header that did."""
    return check_all_clang_tidy(tree, build, changed(tree))


def check_all_clang_tidy(tree, build="build/dev", paths=None):
    """clang-tidy over our own sources (those that are or read one of `paths`, where given), in
    parallel; a source is judged again only when it or a header of ours that it reads has changed."""
    binary = tool("clang-tidy")
    if binary is None:
        return _no_tool("clang-tidy")
    if not tree.exists(f"{build}/compile_commands.json"):
        return [Problem(build, 0, "not built yet", "run tools/build dev")]
    commands, read = _commands(tree, build), _ours(tree, build)
    passed = tree.root / build / "tidy"
    passed.mkdir(exist_ok=True)
    problems, waiting = set(), {}
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for path, command in commands.items():
            if paths is not None and paths.isdisjoint(read.get(path, [path]) + [path]):
                continue
            stamp = passed / _fingerprint(tree, command, read.get(path, [path]))
            # Without the list of headers nothing can be said about an earlier verdict.
            if path not in read or not stamp.exists():
                waiting[pool.submit(_tidy_one, tree, binary, build, path)] = stamp
        for verdict in concurrent.futures.as_completed(waiting):
            problems.update(verdict.result())
            if not verdict.result():
                waiting[verdict].touch()
    return sorted(problems, key=lambda problem: (problem.path, problem.line))
