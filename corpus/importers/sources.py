"""Files and their manifest -> the texts to add, each with what is known of it."""

from dataclasses import dataclass, field

from corpus.importers import manifest, plain_text


@dataclass
class Source:
    """A text to add, with what is known of it.

    ``head`` has the fields of a document by name, lists of names under ``authors``,
    ``translators`` and ``editors``, and a code under ``situation``; what is missing
    stays empty.
    """

    data: bytes
    filename: str
    head: dict = field(default_factory=dict)


def with_manifest(
    files: dict[str, bytes], data: bytes, name: str = "manifest.csv"
) -> tuple[list[Source], list[str]]:
    """Give each file the head that its row of the manifest says.

    Args:
        files: bytes by name, as the manifest calls them; a file that has no row keeps
            an empty head.
        data: the manifest itself, in any encoding that a text may have.
        name: what the manifest is called in the sentences.

    Returns:
        (sources, whole sentences about what is wrong, each with the manifest's line)
    """
    try:
        found = manifest.read(plain_text.read(data).text, files)
    except plain_text.Unreadable as error:
        return [], [f"{name}: {error}"]
    heads = {row.file: head_of(row) for row in found.rows}
    # in the manifest's order, then those it does not name
    ordered = [name for name in heads if name in files]
    ordered += [name for name in files if name not in heads]
    sources = [Source(files[file], file, heads.get(file, {})) for file in ordered]
    return sources, [f"{name}: {problem}" for problem in found.problems]


def named_in(data: bytes) -> set[str]:
    """The files that a manifest names; none when it cannot be read."""
    try:
        rows = manifest.read(plain_text.read(data).text).rows
    except plain_text.Unreadable:
        return set()
    return {row.file for row in rows}


def head_of(row: manifest.ManifestRow) -> dict:
    """A row without its place."""
    head = row._asdict()
    del head["line"], head["file"]
    return head.pop("bibliography") | head
