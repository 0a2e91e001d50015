"""The control words of a rich-text file that say what its groups and signs are.

Source: Rich Text Format Specification 1.9.1.
"""

SIGNS = {
    "tab": "\t",
    "line": "\n",
    "lbr": "\n",
    "emdash": "—",
    "endash": "–",
    "emspace": "\u2003",
    "enspace": "\u2002",
    "qmspace": "\u2005",
    "bullet": "•",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "ltrmark": "\u200e",
    "rtlmark": "\u200f",
    "zwj": "\u200d",
    "zwnj": "\u200c",
    "zwbo": "\u200b",
    "zwnbo": "\u2060",
    "~": "\u00a0",
    "_": "\u2011",
    "-": "\u00ad",
    "\\": "\\",
    "{": "{",
    "}": "}",
}
#: Groups that hold no words of the text.
DROPPED = {
    *("colortbl", "listtable", "listoverridetable", "revtbl", "rsidtbl", "generator"),
    *(
        "fldinst",
        "objdata",
        "objclass",
        "objname",
        "nonshppict",
        "shprslt",
        "themedata",
    ),
    *(
        "colorschememapping",
        "datastore",
        "latentstyles",
        "xmlnstbl",
        "filetbl",
        "ftnsep",
    ),
    *("ftnsepc", "ftncn", "aftnsep", "aftnsepc", "aftncn", "bkmkstart", "bkmkend"),
    *("tc", "tcn", "xe", "rxe", "txe", "private", "template", "atnid", "atnref"),
    *("atndate", "atnparent", "atntime", "atrfstart", "atrfend", "falt", "panose"),
    *("info", "shpinst", "docvar", "userprops", "pntxta", "pntxtb", "pnseclvl"),
}
RUNNING = {
    *("header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr"),
    "footerf",
}
NUMBERS = {"listtext", "pntext"}
#: Groups behind \* that are read all the same.
KNOWN = {"footnote", "annotation", "atnauthor", "shppict", "shptxt", "ud"}
#: Groups whose words are a field of the head, or who wrote a comment.
FIELDS = {"title": "title", "author": "author", "atnauthor": "commenter"}
