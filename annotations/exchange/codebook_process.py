"""The process that reads one codebook: a request comes in, an answer goes out.

Its limits are those of the process that reads texts, set before the first byte is read.
"""

from threading import Thread

import msgspec

from corpus.importers import child, child_process
from formats import codebook_files
from formats.codebook import Unreadable
from formats.codebook_files import Given


class Request(msgspec.Struct, array_like=True):
    data: bytes
    filename: str
    known: dict[str, str]
    project: str


class Answer(msgspec.Struct, array_like=True):
    given: Given | None = None
    problems: list[str] = []


def main() -> None:
    child_process.limit()
    requests, answers = child_process.take_pipes()
    Thread(target=child_process.watch_memory, daemon=True).start()
    message = child.receive(requests, child_process.LARGEST_REQUEST)
    child_process.limit_time()
    answer = answer_to(msgspec.msgpack.decode(message, type=Request))
    child.send(answers, msgspec.msgpack.encode(answer))


def answer_to(request: Request) -> Answer:
    try:
        given = codebook_files.read(
            request.data,
            filename=request.filename,
            known=request.known,
            project=request.project,
        )
    except Unreadable as error:
        return Answer(problems=error.problems)
    except MemoryError:
        return Answer(problems=[child.TOO_MUCH_MEMORY])
    return Answer(given)


if __name__ == "__main__":
    main()
