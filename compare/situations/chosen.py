"""Which situations stand side by side."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError

from annotations.positions.selection import NONE
from corpus.models import Situation

MOST = 6
NO_SITUATION = "No situation"


@dataclass
class Column:
    #: The situation's id, None for marks that name none.
    pk: int | None
    code: str
    title: str = ""

    @property
    def key(self):
        """As positions along situations tell it."""
        return str(self.pk or "")


@dataclass
class Choice:
    columns: list[Column]
    #: [(value of the address, words, whether it is chosen)]
    offered: list[tuple[str, str, bool]]
    #: Whether somebody chose them.
    asked: bool


def chosen(project, sent, counted) -> Choice:
    """Those that an address names, else those of which most is counted: one query.

    Args:
        sent: codes, or NONE for what names no situation.
        counted: {key of a column: number}

    Raises:
        ValidationError
    """
    rows = {row.code: row for row in Situation.objects.of_project(project).for_list()}
    codes = list(dict.fromkeys(code for code in sent if code))
    asked = bool(codes)
    for code in codes:
        if code not in rows and code != NONE:
            raise ValidationError(
                f"There is no situation “{code[:60]}”. Choose some of the project’s."
            )
    if len(codes) > MOST:
        raise ValidationError(
            f"{len(codes)} situations are too many to stand side by side: choose"
            f" {MOST} or fewer."
        )
    if not asked:
        used = [code for code, row in rows.items() if counted.get(str(row.pk))]
        used.sort(key=lambda code: (-counted[str(rows[code].pk)], code))
        codes = used[:MOST]
    columns = [
        Column(rows[code].pk, code, rows[code].title)
        if code != NONE
        else Column(None, NO_SITUATION)
        for code in codes
    ]
    offered = [
        (code, f"{code} {row.title}".strip(), code in codes)
        for code, row in rows.items()
    ]
    return Choice(columns, [*offered, (NONE, NO_SITUATION, NONE in codes)], asked)
