"""Comments on marks, passages, texts and doctrines, and what waits in an inbox."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from annotations.models import Annotation, Assignment, Doctrine
from corpus.models import Document, OwnedQuerySet, Project
from formats import words


def _person(**options):
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", **options
    )


def _owned(model, **options):
    """A key that a migration binds to the project; empty for what it is not about."""
    return models.ForeignKey(
        model,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        db_constraint=False,
        **options,
    )


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
    context_field=pghistory.ContextJSONField(),
    append_only=True,
)
class Comment(models.Model):
    """About one thing: a mark, a doctrine, a text, or a passage of a text."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, db_index=False)
    annotation = _owned(Annotation, related_name="comments")
    doctrine = _owned(Doctrine, related_name="comments")
    document = _owned(Document, related_name="comments")
    #: The passage of the text, half-open, in code points; None for the whole.
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    #: The comment that began the thread; None for that one itself.
    thread = _owned("self", related_name="answers")
    text = models.TextField(error_messages={"blank": "Write what you want to say."})
    by = _person(db_index=False)
    created = models.DateTimeField(default=timezone.now)
    changed = models.DateTimeField(default=timezone.now)
    deleted = models.DateTimeField(null=True, blank=True)
    #: Of the comment that began a thread.
    resolved = models.DateTimeField(null=True, blank=True)
    resolved_by = _person(null=True, blank=True, db_index=False)
    #: Raised by one with each change of the row: the lock (I5).
    version = models.PositiveIntegerField(default=1)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project", "id"], name="comment_in_project"
            ),
            models.CheckConstraint(
                condition=Q(annotation__isnull=False, doctrine=None, document=None)
                | Q(annotation=None, doctrine__isnull=False, document=None)
                | Q(annotation=None, doctrine=None, document__isnull=False),
                name="comment_about_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(start=None, end=None)
                | Q(document__isnull=False, start__lt=F("end")),
                name="comment_passage_of_a_text",
            ),
            models.CheckConstraint(
                condition=~Q(text=""),
                name="comment_says_something",
                violation_error_message="Write what you want to say.",
            ),
        ]

    def __str__(self):
        return self.text[:60]


class Notice(models.Model):
    """An entry of somebody's inbox."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, db_index=False)
    user = _person(db_index=False)
    kind = models.CharField(max_length=8, choices=words.NOTICES)
    comment = _owned(Comment, related_name="+")
    annotation = _owned(Annotation, related_name="+")
    assignment = _owned(Assignment, related_name="+")
    #: Who did it.
    by = _person(db_index=False)
    created = models.DateTimeField(default=timezone.now)
    read = models.DateTimeField(null=True, blank=True)
    #: When it went into a digest.
    mailed = models.DateTimeField(null=True, blank=True)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["user", "read", "-created"], name="notice_of_user"),
        ]

    def __str__(self):
        return f"{self.kind} for {self.user}"
