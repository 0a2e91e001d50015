"""How many marks there are of each name, of those that a reader sees."""

from django.db.models import Count

from annotations.models import Annotation, Tally, sight

#: Kind of a tally -> the field of a mark that it counts.
FIELDS = {"situation": "situation", "holder": "actor"}


def counts(project, kind):
    """{id: how many marks that were not rejected}: one query.

    Args:
        kind: "situation" or "holder".
    """
    if not sight.of(project).texts:
        return Tally.objects.counts(project, kind)
    field = FIELDS[kind]
    marks = Annotation.objects.of_project(project).filter(deleted=None)
    rows = marks.with_status("not-rejected").exclude(**{field: None}).order_by()
    return dict(rows.values_list(field).annotate(n=Count("pk")))
