"""Files are read in a process that may die; each failure has its own sentence."""

import os
import signal

import msgspec
import pytest

from corpus.importers import child, wire
from corpus.importers.blocks import Block
from corpus.importers.child import Reader, read_in_child
from corpus.importers.plain_text import Unreadable
from corpus.importers.reading import Outside, Reading


@pytest.fixture
def reader():
    with Reader() as reader:
        yield reader


def test_a_text_comes_back_as_it_was_read(reader):
    [reading] = reader.read("Héading\n\nWords of a text.\n".encode(), "a")

    assert reading.text == "Héading\n\nWords of a text.\n"
    assert reading.blocks[1] == Block(9, "Words of a text.\n", "paragraph", 2)


def test_one_process_reads_many_files(reader):
    reader.read(b"One.", "a")
    first = reader.process_id
    with pytest.raises(Unreadable, match="This file is empty"):
        reader.read(b"", "b")
    reader.read(b"Two.", "c")

    assert reader.process_id == first


def test_a_small_plain_text_needs_no_process(reader):
    [reading] = reader.read(b"One.", "a.TXT")

    assert reading.text == "One."
    assert reader.process_id is None


def test_a_text_of_very_many_lines_goes_to_the_process():
    assert not child.is_small_text(b"\n" * 60_000, "a.txt")


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (signal.SIGKILL, child.TOO_MUCH_MEMORY),
        (signal.SIGABRT, child.TOO_MUCH_MEMORY),
        (signal.SIGXCPU, child.TOO_SLOW),
        (signal.SIGSEGV, child.BROKEN),
    ],
)
def test_a_process_that_dies_is_replaced(reader, number, sentence):
    reader.read(b"One.", "a")
    os.kill(reader.process_id, number)

    with pytest.raises(Unreadable) as raised:
        reader.read(b"Two.", "b")

    assert str(raised.value) == sentence
    assert reader.read(b"Three.", "c")[0].text == "Three."


def test_a_process_that_hangs_is_given_up():
    with Reader(wall_seconds=0.2) as reader:
        process = reader._process = child.start()
        os.kill(process.pid, signal.SIGSTOP)

        with pytest.raises(Unreadable, match="took too long"):
            reader.read(b"One.", "a")

    assert process.returncode == -signal.SIGKILL


def test_a_file_that_needs_too_much_memory_is_given_up(reader):
    # ten million paragraphs
    with pytest.raises(Unreadable, match="more memory"):
        reader.read(b"a\n" * 10_000_000, "a.txt")


def test_the_process_knows_nothing_of_the_server(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "of the server")
    read_end, write_end = os.pipe()
    os.set_inheritable(read_end, True)
    with Reader() as reader:
        reader.read(b"One.", "a")
        pid = reader.process_id
        with open(f"/proc/{pid}/environ", "rb") as file:
            environment = file.read()
        files = {
            os.readlink(f"/proc/{pid}/fd/{n}") for n in os.listdir(f"/proc/{pid}/fd")
        }
        pipe = os.readlink(f"/proc/self/fd/{read_end}")
        niceness = os.getpriority(os.PRIO_PROCESS, pid)
    os.close(read_end)
    os.close(write_end)

    assert b"SECRET_KEY" not in environment
    assert pipe not in files
    assert niceness >= 10


def test_closing_ends_the_process():
    with Reader() as reader:
        reader.read(b"One.", "a")
        process = reader._process

    assert process.returncode is not None


def test_an_answer_is_packed_and_unpacked_without_loss():
    reading = Reading(
        "Menu\n\nWords.\n",
        [
            Block(0, "Menu\n\n", "paragraph", 1),
            Block(6, "Words.\n", "quotation", 2, "x"),
        ],
        [Outside(0, 6, "other")],
        {"title": "T", "authors": ["A"]},
        ["A warning."],
        ["Rita: a comment"],
        "a.txt",
        b"bytes",
    )
    sent = msgspec.msgpack.encode(wire.Answer(wire.packed([reading])))

    answer = msgspec.msgpack.decode(sent, type=wire.Answer)

    assert wire.unpacked(answer) == [reading]


@pytest.mark.parametrize(
    "read",
    [
        {"pieces": []},
        {"pieces": [wire.Piece(5, "paragraph", 1, "")]},
        {"pieces": [wire.Piece(0, "paragraph", 1, ""), wire.Piece(4, "x", 1, "")]},
        {"pieces": [wire.Piece(4, "poem", 1, "")]},
        {"outside": [Outside(0, 5, "other")]},
        {"outside": [Outside(2, 2, "other")]},
        {"outside": [Outside(0, 4, "menu")]},
    ],
)
def test_an_answer_that_does_not_fit_its_text_is_refused(read):
    whole = {
        "text": "text",
        "pieces": [wire.Piece(4, "paragraph", 1, "")],
        "outside": [],
        "head": {},
        "warnings": [],
        "comments": [],
        "filename": "",
        "data": None,
    }

    with pytest.raises(wire.Garbled):
        wire.unpacked(wire.Answer([wire.Read(**{**whole, **read})]))


def test_read_in_child_reads_one_file():
    assert read_in_child(b"One.", "a")[0].text == "One."
