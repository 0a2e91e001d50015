"""Situations: the cases that claims are about."""

from django.db import models

from corpus.models.actor import Actor
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

    description = models.TextField(blank=True, db_default="")
    #: [{"url", "label"}]: where to read more; the label may be empty.
    links = models.JSONField(default=list, blank=True, db_default=[])
    #: Raised by one with each change that a person makes: the lock (I5).
    version = models.PositiveIntegerField(default=1, db_default=1)

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


class SituationState(models.Model):
    """A State, and what it has to do with a situation."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, db_index=False)
    situation = models.ForeignKey(
        Situation,
        on_delete=models.CASCADE,
        related_name="states",
        db_constraint=False,
        db_index=False,
    )
    actor = models.ForeignKey(
        Actor,
        on_delete=models.PROTECT,
        related_name="situations",
        db_constraint=False,
        db_index=False,
    )
    part = models.CharField(max_length=12, choices=words.INVOLVEMENTS)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["situation", "actor", "part"], name="one_part_a_state"
            ),
            models.CheckConstraint(
                condition=models.Q(part__in=[*words.INVOLVEMENTS]),
                name="situation_state_part",
                violation_error_message="“part” has no such value.",
            ),
        ]
        indexes = [
            models.Index(fields=["project", "actor"], name="situation_state_actor"),
        ]

    def __str__(self):
        return f"{self.actor} · {self.part}"
