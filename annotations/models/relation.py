"""Relations: how one argument bears on another, within a text or between two."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from annotations.models import sight
from annotations.models.annotation import Annotation
from corpus.models import OwnedQuerySet, Project
from formats import words


class RelationQuerySet(OwnedQuerySet):
    def visible_to(self, user):
        """Those whose two annotations the user may see."""
        rows = super().visible_to(user)
        if user.commands:
            return rows
        for end in ("source", "target"):
            rows = rows.filter(
                Q(**{f"{end}__coder": user})
                | ~sight.hidden(user, text=f"{end}__document", project="project")
            )
        return rows

    def of_project(self, project):
        """Those whose two annotations the project's reader may see."""
        seen = sight.of(project)
        rows = super().of_project(project)
        return rows.filter(seen.condition("source__"), seen.condition("target__"))

    def standing(self):
        """Relations that were not deleted, nor one of their annotations or texts."""
        return self.filter(
            deleted=None,
            source__deleted=None,
            target__deleted=None,
            source__document__withdrawn=None,
            target__document__withdrawn=None,
        )

    def of_document(self, document):
        """Those with an end in a text."""
        return self.filter(Q(source__document=document) | Q(target__document=document))

    def of_annotation(self, annotation):
        """Those that leave an annotation or come to it."""
        return self.filter(Q(source=annotation) | Q(target=annotation))


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
    context_field=pghistory.ContextJSONField(),
    append_only=True,
    exclude=["body_hash"],
    # the history of an annotation tells its relations
    meta={
        "indexes": [
            models.Index(fields=["source"], name="relation_history_source"),
            models.Index(fields=["target"], name="relation_history_target"),
        ],
    },
)
class Relation(models.Model):
    uuid = models.UUIDField(unique=True)
    # the keys of source and target hold the project too
    project = models.ForeignKey(
        Project, on_delete=models.PROTECT, db_constraint=False, db_index=False
    )
    #: The annotation that supports, rebuts, …
    source = models.ForeignKey(
        Annotation,
        on_delete=models.PROTECT,
        related_name="outgoing",
        db_constraint=False,
        db_index=False,
    )
    #: The annotation that is supported, rebutted, …; it may be in another text.
    target = models.ForeignKey(
        Annotation,
        on_delete=models.PROTECT,
        related_name="incoming",
        db_constraint=False,
        db_index=False,
    )
    kind = models.CharField(max_length=13, choices=words.RELATIONS)
    note = models.CharField(max_length=1000, blank=True)
    #: Raised by one with each change of the row: the lock (I5).
    version = models.PositiveIntegerField(default=1)
    coder = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    created = models.DateTimeField(default=timezone.now)
    changed = models.DateTimeField(default=timezone.now)
    deleted = models.DateTimeField(null=True, blank=True)
    #: SHA-256 of the first body, in hexadecimal, to know a retry.
    body_hash = models.CharField(max_length=64, blank=True)

    objects = RelationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(source=F("target")),
                name="relation_of_two",
                violation_error_message="A relation joins two different annotations.",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[*words.RELATIONS]),
                name="relation_kind",
                violation_error_message="“kind” has no such value.",
            ),
            models.UniqueConstraint(
                fields=["source", "target", "kind", "coder"],
                condition=Q(deleted=None),
                name="one_relation_a_coder",
                violation_error_message=(
                    "These two annotations are joined in this way already."
                ),
            ),
        ]
        indexes = [
            models.Index(fields=["source"], name="relation_source"),
            models.Index(fields=["target"], name="relation_target"),
            models.Index(fields=["project", "id"], name="relation_project"),
        ]

    def __str__(self):
        return f"{self.source_id} {self.kind} {self.target_id}"
