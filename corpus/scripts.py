"""Which script a name is written in, as Unicode knows it."""

import unicodedata

SCRIPTS = [
    *("Latin", "Cyrillic", "Greek", "Arabic", "Hebrew", "Armenian", "Georgian"),
    *("Devanagari", "Thai", "Hangul", "Hiragana", "Katakana"),
]


def script_of(name: str) -> str:
    """The script of a name's first letter in English, or "" where there is none."""
    for sign in name:
        if sign.isalpha():
            known = unicodedata.name(sign, "").title()
            if known.startswith("Cjk"):
                return "Chinese characters"
            return next(filter(known.startswith, SCRIPTS), "")
    return ""
