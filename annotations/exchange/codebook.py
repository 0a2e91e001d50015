"""A project's codebook as a file, and a file as a codebook for a project."""

from accounts.addresses import absolute
from annotations.codebook_record import codebook_of
from annotations.exchange.snapshot import snapshot
from annotations.models import Doctrine
from formats import codebook_files
from formats.codebook_files import FORMATS, Given

__all__ = ["FORMATS", "read", "written"]


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
    return codebook_files.read(
        data, filename=filename, known=dict(known), project=project.slug
    )
