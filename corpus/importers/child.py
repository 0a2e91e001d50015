"""Read files of strangers in a process of their own, which may die without harm.

The process (corpus/importers/child_process.py) has limits of memory, processor time
and open files, no file of the server, none of its environment and no way to write more
than a small file. It reads one file after the other, as starting it costs a third of a
second; after a failure the next file gets a new one.

A small plain text is read here: its reader is Python's own decoder and expressions that
look at one line at a time, so that time and memory are a small multiple of its size.
"""

import contextlib
import logging
import os
import signal
import subprocess
import sys
from pathlib import Path, PurePath
from threading import Timer
from typing import IO

import msgspec

from corpus.importers import text_file, wire
from corpus.importers.plain_text import MEGABYTE, Unreadable
from corpus.importers.reading import Reading

logger = logging.getLogger(__name__)

ROOT = Path(__file__).resolve().parent.parent.parent
#: What the process runs that reads texts.
TEXTS = "corpus.importers.child_process"
#: Seconds that one file may take, also while the machine is busy with other work.
WALL_SECONDS = 120
#: What all texts of one file, their heads and their own bytes may come to.
MOST_ANSWERED = 160 * MEGABYTE
#: A plain text of at most this size and number of lines is read without a process.
SMALL = MEGABYTE
FEW_LINES = 50_000
SMALL_EXTENSIONS = (".txt", ".text")
#: Bytes that say how long a request or an answer is.
LENGTH = 8

TOO_SLOW = (
    "This file took too long to read and was given up. Cut it into parts, or save it in"
    " a simpler form."
)
TOO_MUCH_MEMORY = (
    "This file needs more memory than one file may have. Cut it into parts, or save it"
    " in a simpler form."
)
TOO_MUCH_TEXT = (
    "This file holds more text than can be taken in one go. Cut it into parts."
)
BROKEN = (
    "This file stopped the program that reads it, as damaged files do. Save it anew in"
    " the program that it came from, or add it as plain text."
)


class Reader:
    """Reads one file after the other; a context manager.

    with Reader() as reader:
        readings = reader.read(data, filename)
    """

    def __init__(self, wall_seconds: float = WALL_SECONDS):
        self._wall_seconds = wall_seconds
        self._process: subprocess.Popen | None = None

    def __enter__(self) -> "Reader":
        return self

    def __exit__(self, *_error) -> None:
        self.close()

    @property
    def process_id(self) -> int | None:
        """Of the process that read the last file, if one did."""
        return self._process.pid if self._process else None

    def close(self) -> None:
        """End the process; the next file would start another."""
        process, self._process = self._process, None
        if process:
            end(process)

    def read(self, data: bytes, filename: str) -> list[Reading]:
        """The texts of one file.

        Raises:
            Unreadable: with one whole sentence.
        """
        if is_small_text(data, filename):
            return text_file.read(data)
        answer = self._ask(wire.Request(PurePath(filename).name, data))
        if answer.fault:
            logger.error("The reader of files failed at %s.", answer.fault)
        if answer.spent:
            self.close()
        if answer.sentence:
            raise Unreadable(answer.sentence)
        try:
            return wire.unpacked(answer)
        except wire.Garbled:
            self.close()
            raise Unreadable(BROKEN) from None

    def _ask(self, request: wire.Request) -> wire.Answer:
        process = self._process = self._process or start()
        message = msgspec.msgpack.encode(request)
        try:
            answer = exchange(process, message, self._wall_seconds)
            return msgspec.msgpack.decode(answer, type=wire.Answer)
        except Unreadable:
            self.close()
            raise
        except (msgspec.DecodeError, UnicodeError):
            self.close()
            raise Unreadable(BROKEN) from None


def read_in_child(data: bytes, filename: str) -> list[Reading]:
    """The texts of one file; for several, keep a ``Reader``.

    Raises:
        Unreadable: with one whole sentence.
    """
    with Reader() as reader:
        return reader.read(data, filename)


def is_small_text(data: bytes, filename: str) -> bool:
    lines = data.count(b"\n") + data.count(b"\r")
    named_text = filename.lower().endswith(SMALL_EXTENSIONS)
    return named_text and len(data) <= SMALL and lines <= FEW_LINES


def start(module: str = TEXTS) -> subprocess.Popen:
    """A process that reads files; it sets its limits before it reads anything.

    Args:
        module: what it runs.
    """
    return subprocess.Popen(
        [sys.executable, "-s", "-m", module],
        cwd=ROOT,
        env={"PATH": os.defpath, "LC_ALL": "C.UTF-8"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        close_fds=True,
        # an interrupt at the terminal is the command's own affair
        start_new_session=True,
    )


def end(process: subprocess.Popen) -> None:
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        _close(pipe)


def exchange(process: subprocess.Popen, message: bytes, wall_seconds: float) -> bytes:
    """What a process answers; it is the caller's to end.

    Raises:
        Unreadable: it died, took too long or answered too much.
    """
    late = []

    def give_up():
        late.append(True)
        process.kill()

    timer = Timer(wall_seconds, give_up)
    timer.start()
    try:
        send(process.stdin, message)
        return receive(process.stdout, MOST_ANSWERED)
    except (OSError, EOFError):
        code = process.wait()
        raise Unreadable(TOO_SLOW if late else sentence_of(code)) from None
    except OverflowError:
        raise Unreadable(TOO_MUCH_TEXT) from None
    finally:
        timer.cancel()


def send(pipe: IO[bytes] | None, message: bytes) -> None:
    assert pipe
    pipe.write(len(message).to_bytes(LENGTH))
    pipe.write(message)
    pipe.flush()


def receive(pipe: IO[bytes] | None, most: int) -> bytes:
    """One message.

    Raises:
        EOFError: the other side ended.
        OverflowError: it is longer than ``most``; nothing of it was read.
    """
    assert pipe
    head = pipe.read(LENGTH)
    length = int.from_bytes(head)
    if length > most:
        raise OverflowError
    message = pipe.read(length)
    if len(head) < LENGTH or len(message) < length:
        raise EOFError
    return message


def sentence_of(code: int) -> str:
    """Why a process ended before it answered."""
    if code == -signal.SIGXCPU:
        return TOO_SLOW
    # the system takes memory back by SIGKILL, libraries end by SIGABRT without it
    if code in (-signal.SIGKILL, -signal.SIGABRT):
        return TOO_MUCH_MEMORY
    return BROKEN


def _close(pipe: IO[bytes] | None) -> None:
    # what was still to be written has no reader any more
    with contextlib.suppress(OSError):
        if pipe:
            pipe.close()
