"""Texts with what real ones force on a tool: written for these tests."""

import codecs

#: Furniture around the argument, a hard line break in a sentence, typing errors.
FURNITURE = (
    "Share this page\n"
    "By our guest writer\n"
    "\n"
    "The assembly asked for troops, and teh troops\n"
    "came before the answer did.\n"
    "\n"
    "The writer teaches law and keeps bees.\n"
    "Leave a comment\n"
)
#: No-break spaces, unbalanced quotes, marks that combine, signs beyond the BMP.
SIGNS = (
    "Art.\u00a051 and Art.\u00a02(4)\n"
    "\u201cNobody asked, he said.\n"
    "The cafe\u0301 of the republic \U0001f54a\ufe0f \U0001f468\u200d\U0001f469\n"
)
CURLY = "\u201cNeed\u201d of help \u2013 na\u00efve, said the minister \u20ac\n"

#: (name, bytes of the file, text as stored)
FILES = [
    ("furniture.txt", FURNITURE.encode(), FURNITURE),
    ("signs.txt", SIGNS.encode(), SIGNS),
    ("crlf.txt", FURNITURE.replace("\n", "\r\n").encode(), FURNITURE),
    ("cr.txt", FURNITURE.replace("\n", "\r").encode(), FURNITURE),
    ("bom.txt", codecs.BOM_UTF8 + SIGNS.encode(), SIGNS),
    ("utf16le.txt", codecs.BOM_UTF16_LE + SIGNS.encode("utf-16-le"), SIGNS),
    ("utf16be.txt", codecs.BOM_UTF16_BE + SIGNS.encode("utf-16-be"), SIGNS),
    ("windows.txt", CURLY.encode("cp1252"), CURLY),
    ("long.txt", ("word " * 3000).encode(), "word " * 3000),
]
