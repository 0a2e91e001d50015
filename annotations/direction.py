"""Which way a language is written."""

#: BCP 47 primary tags of languages that are written from right to left.
RIGHT_TO_LEFT = frozenset(
    ("ar", "arc", "ckb", "dv", "fa", "he", "iw", "khw", "ks", "nqo", "ps", "pnb")
    + ("sd", "syr", "ug", "ur", "yi")
)


def direction_of(language):
    """ "rtl", "ltr", or "auto" where the language is not known.

    Args:
        language: a BCP 47 tag; a script in it counts before the language itself.
    """
    if not language:
        return "auto"
    primary, *others = language.lower().split("-")
    if {"arab", "hebr", "thaa", "syrc", "nkoo"} & set(others):
        return "rtl"
    if {"latn", "cyrl"} & set(others):
        return "ltr"
    return "rtl" if primary in RIGHT_TO_LEFT else "ltr"
