"""Archives and XML of strangers: opened with care, or refused with a sentence."""

import io
import zipfile

import pytest

from corpus.importers import packages, xml
from corpus.importers.plain_text import Unreadable


def make_zip(members, pack=zipfile.ZIP_DEFLATED):
    """An archive of (name or ZipInfo, content)."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", pack) as archive:
        for name, content in members:
            archive.writestr(name, content, pack)
    return buffer.getvalue()


def link(name):
    member = zipfile.ZipInfo(name)
    member.external_attr = 0o120777 << 16
    return member


def test_members_are_listed_and_read_without_folders():
    package = packages.Package(make_zip([("a/", ""), ("a/ü.txt", "one"), ("b", "two")]))

    assert list(package) == ["a/ü.txt", "b"]
    assert package.read("a/ü.txt") == b"one"
    assert "b" in package
    assert len(package) == 2


def test_a_name_in_utf8_that_the_archive_does_not_announce_is_read():
    data = make_zip([("ab.txt", "one")])

    package = packages.Package(data.replace(b"ab.txt", "ü.txt".encode()))

    assert list(package) == ["ü.txt"]


@pytest.mark.parametrize(
    ("members", "sentence"),
    [
        ([("../a.txt", "x")], "names a place outside it"),
        ([("a/../../b.txt", "x")], "names a place outside it"),
        ([("/etc/a.txt", "x")], "names a place outside it"),
        ([("C:\\a.txt", "x")], "names a place outside it"),
        ([("..\\a.txt", "x")], "names a place outside it"),
        ([("a\x07.txt", "x")], "unreadable characters"),
        ([(link("a.txt"), "/etc/passwd")], "is a link"),
        ([("a.txt", "0" * 10_000_000)], "made to fill a computer"),
        ([(f"{n}.txt", "") for n in range(5_001)], "more than 5,000 members"),
    ],
)
def test_a_hostile_archive_is_refused_as_a_whole(members, sentence):
    with pytest.raises(Unreadable, match=sentence):
        packages.Package(make_zip(members))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_an_archive_with_one_name_twice_is_refused():
    with pytest.raises(Unreadable, match="twice"):
        packages.Package(make_zip([("a.txt", "one"), ("a.txt", "two")]))


def test_an_encrypted_archive_is_refused():
    data = bytearray(make_zip([("a.txt", "one")]))
    # the flag in the directory says so
    data[data.index(b"PK\x01\x02") + 8] |= 1

    with pytest.raises(Unreadable, match="protected by a password"):
        packages.Package(bytes(data))


def test_a_rare_way_to_pack_is_refused():
    with pytest.raises(Unreadable, match="packed in a rare way"):
        packages.Package(make_zip([("a.txt", "one")], zipfile.ZIP_LZMA))


@pytest.mark.parametrize("kept", [0, 3, 20, 80, -1])
def test_an_archive_cut_off_anywhere_is_refused(kept):
    with pytest.raises(Unreadable, match="damaged or cut off"):
        packages.Package(make_zip([("a.txt", "one " * 50)])[:kept])


def test_a_member_whose_bytes_were_changed_is_refused():
    data = bytearray(make_zip([("a.txt", "one")], zipfile.ZIP_STORED))
    data[data.index(b"one")] = ord("0")

    with pytest.raises(Unreadable, match="damaged or cut off"):
        packages.Package(bytes(data)).read("a.txt")


def test_members_may_not_unpack_to_too_much_together():
    package = packages.Package(make_zip([("a", "x" * 900), ("b", "y" * 900)]))
    package._left = 1_000
    package.read("a")

    with pytest.raises(Unreadable, match="made to fill a computer"):
        package.read("b")


def test_xml_is_parsed_and_public_references_are_written_out():
    root = xml.parse(
        b'<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://127.0.0.1:9/x.dtd">'
        b"<p>a&nbsp;b<i/>c&eacute;d</p>"
    )

    assert "".join(root.itertext()) == "a\xa0bc\xe9d"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be"])
def test_xml_with_entities_of_its_own_is_refused(encoding):
    document = (
        f'<?xml version="1.0" encoding="{encoding}"?>'
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
    )

    with pytest.raises(Unreadable, match="entities of its own"):
        xml.parse(document.encode(encoding))


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "not well formed"),
        (b"<a>", "damaged or cut off"),
        (b"<a>&nbsp;</a>", "not well formed"),
        (b"<a>\xff</a>", "not well formed"),
        (b"<a>" * 200_000, "nested deeper"),
        (b"<a>" + b"<b/>" * 3_000_000 + b"</a>", "more XML than a text"),
    ],
)
def test_bad_xml_is_refused(data, sentence):
    with pytest.raises(Unreadable, match=sentence):
        xml.parse(data)
