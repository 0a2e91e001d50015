"""Which marks a table of positions counts."""

from dataclasses import dataclass
from typing import Any

#: A situation filter's words besides a code.
ALL = "all"
NONE = "none"


@dataclass(frozen=True)
class Filters:
    """As the form cleaned them; ids are of the project's own rows.

    ``by`` is document or actor. ``voice`` is own, attributed or all. ``situation`` is
    empty for that of each text, ALL, NONE or a code, whose id is ``situation_pk``.
    ``statuses`` is empty for all but rejected. ``coders`` and ``doctrine`` are empty
    for all of them; ``branch`` has the ids of the doctrine and all below it.
    """

    project: Any
    by: str = "actor"
    voice: str = "own"
    situation: str = ""
    situation_pk: int | None = None
    statuses: tuple[str, ...] = ()
    #: E-mail addresses, and the ids in the same order.
    coders: tuple[str, ...] = ()
    coder_pks: tuple[int, ...] = ()
    doctrine: str = ""
    branch: tuple[int, ...] = ()
    #: Ids of the only actors whose positions are wanted, and of the texts that they
    #: wrote; None is everybody's.
    holder_pks: tuple[int, ...] | None = None
    texts: tuple[int, ...] = ()

    def said(self):
        """As a client would send them; None is the default."""
        return {
            "voice": self.voice,
            "situation": self.situation or None,
            "status": list(self.statuses) or None,
            "coder": list(self.coders) or None,
            "doctrine": self.doctrine or None,
        }
