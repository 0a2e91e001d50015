"""Addresses of Compare as paths, without a query or the URLconf."""

from urllib.parse import quote, urlencode

from formats.words import STATUSES

#: What the address says for the column of marks that name no provision or ground.
NO_KEY = "none"


def passages_path(selection, holder=None, column=None, *, below=True):
    """The passages behind a cell of a comparison, behind a row or behind a column.

    Args:
        holder: {"kind", "id"} of a row, as ``Positions.holders`` has it; None for the
            foot of a table. In the address "actor:7", "kind:state", "genre:".
        column: a doctrine's slug, or the key of a column that is no doctrine, "" for
            marks that name none (in the address NO_KEY); None for all columns.
        below: whether a doctrine stands for all below it, too.
    """
    return passages_paths(selection)(holder, column, below=below)


def passages_paths(selection):
    """``passages_path`` for thousands of cells of one selection."""
    path = f"/projects/{selection.project.slug}/positions/passages/"
    asked = said(selection)
    start = f"{path}?{urlencode(asked)}&" if asked else f"{path}?"

    def found(holder=None, column=None, *, below=True):
        cell = []
        if holder is not None:
            cell.append(f"holder={holder['kind']}:{quote(str(holder['id']))}")
        if column is not None:
            cell.append(f"column={quote(column or NO_KEY)}")
            if not below:
                cell.append("below=no")
        return start + "&".join(cell) if cell else start[:-1]

    return found


def facing_paths(selection, one, other):
    """The passages of two holders facing each other: a function of one doctrine alone.

    Args:
        one, other: holders as an address names them, "actor:7" or "genre:a%20note".
    """
    path = f"/projects/{selection.project.slug}/positions/beside/"
    asked = f"{urlencode(usual)}&" if (usual := said(selection)) else ""

    def found(column=None):
        """Args:
        column: the doctrine's slug; without it all their passages.
        """
        under = f"&column={quote(column)}&below=no" if column else ""
        too = f"&column2={quote(column)}&below2=no" if column else ""
        return f"{path}?{asked}holder={one}{under}&holder2={other}{too}"

    return found


def methods_path(selection):
    """The counting rule of a selection as a paragraph for print."""
    asked = said(selection)
    path = f"/projects/{selection.project.slug}/positions/methods/"
    return f"{path}?{urlencode(asked)}" if asked else path


def said(selection):
    """[(name, value)] of a selection as an address says it; nothing that is usual."""
    usual = {"by": "actor", "columns": "doctrine", "unit": "passage", "voice": "own"}
    usual |= dict.fromkeys(("situation", "doctrine", "since", "until"), "")
    found = [
        (name, value)
        for name in usual
        if (value := getattr(selection, name)) != usual[name]
    ]
    statuses = selection.statuses
    if set(statuses) == set(STATUSES):
        statuses = ("all",)
    found += [("status", status) for status in statuses]
    found += [("coder", email) for email in selection.coders]
    return found
