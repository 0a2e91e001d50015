"""A change of many heads: seen first, then made, then perhaps taken back."""

from django.conf import settings
from django.db import models
from django.db.models import Func, Value
from django.utils import timezone

from corpus.models import OwnedQuerySet, Project


class HeadsChangeQuerySet(OwnedQuerySet):
    def counted(self):
        """Each with ``number``, how many texts it changes, and without its rows."""
        number = Func(
            "rows", function="jsonb_array_length", output_field=models.IntegerField()
        )
        return self.select_related("by").defer("rows").annotate(number=number)


class HeadsChange(models.Model):
    """What a bulk edit or a table does to the heads of texts."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, db_index=False)
    #: What is done, in words: "Set genre to blog".
    title = models.CharField(max_length=300)
    #: [{"id", "version", "before": {field: value}, "after": {field: value}}], only of
    #: texts and fields that change; values as ``annotations.heads`` has them.
    rows = models.JSONField()
    #: How many texts were looked at; those in ``rows`` change.
    looked_at = models.PositiveIntegerField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    created = models.DateTimeField(default=timezone.now, editable=False)
    #: When it was made, and when it was taken back.
    made = models.DateTimeField(null=True, blank=True)
    undone = models.DateTimeField(null=True, blank=True)

    objects = HeadsChangeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(undone=None) | models.Q(made__isnull=False),
                name="heads_change_made_first",
            ),
        ]
        indexes = [
            models.Index(fields=["project", "-id"], name="heads_change_project"),
        ]

    def __str__(self):
        return self.title

    def part(self, begin, length):
        """Some of the rows, in their order: one query, however many there are."""
        place = Value(f"$[{begin:d} to {begin + length - 1:d}]")
        part = Func(
            "rows",
            place,
            template="jsonb_path_query_array(%(expressions)s::jsonpath)",
            output_field=models.JSONField(),
        )
        changes = HeadsChange.objects.filter(pk=self.pk)
        return changes.values_list(part, flat=True).get()
