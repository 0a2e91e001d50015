"""Read bibliographies of strangers in a process of their own, which may die.

The libraries for BibTeX and RIS take seconds for a large file, or any time and memory
for one that was made to. Small files of the simpler formats are read here: 64 kB of the
worst we know take a fifth of a second.
"""

import logging

import msgspec

from corpus.importers import bibliography_process, child
from corpus.importers.bibliography_process import Answer, Request
from corpus.importers.plain_text import Unreadable as UnreadableFile
from formats.bibliography import (
    DATES,
    FIELDS,
    ROLES,
    Bibliography,
    Unreadable,
    check_count,
    check_size,
)

logger = logging.getLogger(__name__)

PROCESS = "corpus.importers.bibliography_process"
SIMPLE = ("json", "ris")
#: Bytes.
SMALL = 64 * 1024
KNOWN = FIELDS.keys() | DATES.keys()
BROKEN = (
    "This file stopped the program that reads it, as damaged files do. Export the"
    " entries again, or in another format."
)


def read(data: bytes, kind: str, wall_seconds=None) -> Bibliography:
    """What a bibliography says.

    Args:
        kind: how its name ends, "json", "ris" or "bib".
        wall_seconds: after so many the process is given up.

    Raises:
        Unreadable
    """
    check_size(data)
    request = Request(data, kind)
    if kind in SIMPLE and len(data) <= SMALL:
        answer = bibliography_process.answer_to(request)
    else:
        answer = _answer_of_process(request, wall_seconds or child.WALL_SECONDS)
    if answer.fault:
        logger.error("The reader of bibliographies failed at %s.", answer.fault)
    return checked(answer)


def checked(answer: Answer) -> Bibliography:
    """What was answered; the process is not trusted.

    Raises:
        Unreadable
    """
    found = answer.bibliography
    if found is None:
        raise Unreadable(answer.sentence or BROKEN)
    check_count(len(found.entries))
    for entry in found.entries:
        if not entry.fields.keys() <= KNOWN or not entry.names.keys() <= ROLES.keys():
            raise Unreadable(BROKEN)
    return found


def _answer_of_process(request: Request, wall_seconds: float) -> Answer:
    process = child.start(PROCESS)
    try:
        message = msgspec.msgpack.encode(request)
        answer = child.exchange(process, message, wall_seconds)
        return msgspec.msgpack.decode(answer, type=Answer)
    except UnreadableFile as error:
        sentence = str(error)
        return Answer(sentence=BROKEN if sentence == child.BROKEN else sentence)
    except (msgspec.DecodeError, UnicodeError):
        return Answer(sentence=BROKEN)
    finally:
        child.end(process)
