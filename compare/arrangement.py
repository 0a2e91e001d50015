"""How the table is arranged, as its address says it."""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError

#: How rows are sorted: word of the address -> words of the page. A column's word is
#: "column:" and its key. A minus turns it round.
SORTS = {
    "name": "Name",
    "passages": "Number",
    "effect": "Effect",
    "likeness": "Likeness: camps together",
}
OF_COLUMN = "column:"
#: How columns are sorted.
ACROSS = {"codebook": "Their own order", "name": "Name", "passages": "Number"}
#: Names of the address that arrange, and nothing more; none of them changes a number.
NAMES = ("sort", "across", "pin", "move", "top", "place")
#: Of each that may be said several times.
MOST = 300


@dataclass
class Arrangement:
    sort: str = "name"
    #: Whether the rows' sort is turned round.
    turned: bool = False
    across: str = "codebook"
    #: Keys of columns that stand first, and {key: place} of others among their like.
    pin: list[str] = field(default_factory=list)
    move: dict[str, int] = field(default_factory=dict)
    #: The same of rows.
    top: list[str] = field(default_factory=list)
    place: dict[str, int] = field(default_factory=dict)

    @property
    def column(self):
        """The key of the column by which the rows are sorted, or None."""
        found = self.sort.removeprefix(OF_COLUMN)
        return None if found == self.sort else found


def arrangement(sent):
    """What an address says.

    Args:
        sent: its query.

    Raises:
        ValidationError: a word that nobody knows.
    """
    sort = sent.get("sort") or "name"
    found = Arrangement(
        sort=sort.removeprefix("-"),
        turned=sort.startswith("-"),
        across=sent.get("across") or "codebook",
        pin=_several(sent, "pin"),
        move=dict(_place(word) for word in _several(sent, "move")),
        top=_several(sent, "top"),
        place=dict(_place(word) for word in _several(sent, "place")),
    )
    if found.sort not in SORTS and found.column is None:
        raise ValidationError(
            f"“{found.sort}” sorts no rows: {', '.join(SORTS)} or a column."
        )
    if found.across not in ACROSS:
        raise ValidationError(
            f"“{found.across}” sorts no columns: {', '.join(ACROSS)}."
        )
    return found


def shift(sent):
    """(“pin”, “move”, “top” or “place”, key, place) of a step that was asked for."""
    words = sent.get("shift", "")
    name, _, rest = words.partition(":")
    if name not in ("pin", "move", "top", "place"):
        raise ValidationError(f"“{words[:60]}” moves nothing.")
    return name, *_place(rest)


def _several(sent, name):
    words = list(dict.fromkeys(word for word in sent.getlist(name) if word))
    if len(words) > MOST:
        raise ValidationError(f"The address moves or pins more than {MOST}: take less.")
    return words


def _place(words):
    """ "ibi.consent:3" as ("ibi.consent", 3)."""
    key, _, place = words.rpartition(":")
    if not (key and place.isascii() and place.isdigit() and len(place) < 7):
        raise ValidationError(f"“{words[:60]}” names no place: write “name:3”.")
    return key, int(place)
