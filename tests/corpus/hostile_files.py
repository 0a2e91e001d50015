"""Files that are made to harm, or that came to harm: each with words of its sentence.

Made on the fly, as small as they can be: (file name, bytes, words of the sentence).
"""

import io
import zipfile

from tests.corpus.pdf_files import PdfFile

WORD_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
    'content-types"><Override PartName="/word/document.xml" ContentType="application/'
    'vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
WORD_RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/'
    'package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxml'
    'formats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
ENTITIES = '<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def make_zip(members, pack=zipfile.ZIP_DEFLATED):
    """An archive of (name or ZipInfo, content)."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", pack) as archive:
        for name, content in members:
            archive.writestr(name, content, pack)
    return buffer.getvalue()


def word_file(document):
    """A Word file with this XML as its document."""
    return make_zip(
        [
            ("[Content_Types].xml", WORD_TYPES),
            ("_rels/.rels", WORD_RELATIONS),
            ("word/document.xml", document),
        ]
    )


def word_text(text, declaration=""):
    return f"{declaration}<w:document {W}><w:body>{text}</w:body></w:document>"


def flat_bomb():
    """Many names for one stretch of packed bytes: 20 GB in 100 kB."""
    one = make_zip([("0.txt", b"0" * 20_000_000)])
    directory = one.index(b"PK\x01\x02")
    end = one.index(b"PK\x05\x06")
    entry = one[directory:end]
    entries = b"".join(
        entry.replace(b"0.txt", b"%05d" % number) for number in range(1_000)
    )
    tail = bytearray(one[end:])
    tail[8:10] = tail[10:12] = (1_000).to_bytes(2, "little")
    tail[12:16] = len(entries).to_bytes(4, "little")
    return one[:directory] + entries + bytes(tail)


def link(name):
    member = zipfile.ZipInfo(name)
    member.external_attr = 0o120777 << 16
    return member


def encrypted_zip():
    data = bytearray(make_zip([("a.txt", "one")]))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def nested_html(depth):
    return b"<!doctype html><body>" + b"<div>" * depth + b"deep"


GOOD_WORD = word_file(word_text("<w:p><w:r><w:t>Consent was given.</w:t></w:r></w:p>"))
GOOD_PDF = PdfFile().page(["Consent was given."]).bytes()

FILES = {
    "zip bomb": (
        "bomb.zip",
        make_zip([("a.txt", b"0" * 30_000_000)]),
        "fill a computer",
    ),
    "flat zip bomb": ("bomb.zip", flat_bomb(), "fill a computer"),
    "word bomb": ("bomb.docx", word_file(b" " * 30_000_000), "fill a computer"),
    "nested zip": (
        "a.zip",
        make_zip([("b.zip", make_zip([]))]),
        "archive in the archive",
    ),
    "traversal": ("a.zip", make_zip([("../../a.txt", "x")]), "a place outside it"),
    "absolute name": ("a.zip", make_zip([("/etc/a.txt", "x")]), "a place outside it"),
    "link": ("a.zip", make_zip([(link("a.txt"), "/etc/passwd")]), "is a link"),
    "encrypted zip": ("a.zip", encrypted_zip(), "protected by a password"),
    "encrypted pdf": ("a.pdf", PdfFile(locked=True).page(["x"]).bytes(), "password"),
    "entity bomb": (
        "a.docx",
        word_file(word_text("<w:p><w:r><w:t>&b;</w:t></w:r></w:p>", ENTITIES)),
        "entities of its own",
    ),
    "external entity": (
        "a.docx",
        word_file(word_text("<w:p><w:r><w:t>&a;</w:t></w:r></w:p>", OUTSIDE)),
        "entities of its own",
    ),
    "nested xml": ("a.docx", word_file(word_text("<w:p>" * 200_000)), "nested deeper"),
    "very many breaks": ("a.html", b"<p>a" + b"<br>" * 300_000, "300,001 tags"),
    "a very wide row": ("a.html", b"<table>" + b"<td>a" * 300_000, "300,001 tags"),
    "truncated zip": ("a.zip", make_zip([("a.txt", "one " * 9)])[:60], "damaged"),
    "truncated word": ("a.docx", GOOD_WORD[:-40], "damaged"),
    "truncated pdf": ("a.pdf", GOOD_PDF[:60], "damaged"),
    "pdf as word": ("a.docx", GOOD_PDF, "called .docx and is a PDF inside"),
    "word as text": ("a.txt", GOOD_WORD, "not plain text"),
    "mixed encodings": ("a.tsv", "text\ncafé ".encode() + b"caf\xe9\n", "broken UTF-8"),
    "no encoding": ("a.md", b"caf\x81", "cannot be told"),
    "zero bytes, text": ("a.txt", b"", "empty"),
    "zero bytes, pdf": ("a.pdf", b"", "empty"),
    "zero bytes, word": ("a.docx", b"", "empty"),
    "zero bytes, zip": ("a.zip", b"", "empty"),
    "zero bytes, table": ("a.tsv", b"", "empty"),
    "one bad of two": ("a.zip", make_zip([("a.txt", "x"), ("b.pdf", "x")]), "b.pdf: "),
}
