"""Read workbooks of strangers in a process of their own, which may die.

The library takes much memory and time for a workbook that was made to: a small file may
hold a million words, or name a row a billion lines down.
"""

import logging

import msgspec

from corpus.importers import child
from corpus.importers.packages import Package
from corpus.importers.plain_text import Unreadable
from corpus.importers.workbook_process import DAMAGED, Answer, Request

logger = logging.getLogger(__name__)

PROCESS = "corpus.importers.workbook_process"


def read(data: bytes, *, most_rows: int, most_columns: int, wall_seconds=None):
    """Rows of the first sheet that hold something: [(number from 1, cells)].

    Args:
        most_columns: what is behind them is not read.
        wall_seconds: after so many the process is given up.

    Raises:
        Unreadable: with one whole sentence.
    """
    process = child.start(PROCESS)
    try:
        message = msgspec.msgpack.encode(Request(data, most_rows, most_columns))
        told = child.exchange(process, message, wall_seconds or child.WALL_SECONDS)
        answer = msgspec.msgpack.decode(told, type=Answer)
    except (msgspec.DecodeError, UnicodeError):
        raise Unreadable(DAMAGED) from None
    finally:
        child.end(process)
    if answer.fault:
        logger.warning("The reader of workbooks failed at %s.", answer.fault)
    if answer.sentence:
        raise Unreadable(answer.sentence)
    return answer.rows


def unpacked_size(data: bytes) -> int:
    """Bytes of all members together; reading stops there, whatever they hold.

    Raises:
        Unreadable: as ``Package``.
    """
    return Package(data).size
