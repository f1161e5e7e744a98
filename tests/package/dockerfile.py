"""The steps of a Dockerfile, replayed without Docker in throw-away roots of this machine."""

import contextlib
import json
import os
import re
import shutil
import subprocess

from overlay import Root


def read(path):
    """The instructions, in order: (name, rest of the line)."""
    with open(path, encoding="utf-8") as file:
        text = re.sub(r"^#.*\n", "", file.read(), flags=re.MULTILINE).replace("\\\n", " ")
    return [tuple(line.split(None, 1)) for line in text.splitlines() if line.strip()]


class Image:
    """What the last stage says about running it."""

    def __init__(self, root):
        self.root, self.user, self.words = root, None, {"ENTRYPOINT": [], "CMD": []}

    def command(self, environment):
        line = " ".join(f"'{word}'" for word in self.words["ENTRYPOINT"] + self.words["CMD"])
        return self.root.command(f"exec {line}", user=self.user, environment=environment)


class Replay:
    """Plays the stages; a context whose roots are gone at its end. What Debian's images lack of this
    machine's root is not taken away: the packages that a step installs are often here."""

    def __init__(self, source, files, folder):
        self.source, self.files, self.folder = source, files, folder
        self.stack, self.stages, self.image, self.place = contextlib.ExitStack(), {}, None, "/"

    def __enter__(self):
        return self

    def __exit__(self, *what):
        self.stack.close()

    def play(self, path):
        for name, rest in read(path):
            getattr(self, name.lower())(rest)
        return self.image

    def from_(self, rest):
        number = len(self.stages)
        root = self.stack.enter_context(Root(os.path.join(self.folder, f"stage{number}")))
        self.image, self.place = Image(root), "/"
        self.stages[rest.split(" AS ")[1].strip() if " AS " in rest else number] = root

    def copy(self, rest):
        words = rest.split()
        target = os.path.join(self.image.root.path, self.place.lstrip("/"))
        if words[0].startswith("--from="):
            stage = self.stages[words.pop(0).removeprefix("--from=")].path
            shutil.copy(stage + words[0], self.image.root.path + words[1])
        elif words == [".", "."]:
            subprocess.run(["rsync", "-a", "--files-from=-", f"{self.source}/", target], check=True,
                           input="\n".join(self.files), text=True)
        else:
            place = os.path.join(target, words[1])
            os.makedirs(os.path.dirname(place), exist_ok=True)
            shutil.copy(os.path.join(self.source, words[0]), place)

    def workdir(self, rest):
        self.place = rest.strip()
        os.makedirs(self.image.root.path + self.place, exist_ok=True)

    def run(self, rest):
        self.image.root.run(rest, folder=self.place, environment=PASSED_ON)

    def user(self, rest):
        self.image.user = rest.strip()

    def entrypoint(self, rest):
        self.image.words["ENTRYPOINT"] = json.loads(rest)

    def cmd(self, rest):
        self.image.words["CMD"] = json.loads(rest)

    def volume(self, rest):
        assert os.path.isdir(self.image.root.path + rest.strip()), rest

    def expose(self, rest):
        assert rest.strip().isdigit(), rest

    def stopsignal(self, rest):
        assert rest.strip() == "SIGTERM", rest


setattr(Replay, "from", Replay.from_)
# Where this machine keeps its compiler's cache and reaches its package index.
PASSED_ON = {name: value for name, value in os.environ.items()
             if name.lower().endswith("_proxy") or name.startswith("CCACHE_")}
PASSED_ON.setdefault("CCACHE_DIR", os.path.expanduser("~/.cache/ccache"))
