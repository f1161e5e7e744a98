"""A throw-away copy of this machine's root: what is done in it, as root and with chroot, stays in it."""

import os
import shlex
import subprocess
import sys

MARK = "WRIT_TEST_OWN_MOUNTS"


class Unmountable(Exception):
    """This machine lets nobody mount, or not this user."""


def own_mounts():
    """Runs this script again in namespaces of its own, when that is allowed: its mounts and processes
    end with it."""
    if os.environ.get(MARK) or os.geteuid() != 0:
        return
    command = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "--propagation", "private"]
    if subprocess.run([*command, "true"], check=False, stderr=subprocess.DEVNULL).returncode == 0:
        os.environ[MARK] = "1"
        os.execvp(command[0], [*command, sys.executable, *sys.argv])


class Root:
    """Mounted at `self.path` while the context lasts."""

    def __init__(self, folder):
        self._folder, self.path = folder, os.path.join(folder, "root")
        if not os.environ.get(MARK):
            raise Unmountable("mounting needs root and unshare(1)")

    def __enter__(self):
        upper, work = (os.path.join(self._folder, name) for name in ("upper", "work"))
        for path in (upper, work, self.path):
            os.makedirs(path)
        self._mount("-t", "overlay", "overlay", "-o",
                    f"lowerdir=/,upperdir={upper},workdir={work}", self.path)
        for arguments in (("-t", "proc", "proc"), ("--bind", "/dev"), ("-t", "tmpfs", "tmpfs")):
            place = {"proc": "proc", "/dev": "dev", "tmpfs": "run"}[arguments[-1]]
            self._mount(*arguments, os.path.join(self.path, place))
        return self

    def __exit__(self, *_):
        subprocess.run(["umount", "--recursive", self.path], check=False)

    @staticmethod
    def _mount(*arguments):
        done = subprocess.run(["mount", *arguments], capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise Unmountable(f"mount {shlex.join(arguments)}: {done.stderr.strip()}")

    def command(self, line, user=None, environment=None, folder="/"):
        """The words that run a line of the shell in here."""
        settings = [f"{name}={value}" for name, value in (environment or {}).items()]
        words = ["chroot", *([f"--userspec={user}"] if user else []), self.path, "env", "-i",
                 "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "HOME=/tmp",
                 "LANG=C.UTF-8", "DEBIAN_FRONTEND=noninteractive", *settings, "sh", "-c"]
        return [*words, f"cd {shlex.quote(folder)} && {line}"]

    def run(self, line, **options):
        """Runs it; an AssertionError with its output if it fails."""
        done = subprocess.run(self.command(line, **options), capture_output=True, text=True,
                              check=False, stdin=subprocess.DEVNULL)
        assert done.returncode == 0, f"{line}: {done.returncode}\n{done.stdout}{done.stderr}"
        return done.stdout
