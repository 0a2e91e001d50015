"""Texts by their address: fetch a page, keep it as it came, have it read."""

import hashlib
from functools import partial
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from corpus import access, fetching
from corpus.access import Verb
from corpus.actions import uploads
from corpus.importers.sources import Source
from corpus.models import Document, Snapshot
from corpus.retry import atomic_with_retries

#: Media type -> how a file of it ends; of others, as the address does.
ENDINGS = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/pdf": ".pdf",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/rtf": ".rtf",
    "application/epub+zip": ".epub",
}


def require_switched_on():
    """
    Raises:
        ValidationError
    """
    if not settings.FETCH:
        raise ValidationError("Pages are not fetched here. Save the page and add it.")


def check(url):
    """Refuse at once what can never be fetched; nobody is asked.

    Raises:
        ValidationError
    """
    require_switched_on()
    try:
        fetching.checked(url)
    except fetching.NotFetched as error:
        raise ValidationError({"url": str(error)}) from None


def fetch_page(*, project, url, by, job=None):
    """Fetch a page and keep it; it is stored when somebody has looked at it.

    Args:
        job: as of ``uploads.receive``.

    Returns:
        the upload.

    Raises:
        ValidationError: with one sentence.
    """
    access.require(by, Verb.ADD_TEXT, project)
    check(url)
    try:
        fetched = fetching.fetch(url)
    except fetching.NotFetched as error:
        raise ValidationError(str(error)) from None
    return keep(project=project, fetched=fetched, by=by, job=job)


def keep(*, project, fetched, by, job=None):
    """Keep what came, as a snapshot, and as a file that was given.

    Args:
        fetched: ``fetching.Fetched``
        job: as of ``uploads.receive``.
    """
    access.require(by, Verb.ADD_TEXT, project)
    head = {
        # an address too long for a head stands in the snapshot alone
        "url": fetched.final_url if len(fetched.final_url) <= 1000 else "",
        "retrieved": f"{timezone.localdate():%Y-%m-%d}",
    }
    source = Source(fetched.data, filename_of(fetched), head)
    digest = hashlib.sha256(fetched.warc).hexdigest()
    name = default_storage.save(
        f"snapshots/{timezone.now():%Y/%m}/{digest}.warc.gz", ContentFile(fetched.warc)
    )
    try:
        return _record(project, fetched, source, name, digest, by, job)
    except BaseException:
        default_storage.delete(name)
        raise


@atomic_with_retries
def _record(project, fetched, source, name, digest, by, job):
    Snapshot.objects.create(
        project=project,
        url=fetched.url,
        final_url=fetched.final_url,
        status=fetched.status,
        media_type=fetched.media_type,
        sha256=hashlib.sha256(fetched.data).hexdigest(),
        warc=name,
        warc_sha256=digest,
        by=by,
    )
    return uploads.receive(project=project, sources=[source], by=by, job=job)


def filename_of(fetched):
    """A name from the address, with the ending of what came."""
    parts = urlsplit(fetched.final_url)
    last = PurePosixPath(unquote(parts.path)).name or parts.hostname or "page"
    ending = ENDINGS.get(fetched.media_type, "")
    if not ending or last.lower().endswith(ending):
        return last[-200:]
    return f"{last[:200]}{ending}"


def forget(*, project, sha256):
    """Take the snapshots of a page away that is no text's any more.

    The caller has asked whether that is allowed; the files go after the commit.
    """
    if Document.objects.filter(project=project, original_sha256=sha256).exists():
        return
    gone = Snapshot.objects.filter(project=project, sha256=sha256)
    names = list(gone.values_list("warc", flat=True))
    gone.delete()
    for name in names:
        transaction.on_commit(partial(default_storage.delete, name))
