"""A second start until the first page, and the memory of the idle server.

    .venv/bin/python benchmarks/starting.py

The first start makes database, static files and demo project; the second, by
``glossator.py run`` as a person types it, is timed until the sign-in page has come.
That is time on the clock, which other work on the machine lengthens. Memory is the
proportional set size (smaps_rollup) of all processes together, some seconds later.
"""

import time

import scratch

SECONDS_IDLE = 5


def main():
    seconds, spent, memory = [], [], []
    with scratch.scratch(prepare=False) as server:
        server.start("glossator.py", "run")
        server.stop()
        for _ in range(scratch.RUNS):
            seconds.append(server.start("glossator.py", "run"))
            spent.append(sum(server.cpu()))
            time.sleep(SECONDS_IDLE)
            memory.append(server.memory())
            server.stop()
    scratch.report("second start to first page, seconds", seconds, "5 or less")
    scratch.report("  of it CPU seconds of what then serves", spent, "none")
    scratch.report("idle memory, PSS in MB", memory, "250 or less")


if __name__ == "__main__":
    main()
