"""`make fuzz`: hostile input for every reader of what others write. `python -m tests.fuzz [--minutes N] [--only NAME ...]`.

Each reader gets its share of the time in a process of its own, whose memory may grow by GROWTH; an input that crashes it
or takes longer than SLOWEST ends the run with exit code 1 and stands in the message, as bytes.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys

from tests.fuzz.fuzzing import fuzz
from tests.fuzz.readers import READERS


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__.split("\n")[0])
    parser.add_argument("--minutes", type=float, default=30.0, help="of processor time, over all readers")
    parser.add_argument("--only", nargs="*", choices=sorted(READERS), default=sorted(READERS))
    options = parser.parse_args()
    failed = 0
    for name in options.only:
        process = multiprocessing.get_context("spawn").Process(
            target=fuzz, args=(name, 60 * options.minutes / len(options.only))
        )
        process.start()
        process.join()
        failed += process.exitcode != 0
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
