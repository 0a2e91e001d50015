"""Which marks a comparison of coders looks at."""

from dataclasses import dataclass
from datetime import date
from typing import Any

#: Situations besides a code; marks about any are compared unless another is asked for.
ALL = "all"


@dataclass(frozen=True)
class Choice:
    """As the form cleaned it; ids are of the project's own rows."""

    project: Any
    #: Who looks: only marks that they may see are compared.
    user: Any
    #: Users; empty for all who marked a text or marked it read.
    coders: tuple[Any, ...] = ()
    #: Ids of texts; empty for all.
    documents: tuple[int, ...] = ()
    #: Slugs, each with all below it; empty for the whole codebook.
    doctrines: tuple[str, ...] = ()
    #: Doctrines deeper than this count as the one above them at this depth; 1 is the
    #: top, None leaves them as they are.
    level: int | None = None
    #: ALL, "text", "none" or a code.
    situation: str = ALL
    #: Empty for all but rejected.
    statuses: tuple[str, ...] = ()
    #: How many code points edges may lie apart and still be the same.
    tolerance: int = 0
    #: Compares what one coder marked before this day with what they marked from it on.
    split: date | None = None

    def said(self):
        """As a client would send it; None is the default."""
        return {
            "coders": [coder.email for coder in self.coders] or None,
            "documents": list(self.documents) or None,
            "doctrine": list(self.doctrines) or None,
            "level": self.level,
            "situation": self.situation,
            "status": list(self.statuses) or None,
            "tolerance": self.tolerance,
            "split": self.split.isoformat() if self.split else None,
        }
