"""A table of heads that waits for its job: its bytes, in a folder of its own.

A folder that its job did not take away is swept with those of uploads.
"""

import uuid

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import storages

from corpus.actions import uploads_files

NAME = "table"


def keep(data):
    """The folder that now holds the bytes."""
    folder = str(uuid.uuid4())
    storages["uploads"].save(f"{folder}/{NAME}", ContentFile(data))
    return folder


def load(folder):
    """
    Raises:
        ValidationError: the bytes are not there any more.
    """
    try:
        with storages["uploads"].open(f"{folder}/{NAME}") as file:
            return file.read()
    except FileNotFoundError:
        sentence = "This table is not kept any more. Take it in once more."
        raise ValidationError(sentence) from None


def forget(folder):
    uploads_files.remove_folder(folder)
