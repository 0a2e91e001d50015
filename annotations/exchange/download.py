"""A set as an answer to a browser or a program."""

import tempfile

from django.core.exceptions import ValidationError
from django.http import FileResponse

from annotations import filters
from annotations.exchange.export import FORMATS, export_set, folder


def export_response(project, format, **only):
    """A set as a download; the transaction is over before the first byte is sent.

    Args:
        only: filters as of ``annotations.filters``; empty ones count as none.

    Raises:
        ValidationError: an unknown format or filter value.
    """
    if format not in FORMATS:
        sentence = f"“{format}” is no format to export: {', '.join(FORMATS)}."
        raise ValidationError({"format": sentence})
    only = {name: value for name, value in only.items() if value}
    rows = filters.annotations(project, **only) if only else None
    file = tempfile.TemporaryFile(dir=folder())  # noqa: SIM115, closed when sent
    number = export_set(
        project=project,
        format=format,
        file=file,
        only=rows,
        layers="coder" in only,
    )
    file.seek(0)
    kind = FORMATS[format]
    response = FileResponse(
        file,
        as_attachment=True,
        filename=f"{project.slug}.{kind.extension}",
        content_type=kind.content_type,
    )
    response["X-Row-Count"] = number
    response["Cache-Control"] = "private, no-store"
    return response
