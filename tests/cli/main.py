"""Runs the tests of this folder, or those named; ends with "N passed, N failed"."""

import sys
import unittest

MODULES = ["end_to_end", "operators", "scopes"]

if __name__ == "__main__":
    names = sys.argv[1:] or MODULES
    loader = unittest.defaultTestLoader
    suite = loader.loadTestsFromNames(
        [name if name.split(".")[0] in MODULES else f"end_to_end.{name}" for name in names])
    outcome = unittest.TextTestRunner(verbosity=2).run(suite)
    bad = len(outcome.failures) + len(outcome.errors)
    print(f"{outcome.testsRun - bad} passed, {bad} failed")
    sys.exit(0 if outcome.wasSuccessful() and outcome.testsRun else 1)
