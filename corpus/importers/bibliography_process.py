"""The process that reads one bibliography: a request comes in, an answer goes out.

Its limits are those of the process that reads texts, set before the first byte is read.
"""

import msgspec

from corpus.importers import child, child_process
from formats import bibtex, csl, ris
from formats.bibliography import Bibliography, Unreadable

#: How a file's name ends -> what reads it.
READERS = {"json": csl.read, "ris": ris.read, "bib": bibtex.read}


class Request(msgspec.Struct, array_like=True):
    data: bytes
    #: Of ``READERS``.
    kind: str


class Answer(msgspec.Struct, array_like=True):
    bibliography: Bibliography | None = None
    #: One whole sentence when the file cannot be read.
    sentence: str = ""
    #: Where our own code failed, for the log; no word of the file.
    fault: str = ""


def main() -> None:
    requests, answers = child_process.begin()
    message = child.receive(requests, child_process.LARGEST_REQUEST)
    child_process.limit_time()
    answer = answer_to(msgspec.msgpack.decode(message, type=Request))
    child.send(answers, msgspec.msgpack.encode(answer))


def answer_to(request: Request) -> Answer:
    try:
        return Answer(READERS[request.kind](request.data))
    except Unreadable as error:
        return Answer(sentence=str(error))
    except MemoryError:
        return Answer(sentence=child.TOO_MUCH_MEMORY)
    except Exception as error:
        return Answer(fault=child_process.place_of(error))


if __name__ == "__main__":
    main()
