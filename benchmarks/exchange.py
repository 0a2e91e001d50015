"""JSONL out and in over the API: annotations a CPU second.

    .venv/bin/python benchmarks/exchange.py [--texts 100] [--each 1000]

Each run imports a set of texts x each annotations into a project of its own, whose 100
texts have 50 kB each, and exports it again. Quotes have some 120 code points; a fifth
is attributed, a fifth has two tags. CPU is gunicorn and PostgreSQL together.
"""

import argparse

import scratch
from material import Project, text_of

LENGTH = 50_000


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--texts", type=int, default=100)
    parser.add_argument("--each", type=int, default=1000)
    options = parser.parse_args()
    total = options.texts * options.each
    texts = {
        f"text-{number:03}.txt": text_of(LENGTH, seed=number)
        for number in range(options.texts)
    }
    out, into = [], []
    with scratch.scratch() as server:
        for run in range(scratch.RUNS):
            project = Project(server, f"run-{run}", texts)
            lines = project.lines(options.each)
            address = f"projects/run-{run}"
            with scratch.Cost(server) as cost:
                answer = server.api(
                    project.token, "POST", f"{address}/import?format=jsonl", lines
                )
            assert answer["made"] == total, answer
            into.append(total / cost.total)
            tell("import", cost)
            with scratch.Cost(server) as cost:
                written = server.api(
                    project.token, "GET", f"{address}/export?format=jsonl", raw=True
                )
            assert written.count(b"\n") == total
            out.append(total / cost.total)
            tell("export", cost)
    size = f"{total:,} annotations of {options.texts} texts"
    scratch.report(f"export of {size}, a CPU second", out, "70,000 or more")
    scratch.report(f"import of {size}, a CPU second", into, "25,000 or more")


def tell(what, cost):
    print(
        f"  {what}: gunicorn {cost.web:.2f} s, PostgreSQL {cost.database:.2f} s",
        flush=True,
    )


if __name__ == "__main__":
    main()
