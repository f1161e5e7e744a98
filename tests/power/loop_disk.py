"""A disk of its own: ext4 in a file, mounted through a loop device, whose power can be cut.

Needs root and a kernel that mounts; `own_mounts` must have run first, so that whatever happens to
the test, its mounts end with its processes."""

import fcntl
import os
import shutil
import subprocess
import sys
import time

# ext4's own ioctl: _IOR('X', 125, __u32), and its flag that throws the unwritten journal away.
EXT4_IOC_SHUTDOWN = 0x8004587D
NOLOGFLUSH = (2).to_bytes(4, sys.byteorder)

MARK = "WRIT_TEST_OWN_MOUNTS"


class Unmountable(Exception):
    """This machine lets nobody mount, or not this user."""


def own_mounts():
    """Runs this script again in a mount namespace of its own, when that is allowed."""
    if os.environ.get(MARK) or os.geteuid() != 0 or not shutil.which("unshare"):
        return
    allowed = subprocess.run(["unshare", "--mount", "true"], check=False,
                             stderr=subprocess.DEVNULL).returncode == 0
    if allowed:
        os.environ[MARK] = "1"
        os.execvp("unshare", ["unshare", "--mount", "--propagation", "private", sys.executable,
                              *sys.argv])


def _run(*command):
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise Unmountable(f"{' '.join(command)}: {done.stderr.strip()}")


class LoopDisk:
    """Mounted at `self.path` while the context lasts."""

    def __init__(self, folder, megabytes):
        self._image = os.path.join(folder, "disk.img")
        self.path = os.path.join(folder, "disk")
        self._mounted = False
        if not os.environ.get(MARK):
            raise Unmountable("mounting needs root and unshare(1)")
        with open(self._image, "wb") as image:
            image.truncate(megabytes << 20)
        os.mkdir(self.path)
        # No blocks kept for root, who runs this: a full disk must be full.
        _run("mkfs.ext4", "-q", "-F", "-m", "0", self._image)
        self.mount()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self._mounted:
            self.unmount()
        os.unlink(self._image)

    def mount(self, *options):
        # The journal is written when somebody syncs, not every five seconds: what nobody synced is
        # still unwritten when the power goes.
        _run("mount", "-o", ",".join(["loop", "commit=600", *options]), self._image, self.path)
        self._mounted = True

    def unmount(self):
        deadline = time.monotonic() + 30
        while True:
            try:
                _run("umount", self.path)
                break
            except Unmountable:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.02)  # polls until the kernel has let go of the files of a dead process
        self._mounted = False

    def remount(self, *options):
        self.unmount()
        self.mount(*options)

    def cut_power(self):
        """From here on nothing reaches the disk, and what was not synced is gone."""
        descriptor = os.open(self.path, os.O_RDONLY)
        try:
            fcntl.ioctl(descriptor, EXT4_IOC_SHUTDOWN, NOLOGFLUSH)
        except OSError as error:
            raise Unmountable(f"no shutdown ioctl: {error}") from error
        finally:
            os.close(descriptor)
