"""The process that reads one workbook: a request comes in, an answer goes out.

Its limits are those of the process that reads texts, set before the first byte is read.
"""

import warnings
from io import BytesIO

import msgspec
from openpyxl import load_workbook

from corpus.importers import child, child_process, packages
from corpus.importers.plain_text import Unreadable

DAMAGED = "This workbook cannot be read. Save it anew as .xlsx, or as CSV UTF-8."


class Request(msgspec.Struct, array_like=True):
    data: bytes
    most_rows: int
    most_columns: int


class Answer(msgspec.Struct, array_like=True):
    #: Rows of the first sheet that hold something, each with its number, from 1.
    rows: list[tuple[int, list[str]]] = []
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
        # sizes, names and encryption are checked before anything is unpacked
        packages.Package(request.data)
        return Answer(rows_of(request))
    except Unreadable as error:
        return Answer(sentence=str(error))
    except MemoryError:
        return Answer(sentence=child.TOO_MUCH_MEMORY)
    except Exception as error:
        # the library raises whatever it meets
        return Answer(sentence=DAMAGED, fault=child_process.place_of(error))


def rows_of(request: Request) -> list[tuple[int, list[str]]]:
    """
    Raises:
        Unreadable: more rows hold something than may.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = load_workbook(
            BytesIO(request.data), read_only=True, data_only=True, keep_links=False
        )
        sheet = book.worksheets[0]
        # what a sheet says of its own size may be wrong
        sheet.reset_dimensions()
        # a sheet may name any row, and the library counts up to it
        lines = sheet.iter_rows(
            values_only=True,
            max_row=2 * request.most_rows,
            max_col=request.most_columns,
        )
        rows = []
        for number, line in enumerate(lines, start=1):
            cells = ["" if cell is None else str(cell) for cell in line]
            if any(cells):
                rows.append((number, cells))
            if len(rows) > request.most_rows:
                most = f"{request.most_rows:,}"
                raise Unreadable(f"This table has more than {most} lines.")
    return rows


if __name__ == "__main__":
    main()
