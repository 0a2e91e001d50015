"""Editions: which text is a version, a translation or a reprint of which."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from corpus.models.document import Document
from corpus.models.project import OwnedQuerySet, Project
from formats import words


class EditionQuerySet(OwnedQuerySet):
    def for_list(self):
        return self.select_related("document", "of", "added_by").order_by("pk")


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
    context_field=pghistory.ContextJSONField(),
    append_only=True,
)
class Edition(models.Model):
    """One text as a version of another; texts that hang together are one work."""

    # the keys of both texts hold the project too
    project = models.ForeignKey(
        Project, on_delete=models.PROTECT, db_constraint=False, db_index=False
    )
    #: The later text, the translation or the reprint.
    document = models.OneToOneField(
        Document,
        on_delete=models.PROTECT,
        related_name="edition",
        db_constraint=False,
    )
    #: The text that it is a version of.
    of = models.ForeignKey(
        Document,
        on_delete=models.PROTECT,
        related_name="editions",
        db_constraint=False,
    )
    kind = models.CharField(max_length=11, choices=words.EDITIONS, default="edition")
    #: Stretches that correspond: [start and end in ``of``, start and end in
    #: ``document``], in code points. Of a translation its paragraphs, in the order of
    #: the text, an empty range where one has no counterpart; else equal words.
    pairs = models.JSONField(default=list, blank=True)
    #: Raised by one with each change of the row: the lock (I5).
    version = models.PositiveIntegerField(default=1)
    created = models.DateTimeField(default=timezone.now)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )

    objects = EditionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(document=F("of")),
                name="edition_of_another",
                violation_error_message="A text is no edition of itself.",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[*words.EDITIONS]),
                name="edition_kind",
                violation_error_message="“kind” has no such value.",
            ),
        ]
        indexes = [models.Index(fields=["project"], name="edition_project")]

    def __str__(self):
        return f"{self.get_kind_display()} of {self.of}"
