"""The files of the project as the rules see them, and what a rule says when one breaks it."""

import dataclasses
import os
import pathlib
import subprocess

SKIPPED = {".git", ".venv", "node_modules", "__pycache__", ".cache"}


@dataclasses.dataclass(frozen=True)
class Problem:
    """One broken rule: where, what is wrong, and what to do about it."""

    path: str
    line: int
    text: str
    remedy: str

    def __str__(self):
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: {self.text}\n    Remedy: {self.remedy}"


class Tree:
    """A work tree. Paths are relative to its root, with forward slashes."""

    def __init__(self, root):
        self.root = pathlib.Path(root)
        self._files = None

    def files(self, *under, suffixes=None):
        """All files (that git would keep, where git knows), sorted; only those in the folders
        `under` and with one of the `suffixes`, where given."""
        if self._files is None:
            self._files = sorted(self._from_git() or self._from_disk())
        return [
            path
            for path in self._files
            if (not under or path.startswith(tuple(f"{folder}/" for folder in under)))
            and (suffixes is None or path.endswith(tuple(suffixes)))
        ]

    def folders(self, under):
        """The names of the folders directly in `under` that hold files."""
        return sorted({path.split("/")[1] for path in self.files(under) if path.count("/") > 1})

    def exists(self, path):
        return (self.root / path).exists()

    def text(self, path):
        """The text of a file; None for one that is not UTF-8 text."""
        try:
            return (self.root / path).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            return None

    def _from_git(self):
        if not (self.root / ".git").exists():
            return None
        listed = subprocess.run(
            ["git", "-c", "safe.directory=*", "-C", str(self.root), "ls-files", "-z",
             "--cached", "--others", "--exclude-standard"],
            capture_output=True, check=False)
        if listed.returncode != 0:
            return None
        names = {name for name in listed.stdout.decode().split("\0") if name}
        return [name for name in names if (self.root / name).is_file()]

    def _from_disk(self):
        found = []
        for folder, folders, names in os.walk(self.root):
            place = pathlib.Path(folder).relative_to(self.root)
            folders[:] = [
                name for name in folders
                if name not in SKIPPED and not (place == pathlib.Path(".") and
                                                name.startswith("build"))
            ]
            found += [(place / name).as_posix() for name in names]
        return found
