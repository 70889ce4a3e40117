"""Measuring: each module runs by itself, `python -m tests.bench.predict --help`."""
