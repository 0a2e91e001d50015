import codecs
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.importers import plain_text
from corpus.importers.plain_text import Unreadable

TEXT = "Consent \u201cbinds\u201d\u00a0the State \U0001f54a, cafe\u0301\n\nnew line\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "UTF-8"),
        (codecs.BOM_UTF8 + TEXT.encode(), "UTF-8"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "UTF-16"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "UTF-16"),
    ],
)
def test_each_encoding_gives_the_same_text(data, encoding):
    assert plain_text.read(data) == (TEXT, encoding)


def test_windows_1252_is_told_by_its_bytes():
    data = "\u201cneed\u201d of help \u2013 \u20ac 5".encode("cp1252")
    assert plain_text.read(data) == (
        "\u201cneed\u201d of help \u2013 \u20ac 5",
        "Windows-1252",
    )


@pytest.mark.parametrize("byte", [0x81, 0x8D, 0x8F, 0x90, 0x9D])
def test_a_byte_that_windows_1252_lacks_is_refused(byte):
    with pytest.raises(Unreadable, match=f"byte 4 .*0x{byte:02X}"):
        plain_text.read(b"caf " + bytes([byte]))


def test_line_ends_become_line_feeds():
    assert plain_text.read(b"a\r\nb\rc\r\r\nd").text == "a\nb\nc\n\nd"


def test_nothing_is_normalised():
    assert plain_text.read("e\u0301 \u00e9 \ufb01".encode()).text == (
        "e\u0301 \u00e9 \ufb01"
    )


def test_one_byte_order_mark_goes_and_a_second_stays():
    assert plain_text.read("\ufeff\ufeffa".encode()).text == "\ufeffa"


def test_broken_utf_8_names_the_byte():
    with pytest.raises(Unreadable, match=r"broken UTF-8: byte 3 .* 0x93"):
        plain_text.read(b"\xc3\xa9 \x93")


def test_broken_utf_8_behind_a_mark_counts_the_mark():
    with pytest.raises(Unreadable, match=r"broken UTF-8: byte 4 "):
        plain_text.read(codecs.BOM_UTF8 + b"a\xe9")


@pytest.mark.parametrize(
    "data",
    [
        codecs.BOM_UTF16_LE + b"a\x00\x00\xd8b\x00",
        codecs.BOM_UTF16_LE + b"a\x00b",
        b"a\xed\xa0\x80b",
    ],
)
def test_half_characters_are_refused(data):
    with pytest.raises(Unreadable, match="surrogate|half"):
        plain_text.read(data)


def test_utf_16_without_a_mark_is_refused():
    with pytest.raises(Unreadable, match="NUL.*byte-order mark"):
        plain_text.read("Article".encode("utf-16-le"))


@pytest.mark.parametrize("data", [b"", b" \n\t\n", codecs.BOM_UTF8])
def test_an_empty_text_is_refused(data):
    with pytest.raises(Unreadable, match="empty"):
        plain_text.read(data)


def test_a_file_at_the_limit_is_taken_and_a_larger_one_refused():
    assert plain_text.read(b"abc", limit=3).text == "abc"
    with pytest.raises(Unreadable, match="4 bytes; the limit is 3"):
        plain_text.read(b"abcd", limit=3)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"%PDF-1.7\n", "a PDF"),
        (b"PK\x03\x04\x14", "ZIP"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"{\\rtf1 a}", "RTF"),
        (b"a\x01\x02b", "control characters"),
    ],
)
def test_what_is_no_text_is_named(data, name):
    with pytest.raises(Unreadable, match=name):
        plain_text.read(data)


@given(st.binary(max_size=200))
def test_any_bytes_give_a_clean_text_or_a_sentence(data):
    try:
        text = plain_text.read(data).text
    except Unreadable as error:
        assert str(error).endswith(".")
    else:
        assert not {"\r", "\x00"} & set(text)
        assert text.encode()


SAMPLES = Path(__file__).parents[2] / "fixtures" / "samples"


@pytest.mark.parametrize("name", ["utf-8-bom", "utf-16-le", "utf-16-be"])
def test_the_samples_hold_one_text(name):
    expected = plain_text.read((SAMPLES / "utf-8.txt").read_bytes()).text
    assert plain_text.read((SAMPLES / f"{name}.txt").read_bytes()).text == expected


def test_the_windows_1252_sample_is_the_beginning_of_that_text():
    whole = plain_text.read((SAMPLES / "utf-8.txt").read_bytes()).text
    beginning, encoding = plain_text.read((SAMPLES / "windows-1252.txt").read_bytes())
    assert encoding == "Windows-1252"
    assert whole.startswith(beginning)


def test_the_broken_sample_is_refused():
    with pytest.raises(Unreadable, match="broken UTF-8: byte 43 "):
        plain_text.read((SAMPLES / "broken-utf-8.txt").read_bytes())
