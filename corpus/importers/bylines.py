"""Names as pages and files sign them -> names as bibliographies write them.

A guess, to be looked at: "By Ann Reed and Tom Birch" becomes "Reed, Ann" and "Birch,
Tom"; what looks like no person's name stays as it is.
"""

import re

SPACES = re.compile(r"\s+")
BY = re.compile(r"^(?:written\s+by|posted\s+by|by|von|par|por|автор(?:ы)?:?)\s+", re.I)
#: "Reed and Birch", "Reed & Birch", "Reed; Birch"; a comma parts names only when each
#: side has a given name of its own.
AND = re.compile(r"\s+(?:and|und|et|y|и|та|і)\s+|\s*[;&|]\s*", re.I)
#: Small words that belong to a family name.
PARTICLES = {
    *("van", "von", "der", "den", "de", "del", "della", "di", "da", "dos", "du"),
    *("la", "le", "el", "al", "bin", "ibn", "ben", "ter", "ten", "zu", "zur", "af"),
}
SUFFIX = re.compile(r"^(?:jr|sr|ii|iii|iv)\.?$", re.I)
TITLES = re.compile(r"^(?:(?:dr|prof|professor|mr|mrs|ms|sir|judge)\.?\s+)+", re.I)
#: A name that holds one of these is no person's.
OF_GROUPS = re.compile(
    r"\b(?:university|institute|institut|college|school|centre|center|council|committee"
    r"|ministry|department|office|agency|association|society|union|network|group|team"
    r"|staff|editors?|editorial|desk|press|news|times|post|journal|review|observer"
    r"|gazette|herald|magazine|blog|radio|foundation|organi[sz]ation|court|commission"
    r"|nations|forum|project|research|global|international|the|of|for|admin)\b",
    re.I,
)
#: What programs put where an author's name should stand.
NOBODY = {
    *("admin", "administrator", "user", "author", "unknown", "anonymous", "root"),
    *("microsoft office user", "windows user", "python-docx", "guest", "editor"),
}
WORD = re.compile(r"[^\W\d_][\w.'’ʼ-]*$")
MOST_WORDS = 6


def split(byline: str) -> list[str]:
    """The names in a byline, each as ``family_first`` gives it."""
    line = BY.sub("", SPACES.sub(" ", byline).strip())
    names: list[str] = []
    for part in AND.split(line):
        pieces = [piece.strip() for piece in part.split(",") if piece.strip()]
        if len(pieces) > 1 and all(" " in piece for piece in pieces):
            names += map(family_first, pieces)
        else:
            names.append(family_first(", ".join(pieces)))
    return [name for name in dict.fromkeys(names) if name]


def family_first(name: str) -> str:
    """ "Ann van Reed" as "van Reed, Ann"; "" for a placeholder of a program."""
    name = SPACES.sub(" ", name).strip(" ,")
    if name.lower() in NOBODY:
        return ""
    if "," in name:
        return name
    words = TITLES.sub("", name).split()
    if not looks_like_person(words):
        return name
    suffix = [words.pop()] if len(words) > 2 and SUFFIX.match(words[-1]) else []
    first = len(words) - 1
    while first > 1 and words[first - 1].lower() in PARTICLES:
        first -= 1
    return f"{' '.join(words[first:])}, {' '.join(words[:first] + suffix)}"


def looks_like_person(words: list[str]) -> bool:
    if not 2 <= len(words) <= MOST_WORDS or OF_GROUPS.search(" ".join(words)):
        return False
    return all(
        WORD.match(word) and (word[0].isupper() or word.lower() in PARTICLES)
        for word in words
    )
