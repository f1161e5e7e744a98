"""One line per check, a count at the end, and an exit status that says whether all held."""

import sys
import time
import traceback


class Report:
    def __init__(self):
        self.passed = 0
        self.failed = 0
        self.skipped = 0
        self._figures = None

    def guard(self, name, body, *arguments):
        """Runs `body`, which makes checks of its own; true unless it ended by an exception."""
        try:
            self._figures = body(*arguments)
            return True
        except Exception:  # one failure must not hide what comes after it
            self.failed += 1
            print(f"FAIL {name}")
            print("     " + traceback.format_exc().replace("\n", "\n     "), flush=True)
            return False

    def check(self, name, body, *arguments):
        """Runs `body`, which may return a line of figures; an exception is a failure."""
        began = time.monotonic()
        if not self.guard(name, body, *arguments):
            return
        self.passed += 1
        figures = self._figures
        seconds = time.monotonic() - began
        print(f"pass {name} ({seconds:.1f} s){': ' + figures if figures else ''}", flush=True)

    def skip(self, name, reason):
        """A check that could not be tried: neither a pass nor a failure."""
        self.skipped += 1
        print(f"skip {name}: {reason}", flush=True)

    def finish(self):
        skipped = f", {self.skipped} skipped" if self.skipped else ""
        print(f"{self.passed} passed, {self.failed} failed{skipped}")
        sys.exit(0 if self.failed == 0 and self.passed + self.skipped else 1)
