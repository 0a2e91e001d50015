"""A long PDF read: processor time and memory of the process that reads it.

    .venv/bin/python benchmarks/pdf.py [--pages 400]

The file is made here, without another program: running heads, page numbers, two
lines in ten broken by hyphens, footnotes, 3,000 characters a page. It is read five
times, each in a process of its own as every upload is; the figures are the middle ones.
Ends with 1 when 400 pages cost more than 10 s or 200 MB.
"""

import argparse
import random
import resource
import statistics
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from corpus.importers.child import Reader  # noqa: E402
from tests.corpus.pdf_files import PdfFile, Text  # noqa: E402

SECONDS, MEGABYTES = 10, 200
RUNS = 5
LINES, LETTERS = 44, 68
VOCABULARY = """
the council met in a morning and heard what two envoys had to say of winter troops that
came over pass letter government asked them alliance secretary answer request neighbour
border assistance agreement territory necessity proportion intervention
"""


def long_pdf(pages, chance):
    file = PdfFile(title="A long report", author="Ann Reed")
    for number in range(1, pages + 1):
        texts = [Text(200, 800, "Report of the commission", 9)]
        texts += [Text(72, 770 - 14 * n, line(chance)) for n in range(LINES)]
        texts += [Text(72, 120, f"{number} {line(chance)}", 8)]
        texts += [Text(72, 110 - 10 * n, line(chance), 8) for n in range(3)]
        texts += [Text(290, 40, str(number), 9)]
        file.page(texts)
    return file.bytes()


def line(chance):
    words = ""
    while len(words) < LETTERS:
        words += f"{chance.choice(VOCABULARY.split())} "
    words = words[:LETTERS].strip()
    # one in five is cut inside a word, one in eight ends a paragraph
    if chance.random() < 0.2:
        return f"{words}-"
    return f"{words[: LETTERS // 2]}." if chance.random() < 0.125 else words


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--pages", type=int, default=400)
    pages = parser.parse_args().pages
    data = long_pdf(pages, random.Random(4))
    seconds, memory = [], []
    for _ in range(RUNS):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        with Reader() as reader:
            [reading] = reader.read(data, "long.pdf")
            memory.append(peak_of(reader))
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds.append(
            after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        )
    spent, used = statistics.median(seconds), statistics.median(memory)
    print(f"{pages} pages, {len(data):,} bytes, {len(reading.text):,} characters,")
    print(f"{len(reading.blocks):,} blocks: {spent:.1f} s CPU, {used:.0f} MB")
    return int(pages <= 400 and (spent > SECONDS or used > MEGABYTES))


def peak_of(reader):
    """Of the child that is still there, in MB (Linux)."""
    status = Path(f"/proc/{reader.process_id}/status").read_text(encoding="ascii")
    [peak] = [line for line in status.splitlines() if line.startswith("VmHWM")]
    return int(peak.split()[1]) / 1024


if __name__ == "__main__":
    sys.exit(main())
