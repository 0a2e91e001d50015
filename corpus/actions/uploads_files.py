"""The bytes of uploads: each under its hash, in a folder of its upload."""

import hashlib
import logging

from django.core.files.base import ContentFile
from django.core.files.storage import storages

logger = logging.getLogger(__name__)


def save(upload, data):
    """Keep bytes under their hash; the same ones once."""
    sha256 = hashlib.sha256(data).hexdigest()
    storage, name = storages["uploads"], f"{upload.uuid}/{sha256}"
    if not storage.exists(name):
        storage.save(name, ContentFile(data))
    return sha256


def load(upload, sha256):
    with storages["uploads"].open(f"{upload.uuid}/{sha256}") as file:
        return file.read()


def remove(upload):
    _remove_named(str(upload.uuid))


def _remove_named(folder):
    storage = storages["uploads"]
    if storage.exists(folder):
        for name in storage.listdir(folder)[1]:
            storage.delete(f"{folder}/{name}")
        storage.delete(folder)


def remove_folder(folder):
    """Remove a folder by its name; one that cannot be removed is told in the log."""
    try:
        _remove_named(folder)
    except OSError:
        logger.warning("Files of an upload cannot be removed.", exc_info=True)
