"""Actors that may be one and the same, and why: by their names alone.

No name is compared with every other. Each name gives a few keys, and only names that
share a key are compared, so the work grows with the number of names.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations
from typing import NamedTuple

#: Names that share one key are compared with so many that came before at most.
MOST_COMPARED = 30
#: Shorter names differ by one letter too easily.
SHORTEST_NEAR = 6

#: Why two actors look alike, the strongest reason first.
REASONS = {
    "alias": "One goes by the name of the other",
    "spelling": "The same name but for accents, signs or script",
    "order": "The same words in another order",
    "near": "One letter apart",
    "initial": "The same family name and initial",
}


class Named(NamedTuple):
    """An actor as it is compared."""

    pk: int
    #: One of formats.words.ACTOR_KINDS.
    kind: str
    name: str
    aliases: tuple[str, ...] = ()


class Pair(NamedTuple):
    """Two actors that look alike, the smaller id first."""

    first: int
    second: int
    #: A key of REASONS.
    reason: str


#: Cyrillic and Greek as Latin letters, and letters that no accent makes.
_LETTERS = str.maketrans(
    {
        **dict(zip("абвгдезийклмнопрстуфэ", "abvgdeziiklmnoprstufe", strict=True)),
        "ж": "zh",
        "х": "h",
        "ц": "ts",
        "ч": "ch",
        "ш": "sh",
        "щ": "sch",
        "ъ": "",
        "ы": "i",
        "ь": "",
        "ю": "iu",
        "я": "ia",
        "ё": "e",
        "є": "e",
        "і": "i",
        "ї": "i",
        "ґ": "g",
        "ў": "u",
        "ј": "i",
        "љ": "li",
        "њ": "ni",
        "ђ": "d",
        "ћ": "c",
        "џ": "dz",
        "ә": "a",
        "ғ": "g",
        "қ": "k",
        "ң": "n",
        "ө": "o",
        "ұ": "u",
        "ү": "u",
        "һ": "h",
        **dict(zip("αβγδεζηικλμνξοπρστυω", "avgdeziiklmnxoprstio", strict=True)),
        "θ": "th",
        "φ": "f",
        "χ": "h",
        "ψ": "ps",
        "ς": "s",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ı": "i",
        "’": "",
        "'": "",
        "ʹ": "",
        "ʼ": "",
        "`": "",
    }
)
#: Latin spellings of one sound, as one.
_SOUNDS = (
    (re.compile("shch"), "sch"),
    (re.compile("kh"), "h"),
    (re.compile("[jy]"), "i"),
    (re.compile("ks"), "x"),
    (re.compile("w"), "v"),
    (re.compile("i(?=[aeou])"), ""),
    (re.compile(r"(.)\1+"), r"\1"),
)
_WORD = re.compile(r"[^\W_]+")


def plain(name: str) -> str:
    """A name in small Latin letters without accents, where its script is known."""
    apart = unicodedata.normalize("NFKD", name.casefold())
    bare = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return bare.translate(_LETTERS)


def sounded(word: str) -> str:
    """A plain word with one letter for each way to spell a sound."""
    for pattern, letter in _SOUNDS:
        word = pattern.sub(letter, word)
    return word


class _Spelt(NamedTuple):
    """A name, read."""

    pk: int
    person: bool
    own: bool
    said: str
    words: tuple[str, ...]
    family: str
    initial: str

    @property
    def together(self):
        return " ".join(self.words)

    @property
    def digits(self):
        return re.sub(r"\D", "", self.together)


def _read(actor: Named, name: str, own: bool) -> _Spelt:
    words = tuple(sounded(word) for word in _WORD.findall(plain(name)))
    family, comma, given = name.partition(",")
    person = actor.kind == "person" and bool(comma and given.strip())
    first = _WORD.findall(plain(given)) if person else []
    return _Spelt(
        pk=actor.pk,
        person=person,
        own=own,
        said=" ".join(name.split()).casefold(),
        words=words,
        family=" ".join(sounded(word) for word in _WORD.findall(plain(family))),
        initial=sounded(first[0][:1]) if first else "",
    )


def find(actors: Iterable[Named]) -> list[Pair]:
    """Pairs that look alike, the strongest reasons first, each pair once."""
    groups: dict[tuple, list[_Spelt]] = defaultdict(list)
    for actor in actors:
        names = [(actor.name, True), *((alias, False) for alias in actor.aliases)]
        for name, own in names:
            spelt = _read(actor, name, own)
            for key in _keys(spelt):
                groups[key].append(spelt)
    found: dict[tuple[int, int], str] = {}
    for group in groups.values():
        for one, other in _few(group):
            reason = _reason(one, other)
            pair = (min(one.pk, other.pk), max(one.pk, other.pk))
            if reason and _rank(reason) < _rank(found.get(pair)):
                found[pair] = reason
    pairs = [Pair(*pair, reason) for pair, reason in found.items()]
    return sorted(pairs, key=lambda pair: (_rank(pair.reason), pair))


def _keys(spelt: _Spelt):
    """What names that may be alike share."""
    yield "said", spelt.said
    if not spelt.words:
        return
    yield "words", tuple(sorted(spelt.words))
    if spelt.person and spelt.initial:
        yield "initial", spelt.family, spelt.initial
    together = spelt.together
    if spelt.own and len(together) >= SHORTEST_NEAR:
        yield "near", together
        # two names that are one letter apart are equal after one is left out
        for place in range(len(together)):
            yield "near", together[:place] + together[place + 1 :]


def _few(group: list[_Spelt]):
    """Pairs of a group: all of a small one, and of a large one only near neighbours."""
    if len(group) <= MOST_COMPARED:
        yield from combinations(group, 2)
        return
    for place, one in enumerate(group):
        for other in group[place + 1 : place + 3]:
            yield one, other


def _reason(one: _Spelt, other: _Spelt) -> str:
    if one.pk == other.pk or one.digits != other.digits:
        return ""
    if one.said == other.said:
        return "alias"
    if one.words == other.words:
        return "spelling"
    if one.words and sorted(one.words) == sorted(other.words):
        return "order"
    if not (one.own and other.own):
        return ""
    if _one_letter_apart(one.together, other.together):
        return "near"
    alike = one.person and other.person and one.family == other.family
    return "initial" if alike and one.initial == other.initial else ""


def _one_letter_apart(one: str, other: str) -> bool:
    """Whether a letter was left out, put in, changed, or two were swapped."""
    short, long = sorted((one, other), key=len)
    if len(short) < SHORTEST_NEAR - 1 or len(long) - len(short) > 1:
        return False
    start = 0
    while start < len(short) and short[start] == long[start]:
        start += 1
    if len(short) < len(long):
        return short[start:] == long[start + 1 :]
    swapped = short[start : start + 2] == long[start : start + 2][::-1]
    return short[start + 1 :] == long[start + 1 :] or (
        swapped and short[start + 2 :] == long[start + 2 :]
    )


def _rank(reason):
    ranks = list(REASONS)
    return ranks.index(reason) if reason else len(ranks)
