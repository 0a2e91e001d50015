"""A table of heads that comes back: what it would change, row by row."""

from django.core.exceptions import ValidationError

from annotations.actions.heads import differences, normalised, propose_change
from annotations.heads import FETCHED, LABELS, known_heads
from annotations.heads_table import read, same
from corpus import access
from corpus.access import Verb
from corpus.importers.plain_text import Unreadable
from corpus.models import Document

#: Sentences told of one table.
MOST_TOLD = 50


def propose_table(*, project, data, filename, by, step=None):
    """Keep what a table would change, to be looked at.

    Args:
        step: as of ``changes_of_rows``.

    Raises:
        ValidationError: a sentence for each line that is wrong, and nothing is kept.
    """
    rows = rows_of_table(data)
    return propose_rows(project=project, rows=rows, filename=filename, by=by, step=step)


def propose_rows(*, project, rows, filename, by, step=None):
    """As ``propose_table``, of a table that was read."""
    access.require(by, Verb.EDIT_HEAD, project)
    changes, looked_at = changes_of_rows(project=project, rows=rows, step=step)
    return propose_change(
        project=project,
        title=f"Take in the table {filename}"[:300],
        rows=changes,
        looked_at=looked_at,
        by=by,
    )


def rows_of_table(data):
    """
    Raises:
        ValidationError: the table cannot be read.
    """
    try:
        return list(read(data))
    except Unreadable as error:
        raise ValidationError(str(error)) from error


def changes_of_rows(*, project, rows, step=None):
    """What a table would change: rows as of ``HeadsChange``, and how many it has.

    Args:
        rows: list of ``heads_table.Row``.
        step: called with the number of lines looked at, and of all.

    Raises:
        ValidationError: a sentence for each line that is wrong.
    """
    changes, problems, seen = [], [], {}
    # the heads of one part at a time are in memory
    for begin in range(0, len(rows), FETCHED):
        part = rows[begin : begin + FETCHED]
        known, unknown = _known(project, part)
        problems += unknown
        for number, row in enumerate(part, start=begin + 1):
            text = known.get(row.line)
            if text and text.pk in seen:
                problems.append(
                    f"Line {row.line}: this is the same text as line {seen[text.pk]}."
                )
            elif text:
                seen[text.pk] = row.line
                try:
                    changes += _change(row, text)
                except ValidationError as error:
                    problems += _by_line(row.line, error)
            if step:
                step(number, len(rows))
    if problems:
        untold = len(problems) - MOST_TOLD
        told = problems[:MOST_TOLD]
        raise ValidationError([*told, f"And {untold:,} more."] if untold > 0 else told)
    return changes, len(seen)


def _known(project, rows):
    """({line: the text it means}, problems): four queries."""
    documents = Document.objects.of_project(project)
    ids = {row.keys["id"] for row in rows if _is_key(row.keys["id"])}
    hashes = [row.keys["sha256"] for row in rows if not row.keys["id"]]
    by_hash = dict(
        documents.filter(text_sha256__in=hashes).values_list("text_sha256", "pk")
    )
    mine = set(documents.filter(pk__in=ids).values_list("pk", flat=True))
    heads = {known.pk: known for known in known_heads([*mine, *by_hash.values()])}
    found, problems = {}, []
    for row in rows:
        key = row.keys["id"]
        pk = int(key) if _is_key(key) else by_hash.get(row.keys["sha256"])
        text = heads.get(pk)
        told = row.keys["sha256"]
        if text is None:
            named = f"the id {key}" if key else "this sha256"
            problems.append(f"Line {row.line}: this project has no text with {named}.")
        elif told and told != text.sha256:
            problems.append(
                f"Line {row.line}: id and sha256 are of two different texts."
            )
        else:
            found[row.line] = text
    return found, problems


def _is_key(key):
    return key.isdecimal() and key.isascii() and len(key) < 19


def _change(row, text):
    given = {
        name: value
        for name, value in row.head.items()
        if not same(value, text.head[name])
    }
    if not given:
        return []
    after = normalised({**text.head, **given})
    before, after = differences(text.head, after)
    if not after:
        return []
    if row.keys["version"] and row.keys["version"] != text.version:
        raise ValidationError(
            f"“{text.head['title']}” was changed since the table was exported. Export"
            " it anew, and make the change there."
        )
    change = {"id": text.pk, "version": text.version, "line": row.line}
    return [{**change, "before": before, "after": after}]


def _by_line(line, error):
    if not hasattr(error, "error_dict"):
        return [f"Line {line}: {sentence}" for sentence in error.messages]
    return [
        f"Line {line}: {LABELS.get(name, name)}: {sentence}"
        for name, sentences in error.message_dict.items()
        for sentence in sentences
    ]
