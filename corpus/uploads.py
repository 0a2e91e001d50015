"""What a request sends -> the texts to add."""

from django.core.exceptions import ValidationError

from corpus.importers.plain_text import LIMIT, MEGABYTE
from corpus.importers.sources import Source, with_manifest
from corpus.importers.statements import is_manifest

#: Bytes of all files of one request together; they are held in memory.
TOTAL_LIMIT = 100 * MEGABYTE


def read_uploads(files):
    """[(name, bytes)] of uploaded files.

    Raises:
        ValidationError: one is too large, or all together are.
    """
    problems = [
        f"{file.name}: This file has {file.size:,} bytes; the limit is {LIMIT:,}"
        f" ({LIMIT // MEGABYTE} MB). Cut it into parts."
        for file in files
        if file.size > LIMIT
    ]
    total = sum(file.size for file in files)
    if total > TOTAL_LIMIT and not problems:
        problems.append(
            f"These files have {total:,} bytes together; the limit of one go is"
            f" {TOTAL_LIMIT:,}. Add them in several goes."
        )
    if problems:
        raise ValidationError(problems)
    return [(file.name, file.read()) for file in files]


def sources_of(*, files, manifest=None, text="", filename="", head=None):
    """The texts of one request, from files, a manifest and a pasted text.

    Args:
        files, manifest: uploaded files; a manifest may also be a .csv among the
            files that is no table of texts.
        text: a pasted text, named ``filename``.
        head: fields typed in; they hold for each text, where the manifest says
            nothing else. A title is for one text only.

    Raises:
        ValidationError: with a sentence for each file or line that is wrong.
    """
    if not manifest:
        manifest = next(filter(_is_manifest, files), None)
        files = [file for file in files if file is not manifest]
    loaded = read_uploads(files)
    if text.strip():
        # half characters survive until the reader names them
        data = text.encode("utf-8", "surrogatepass")
        loaded.append((filename or "pasted.txt", data))
    if manifest:
        sources = _with_manifest(loaded, manifest)
    else:
        sources = [Source(data, name) for name, data in loaded]
    head = {name: value for name, value in (head or {}).items() if value}
    if head.get("title") and len(sources) > 1:
        sentence = "A title is for one text; say the titles of several in a manifest."
        raise ValidationError({"title": sentence})
    for source in sources:
        said = {name: value for name, value in source.head.items() if value}
        source.head = {**said, **head, **_said_by_manifest(said, head)}
    return sources


def _is_manifest(file):
    if not file.name.lower().endswith(".csv") or file.size > LIMIT:
        return False
    data = file.read()
    file.seek(0)
    return is_manifest(data)


def _said_by_manifest(said, head):
    """A typed title stands over the one that a manifest makes from a file's name."""
    return {
        name: value
        for name, value in said.items()
        if name != "title" or "title" not in head
    }


def _with_manifest(loaded, manifest):
    named = dict(loaded)
    if len(named) < len(loaded):
        raise ValidationError(
            "Two files have the same name, so that the manifest cannot tell them"
            " apart. Rename one, or add them one after the other."
        )
    [(name, data)] = read_uploads([manifest])
    sources, problems = with_manifest(named, data, name)
    if problems:
        raise ValidationError(problems)
    return sources
