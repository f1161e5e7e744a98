"""Holds the memory and the disk that bench_churn takes against each other, over its second half."""

import json
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "tests/support/python"))

from report import Report  # noqa: E402

GROWTH_MAX = 1.1


def samples(made, live):
    subprocess.run([ROOT / "tools/build", "release", "bench_churn"], check=True,
                   capture_output=True)
    with tempfile.TemporaryDirectory(prefix="writ-churn-", dir=ROOT / "build") as folder:
        done = subprocess.run([ROOT / "build/release/bin/bench_churn", folder, str(made), str(live)],
                              check=True, text=True, stdout=subprocess.PIPE)
    return [json.loads(line) for line in done.stdout.splitlines()]


def growth(figures, name):
    """The most of the last quarter, over the most of the quarter before it."""
    quarter = len(figures) // 4
    before = max(figure[name] for figure in figures[-2 * quarter:-quarter])
    after = max(figure[name] for figure in figures[-quarter:])
    return after / before, after


def main(made, live):
    report = Report()
    figures = []

    def run():
        figures.extend(samples(made, live))
        return f"{made:,} made, {live:,} live"

    def flat(name):
        ratio, bytes_ = growth(figures, name)
        assert ratio <= GROWTH_MAX, f"{name} grew {ratio:.2f} times: {figures}"
        return f"{ratio:.3f} times, {bytes_ / 1e6:.0f} MB"

    report.check("churn", run)
    for name in ("memory", "disk"):
        report.check(f"{name} is flat over the second half", flat, name)
    report.finish()
