"""Measurements, as ratios taken side by side in one run. Nothing here is part of the test suite and nothing asserts a time."""
