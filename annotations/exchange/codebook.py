"""A project's codebook as a file, and a file as a codebook for a project."""

from django.core.exceptions import ValidationError
from django.http import HttpResponse

from accounts.addresses import absolute
from annotations.codebook_record import codebook_of
from annotations.exchange import codebook_child
from annotations.exchange.snapshot import snapshot
from annotations.models import Doctrine
from corpus.http import attached
from formats import codebook_files
from formats.codebook import LARGEST_FILE
from formats.codebook_files import FORMATS, Given

__all__ = ["FORMATS", "content_of", "read", "response", "written"]


def written(project, format) -> bytes:
    """The codebook as it stands, in a format of FORMATS.

    Raises:
        Unwritable
    """
    with snapshot():
        codebook = codebook_of(project)
    iri = absolute(f"/projects/{project.slug}/")
    return codebook_files.write(format, codebook, project=project.slug, iri=iri)


def read(project, data, filename="") -> Given:
    """What a file holds, compared with the entries that the project has: one query.

    Raises:
        Unreadable
    """
    known = Doctrine.objects.filter(project=project).values_list("slug", "name")
    return codebook_child.read(
        data, filename=filename, known=dict(known), project=project.slug
    )


def content_of(file) -> bytes:
    """The bytes of an upload; of one that is too large, enough to be refused."""
    return file.read(LARGEST_FILE + 1)


def response(project, format) -> HttpResponse:
    """The codebook as a download.

    Raises:
        ValidationError: there is no such format.
        Unwritable
    """
    if format not in FORMATS:
        sentence = f"“{format}” is no format of a codebook: {', '.join(FORMATS)}."
        raise ValidationError({"format": sentence})
    kind = FORMATS[format]
    name = f"{project.slug}-codebook.{kind.extension}"
    return attached(written(project, format), name, kind.content_type)
