"""Long and hostile bibliographies: CPU of reading them, and how it grows.

    .venv/bin/python benchmarks/bibliographies.py

Each file of tests/formats/test_bibliography.py is read at its whole length and at half
of it, by turns; a square would make the whole cost four times its half. The test counts
calls, which no machine lengthens; time inside one call is measured here.
"""

import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import scratch  # noqa: E402

from tests.formats.test_bibliography import FORMATS, LONG  # noqa: E402


def main():
    for name, (format, before, again, after, many) in LONG.items():
        whole, half = [], []
        for _ in range(scratch.RUNS):
            for costs, number in ((whole, many), (half, many // 2)):
                data = before + number * again + after
                begun = time.process_time()
                FORMATS[format].read(data)
                costs.append(time.process_time() - begun)
        scratch.report(f"{name}, {many:,} times, CPU seconds", whole, "10 or less")
        ratio = statistics.median(whole) / statistics.median(half)
        print(f"  {ratio:.1f} times its half; a square would be 4", flush=True)


if __name__ == "__main__":
    main()
