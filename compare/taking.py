"""Pictures to take away: the file that an address asks for."""

from django.http import Http404

from compare.pictures import svg, table
from corpus.http import attached

TYPES = {"svg": "image/svg+xml", "csv": "text/csv; charset=utf-8"}


def taken(request, project, pictures):
    """The file of ``?picture=KEY&format=svg`` or ``csv``; None when the page is meant.

    Args:
        pictures: those of the page, by their figure's key.
    """
    kind = request.GET.get("format")
    key = request.GET.get("picture")
    if kind not in TYPES or not key:
        return None
    if key not in pictures:
        raise Http404
    picture = pictures[key]
    content = svg.written(picture.figure) if kind == "svg" else table.written(picture)
    name = f"{project.slug}-{key}.{kind}"
    return attached(content, name, TYPES[kind])
