"""Make files of each kind of a folder's texts, read them, and say what came through.

    .venv/bin/python benchmarks/formats.py FOLDER

FOLDER holds plain texts (.txt). Each is given headings and notes of this script's own,
because plain texts have none; pandoc and LibreOffice (the programs ``pandoc`` and
``soffice``) make files of it in a temporary folder, and our importers read them. Says
for each kind and maker how many paragraphs came through exactly (runs of spaces count
as one, and in a PDF hard ones as soft, because its maker writes them so), how many
headings were found, and how many notes stand apart with their words.
Ends with 1 when a target is missed.
"""

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from corpus.importers import files, text_file  # noqa: E402

#: Kind of file -> per cent of the paragraphs that must be exact.
TARGETS = {"docx": 95, "odt": 95, "rtf": 95, "epub": 95, "html": 95, "pdf": 90}
#: A heading before every so many paragraphs, a note in every so many.
HEADING_EVERY = 6
NOTE_EVERY = 4
#: LibreOffice makes each kind from another one of pandoc's.
OFFICE_SOURCES = {"docx": "odt", "odt": "docx", "rtf": "odt", "epub": "odt"}
OFFICE_SOURCES |= {"html": "odt", "pdf": "odt"}
ESCAPED = re.compile(r"([!-/:-@\[-`{-~])")


class Text(NamedTuple):
    """What must be found in a file."""

    name: str
    paragraphs: list[str]
    headings: list[str]
    notes: list[str]
    markdown: str


class Score(NamedTuple):
    exact: int = 0
    paragraphs: int = 0
    headings_found: int = 0
    headings: int = 0
    notes_found: int = 0
    notes: int = 0


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--missing", action="store_true", help="show what was lost")
    arguments = parser.parse_args()
    texts = [with_structure(path) for path in sorted(arguments.folder.glob("*.txt"))]
    if not texts:
        sys.exit(f"There is no .txt file in {arguments.folder}.")
    scratch = Path(tempfile.mkdtemp(prefix="glossator-formats-"))
    try:
        sys.exit(compare(texts, scratch, arguments.missing))
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def with_structure(path):
    """A text in Markdown with headings and notes, and what of it must be found."""
    [reading] = text_file.read(path.read_bytes())
    numbered = {}
    for block in reading.blocks:
        numbered[block.paragraph] = numbered.get(block.paragraph, "") + block.text
    paragraphs, headings, notes, lines = [], [], [], []
    for number, text in enumerate(numbered.values()):
        words = one_line(text)
        if number % HEADING_EVERY == 0:
            headings.append(f"Part {len(headings) + 1} of this text")
            lines.append(f"# {headings[-1]}")
        mark = ""
        if number % NOTE_EVERY == 1:
            notes.append(f"See the source numbered {len(notes) + 1} – “here”.")
            mark = f"[^{len(notes)}]"
            words += f"[{len(notes)}]"
        lines.append(ESCAPED.sub(r"\\\1", one_line(text)) + mark)
        paragraphs.append(words)
    lines += [f"[^{number}]: {note}" for number, note in enumerate(notes, start=1)]
    return Text(path.stem, paragraphs, headings, notes, "\n\n".join(lines) + "\n")


def one_line(text):
    return re.sub(r"[ \t\n]+", " ", text).strip(" ")


def soft_spaces(text):
    return one_line(text.replace("\xa0", " "))


def compare(texts, scratch, show):
    """Print a row a kind and maker; 1 when a target is missed."""
    made = {"pandoc": scratch / "pandoc", "LibreOffice": scratch / "office"}
    with_pandoc(texts, made["pandoc"])
    with_office(made["pandoc"], made["LibreOffice"])
    missed = 0
    print("| kind | made by | paragraphs exact | headings found | notes apart |")
    print("|---|---|---|---|---|")
    for kind, target in TARGETS.items():
        for maker, folder in made.items():
            if not list(folder.glob(f"*.{kind}")):
                continue
            scores = [score(text, folder, kind, show) for text in texts]
            total = Score(*map(sum, zip(*scores, strict=True)))
            per_cent = 100 * total.exact / total.paragraphs
            print(
                f"| {kind} | {maker} | {per_cent:.1f} % of {total.paragraphs}"
                f" | {total.headings_found} of {total.headings}"
                f" | {total.notes_found} of {total.notes} |"
            )
            whole = total.headings_found == total.headings
            whole = whole and total.notes_found == total.notes
            missed = missed or per_cent < target or not whole
    return int(missed)


def with_pandoc(texts, folder):
    folder.mkdir()
    for text in texts:
        source = folder / f"{text.name}.md"
        source.write_text(text.markdown)
        for kind in OFFICE_SOURCES:
            if kind != "pdf":
                target = folder / f"{text.name}.{kind}"
                title = f"--metadata=title:{text.name}"
                run("pandoc", "-f", "markdown-smart", "-s", title, source, "-o", target)


def with_office(sources, folder):
    folder.mkdir()
    home = f"-env:UserInstallation={(folder / 'home').as_uri()}"
    for kind, source in OFFICE_SOURCES.items():
        given = sorted(sources.glob(f"*.{source}"))
        run(
            "soffice",
            home,
            "--headless",
            "--convert-to",
            kind,
            "--outdir",
            folder,
            *given,
        )


def run(*command):
    ended = subprocess.run(list(map(str, command)), capture_output=True, text=True)
    if ended.returncode:
        sys.exit(f"{command[0]}: {ended.stderr}")


def score(text, folder, kind, show):
    name = f"{text.name}.{kind}"
    [reading] = files.read((folder / name).read_bytes(), name)
    found = {}
    for block in reading.blocks:
        before = found.get(block.paragraph, ("", ""))[1]
        found[block.paragraph] = (block.kind, before + block.text)
    by_kind = {}
    for block_kind, words in found.values():
        by_kind.setdefault(block_kind, Counter())[one_line(words)] += 1
    everything = sum(by_kind.values(), Counter())
    # LibreOffice's PDFs call a hard space a space: nobody could tell them apart
    told = soft_spaces if kind == "pdf" else str
    wanted = Counter(map(told, text.paragraphs))
    notes = [f"[{number}] {note}" for number, note in enumerate(text.notes, start=1)]
    lost = wanted - everything
    if show:
        for words in lost:
            print(f"  {name}: {words[:100]!r} … {words[-60:]!r}", file=sys.stderr)
    return Score(
        wanted.total() - lost.total(),
        wanted.total(),
        sum(by_kind.get("heading", {}).get(words, 0) > 0 for words in text.headings),
        len(text.headings),
        sum(by_kind.get("footnote", {}).get(words, 0) > 0 for words in notes),
        len(notes),
    )


if __name__ == "__main__":
    main()
