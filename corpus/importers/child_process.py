"""The process that reads files: requests come in at its input, answers go out.

Limits are set before the first byte is read. RLIMIT_AS is not honoured on macOS, so a
thread watches the memory as well, everywhere.
"""

import contextlib
import os
import resource
import sys
import time
import traceback
from threading import Thread
from typing import IO

import msgspec

from corpus.importers import files, wire
from corpus.importers.child import (
    BROKEN,
    MOST_ANSWERED,
    TOO_MUCH_MEMORY,
    TOO_MUCH_TEXT,
    receive,
    send,
)
from corpus.importers.plain_text import MEGABYTE, Unreadable

#: Processor time for one file.
CPU_SECONDS = 60
#: All addresses, shared libraries among them; and memory that is really used.
MOST_ADDRESSED = 1536 * MEGABYTE
MOST_MEMORY = 700 * MEGABYTE
#: Python keeps compiled modules, which are small; nothing else is written.
LARGEST_FILE_WRITTEN = 4 * MEGABYTE
MOST_OPEN_FILES = 64
NICENESS = 10
#: The Linux kernel ends this process before the server and the database.
OUT_OF_MEMORY_SCORE = "800"
LARGEST_REQUEST = 128 * MEGABYTE
MEMORY_IS_LOOKED_AT = 0.1
#: Where getrusage counts memory: bytes on macOS, kilobytes elsewhere.
RSS_UNIT = 1 if sys.platform == "darwin" else 1024


def main() -> None:
    requests, answers = begin()
    while True:
        try:
            message = receive(requests, LARGEST_REQUEST)
        except EOFError:
            return
        limit_time()
        answer = answer_to(msgspec.msgpack.decode(message, type=wire.Request))
        # an answer holds a copy of all texts
        del message
        send(answers, encoded(answer))


def begin() -> tuple[IO[bytes], IO[bytes]]:
    """From now on this process has limits; where requests come in and answers go."""
    limit()
    pipes = take_pipes()
    Thread(target=watch_memory, daemon=True).start()
    return pipes


def limit() -> None:
    """Take away what reading a file does not need."""
    os.nice(NICENESS)
    for name, most in (
        (resource.RLIMIT_AS, MOST_ADDRESSED),
        (resource.RLIMIT_FSIZE, LARGEST_FILE_WRITTEN),
        (resource.RLIMIT_NOFILE, MOST_OPEN_FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        # a system may refuse one of them
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(name, (most, most))
    with (
        contextlib.suppress(OSError),
        open("/proc/self/oom_score_adj", "w", encoding="ascii") as score,
    ):
        score.write(OUT_OF_MEMORY_SCORE)


def limit_time() -> None:
    """From now on, CPU_SECONDS; then the system ends this process by SIGXCPU."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    used = int(usage.ru_utime + usage.ru_stime)
    _soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (used + CPU_SECONDS, hard))


def take_pipes() -> tuple[IO[bytes], IO[bytes]]:
    """Input and output, out of reach of a library that prints."""
    requests = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    return requests, answers


def watch_memory() -> None:
    while True:
        used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * RSS_UNIT
        if used > MOST_MEMORY:
            os.abort()
        time.sleep(MEMORY_IS_LOOKED_AT)


def answer_to(request: wire.Request) -> wire.Answer:
    try:
        readings = files.read(request.data, request.filename)
        return wire.Answer(wire.packed(readings))
    except Unreadable as error:
        return wire.Answer(sentence=str(error))
    except MemoryError:
        return wire.Answer(sentence=TOO_MUCH_MEMORY, spent=True)
    except Exception as error:
        return wire.Answer(sentence=BROKEN, fault=place_of(error), spent=True)


def encoded(answer: wire.Answer) -> bytes:
    try:
        message = msgspec.msgpack.encode(answer)
    except MemoryError:
        message = msgspec.msgpack.encode(
            wire.Answer(sentence=TOO_MUCH_MEMORY, spent=True)
        )
    if len(message) > MOST_ANSWERED:
        return msgspec.msgpack.encode(wire.Answer(sentence=TOO_MUCH_TEXT))
    return message


def place_of(error: Exception) -> str:
    """The kind of an error and where it arose, without its words."""
    frames = traceback.extract_tb(error.__traceback__)[-4:]
    places = " < ".join(
        f"{frame.filename}:{frame.lineno}" for frame in reversed(frames)
    )
    return f"{type(error).__name__} {places}"


if __name__ == "__main__":
    main()
