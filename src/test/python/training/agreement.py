"""How far two results are apart, and the verdict over all of them."""
import sys

import numpy


def apart(actual, expected, unit=None):
    """The largest difference in units of the largest expected value, or of another unit."""
    actual, expected = (numpy.asarray(values, dtype=numpy.float64).ravel() for values in (actual, expected))
    if actual.shape != expected.shape:
        sys.exit(f"{actual.size} values instead of {expected.size}")
    if unit is None:
        unit = numpy.abs(expected).max()
    difference = numpy.abs(actual - expected).max()
    # Where nothing is expected, only nothing will do. What is no number is nowhere near.
    return float(difference / max(unit, 1e-12)) if numpy.isfinite(difference) else float("inf")


class Verdict:
    """Collects differences and ends the program."""

    def __init__(self, tolerance):
        self.tolerance = tolerance
        self.bad = 0

    def add(self, name, difference, tolerance=None):
        """Prints one difference and keeps whether it is small enough."""
        good = difference <= (self.tolerance if tolerance is None else tolerance)
        self.bad += not good
        print(f"{difference:8.2g} {'good' if good else 'BAD '} {name}")

    def end(self):
        """Exit code 0 only if all were good."""
        sys.exit(f"{self.bad} differ" if self.bad else 0)
