"""Situations: the cases that claims are about."""

from django.db import models

from corpus.models.partial_date import has_pattern, partial_date_field
from corpus.models.project import OwnedQuerySet, Project
from formats import words


class SituationQuerySet(OwnedQuerySet):
    def for_list(self):
        return self.order_by("code")


class Situation(models.Model):
    project = models.ForeignKey(Project, on_delete=models.PROTECT, db_index=False)
    #: A short permanent name such as KAZ-2022.
    code = models.CharField(max_length=40)
    title = models.CharField(max_length=200, blank=True)
    #: Partial dates: "2022", "2022-01-05", "2022~" (formats.partial_date).
    begins = partial_date_field()
    ends = partial_date_field()
    kind = models.CharField(
        max_length=12, choices=words.SITUATION_KINDS, default="case"
    )

    objects = SituationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project", "code"],
                name="one_situation_a_code",
                violation_error_message="There is a situation of this code already.",
            ),
            models.UniqueConstraint(
                fields=["project", "id"], name="situation_in_project"
            ),
            models.CheckConstraint(
                condition=~models.Q(code=""),
                name="situation_has_a_code",
                violation_error_message="Give the situation a code.",
            ),
            has_pattern("situation", "begins"),
            has_pattern("situation", "ends"),
        ]

    def __str__(self):
        return self.code
