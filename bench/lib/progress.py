"""How far a run is, on standard error: a bar that is redrawn for a person, else a line now and then."""

import sys
import time

LINE_SECONDS = 5
REDRAW_SECONDS = 0.1
WIDTH = 30


def span(seconds):
    return f"{seconds:.0f} s" if seconds < 100 else f"{seconds / 60:.0f} min"


class Progress:
    """Of `total` steps; each is announced when it begins."""

    def __init__(self, total, out=sys.stderr, clock=time.monotonic):
        self.total, self.out, self.clock = max(total, 1), out, clock
        self.person = out.isatty()
        self.done = -1
        self.begin = clock()
        self.shown = self.begin - LINE_SECONDS
        self.drawn = False

    def step(self, label):
        self.done += 1
        now = self.clock()
        if now - self.shown < (REDRAW_SECONDS if self.person else LINE_SECONDS):
            return
        self.shown = now
        share = min(self.done / self.total, 1)
        text = f"{100 * share:3.0f} % {label}"
        if self.done > 0:
            took = now - self.begin
            each = took / self.done
            rate = f"{1 / max(each, 1e-6):.1f} steps/s" if each < 1 else f"{span(each)} a step"
            text += f", {rate}, {span(each * max(self.total - self.done, 0))} left"
        if self.person:
            filled = int(share * WIDTH)
            self.out.write(f"\r[{'#' * filled}{'.' * (WIDTH - filled)}] {text}\x1b[K")
            self.drawn = True
        else:
            self.out.write(text + "\n")
        self.out.flush()

    def clear(self):
        """Before anything else is printed."""
        if self.drawn:
            self.out.write("\r\x1b[K")
            self.out.flush()
            self.drawn = False

    def say(self, text):
        self.clear()
        self.out.write(text + "\n")
        self.out.flush()
