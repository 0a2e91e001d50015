"""What a comparison counts: one object for tables, pictures, networks and exports."""

from dataclasses import dataclass
from typing import Any

#: A situation filter's words besides a code.
ALL = "all"
NONE = "none"

#: Whose positions the rows are: word of the address -> heading of a row.
ROWS = {
    "actor": "Holder",
    "author": "Author",
    "speaker": "Speaker quoted",
    "kind": "Kind of actor",
    "document": "Text",
    "genre": "Genre",
}
#: What a column is.
COLUMNS = {
    "doctrine": "Doctrine",
    "provision": "Provision",
    "situation": "Situation",
    "ground": "Ground",
}
#: What is counted once.
UNITS = {"passage": "Passages", "document": "Texts", "holder": "Holders"}


@dataclass(frozen=True)
class Selection:
    """As the form cleaned it; ids are of the project's own rows.

    ``by`` is one of ROWS, ``columns`` of COLUMNS, ``unit`` of UNITS. ``voice`` is own,
    attributed or all. ``situation`` is empty for that of each text, ALL, NONE or a
    code, whose id is ``situation_pk``. ``statuses`` is empty for all but rejected.
    ``coders`` and ``doctrine`` are empty for all of them; ``branch`` has the ids of the
    doctrine and all below it.
    """

    project: Any
    by: str = "actor"
    columns: str = "doctrine"
    unit: str = "passage"
    voice: str = "own"
    situation: str = ""
    situation_pk: int | None = None
    statuses: tuple[str, ...] = ()
    #: E-mail addresses, and the ids in the same order.
    coders: tuple[str, ...] = ()
    coder_pks: tuple[int, ...] = ()
    doctrine: str = ""
    branch: tuple[int, ...] = ()
    #: Only texts that may be of these days or the days between: dates as they were
    #: sent, and the first and last day as a number YYYYMMDD.
    since: str = ""
    until: str = ""
    first_day: int | None = None
    last_day: int | None = None
    #: Ids of the only actors whose positions are wanted, and of the texts that they
    #: wrote; None is everybody's.
    holder_pks: tuple[int, ...] | None = None
    texts: tuple[int, ...] = ()

    def said(self):
        """As a client would send it, without rows; None is the default."""
        return {
            "voice": self.voice,
            "situation": self.situation or None,
            "status": list(self.statuses) or None,
            "coder": list(self.coders) or None,
            "doctrine": self.doctrine or None,
            **self.beyond(),
        }

    def beyond(self):
        """What the first version of the contract does not know, where it is not usual.

        Returns:
            {name: word} of columns, unit, since and until.
        """
        usual = {"columns": "doctrine", "unit": "passage", "since": "", "until": ""}
        sent = {name: getattr(self, name) for name in usual}
        return {name: word for name, word in sent.items() if word != usual[name]}
