"""The project's names that the annotator's page brings along."""

import msgspec
from django.utils.safestring import mark_safe

from annotations import tree
from annotations.api.codebook import row_of, tag_row, tags_of
from corpus.models import Actor, Situation
from corpus.presenters import actor_row, situation_row

#: A list of more entries is left out: the page asks the API for it.
SOME = 300
#: What could end the block, or begin another one, inside a string of JSON.
ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def names_of(project):
    """JSON for a data block, rows as the API has them: five queries."""
    actors = Actor.objects.filter(project=project).order_by("name", "pk")
    situations = Situation.objects.filter(project=project).order_by("code", "pk")
    tags = tags_of(project).order_by("name", "pk")
    names = {
        "doctrines": [row_of(node) for node in tree.load(project).walk()],
        "actors": [actor_row(actor) for actor in actors[: SOME + 1]],
        "situations": [situation_row(found) for found in situations[: SOME + 1]],
        "tags": [tag_row(tag) for tag in tags[: SOME + 1]],
    }
    short = {name: rows for name, rows in names.items() if len(rows) <= SOME}
    text = msgspec.json.encode(short).decode().translate(ESCAPES)
    return mark_safe(text)  # noqa: S308
