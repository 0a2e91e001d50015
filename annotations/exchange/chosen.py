"""Which annotations an export takes."""

from annotations import filters
from annotations.models import Annotation
from annotations.positions.marks import counted_marks


def chosen(project, selection=None, **only):
    """(queryset or None for all that stand, whether layers that do not count go along).

    Args:
        selection: take the marks that a comparison counts under it.
        only: filters as of ``annotations.filters``, where there is no selection; empty
            ones count as none.

    Raises:
        ValidationError: an unknown filter value.
    """
    if selection is not None:
        marks = Annotation.objects.of_project(project)
        rows = marks.filter(pk__in=counted_marks(selection))
        return rows, bool(selection.coders)
    only = {name: value for name, value in only.items() if value}
    if not only:
        return None, False
    return filters.annotations(project, **only), "coder" in only
