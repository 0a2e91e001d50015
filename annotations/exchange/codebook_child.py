"""Read codebooks of strangers, costly and large ones in a process of their own.

A library for RDF or spreadsheets takes seconds and much memory for a large file, or any
amount for a hostile one. The process has limits, and takes its memory along.
"""

import os
import subprocess
import sys

import msgspec

from annotations.exchange import codebook_process
from annotations.exchange.codebook_process import Answer, Request
from corpus.importers import child
from formats import codebook_files
from formats.codebook import LARGEST_FILE, Unreadable
from formats.codebook_files import Given

COSTLY = ("skos-ttl", "skos-jsonld", "xlsx")
#: Of another format, bytes that are read here.
SMALL = 256 * 1024
BROKEN = (
    "This file stopped the program that reads it, as damaged files do. Save it anew in"
    " the program that it came from."
)


def read(
    data: bytes, *, filename="", known=None, project="", wall_seconds=child.WALL_SECONDS
) -> Given:
    """What ``codebook_files.read`` makes of a file.

    Args:
        wall_seconds: after so many the process is given up.

    Raises:
        Unreadable
    """
    small = len(data) <= SMALL or len(data) > LARGEST_FILE
    request = Request(data, filename, known or {}, project)
    if small and codebook_files.format_of(data, filename) not in COSTLY:
        answer = codebook_process.answer_to(request)
    else:
        answer = answer_of_process(msgspec.msgpack.encode(request), wall_seconds)
    if answer.given is None:
        raise Unreadable(answer.problems or [BROKEN])
    return answer.given


def answer_of_process(request: bytes, wall_seconds: float) -> Answer:
    length = len(request).to_bytes(child.LENGTH)
    with subprocess.Popen(
        [sys.executable, "-s", "-m", "annotations.exchange.codebook_process"],
        cwd=child.ROOT,
        env={"PATH": os.defpath, "LC_ALL": "C.UTF-8"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        try:
            told, _ = process.communicate(length + request, timeout=wall_seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            raise Unreadable([child.TOO_SLOW]) from None
    if process.returncode:
        sentence = child.sentence_of(process.returncode)
        raise Unreadable([BROKEN if sentence == child.BROKEN else sentence])
    try:
        return msgspec.msgpack.decode(told[child.LENGTH :], type=Answer)
    except msgspec.DecodeError:
        raise Unreadable([BROKEN]) from None
