"""A set as an answer to a browser or a program."""

import tempfile

from django.core.exceptions import ValidationError
from django.http import FileResponse

from annotations.exchange.chosen import chosen
from annotations.exchange.export import FORMATS, export_set, folder


def export_response(project, format, **only):
    """A set as a download; the transaction is over before the first byte is sent.

    Args:
        only: as ``annotations.exchange.chosen`` takes it.

    Raises:
        ValidationError: an unknown format or filter value.
    """
    if format not in FORMATS:
        sentence = f"“{format}” is no format to export: {', '.join(FORMATS)}."
        raise ValidationError({"format": sentence})
    rows, layers = chosen(project, **only)
    file = tempfile.TemporaryFile(dir=folder())  # noqa: SIM115, closed when sent
    number = export_set(
        project=project,
        format=format,
        file=file,
        only=rows,
        layers=layers,
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
