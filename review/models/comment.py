"""Comments on marks, passages, texts and doctrines, and what waits in an inbox."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from annotations.models import Annotation, Assignment, Doctrine, sight
from corpus.models import Document, Membership, OwnedQuerySet, Project
from formats import words


class CommentQuerySet(OwnedQuerySet):
    def visible_to(self, user):
        """Those of the user's projects that blind coding does not hide from them.

        Hidden are those on hidden marks, and on a text that the user codes blind also
        what other coders say of it: it would tell how they read it.
        """
        rows = super().visible_to(user)
        if user.commands:
            return rows
        coders = Membership.objects.filter(project=OuterRef("project"), role="coder")
        open_to_them = (
            ~sight.hidden(user, text="document")
            | Q(by=user)
            | ~Exists(coders.filter(user=OuterRef("by")))
            & ~Exists(coders.filter(user=OuterRef("thread__by")).exclude(user=user))
        )
        marks = Annotation.objects.visible_to(user).filter(pk=OuterRef("annotation"))
        return rows.filter(
            Q(doctrine__isnull=False)
            | Q(Exists(marks))
            | Q(document__isnull=False) & open_to_them
        )

    def of_project(self, project):
        """Those that the project's reader may see; all, where it has none."""
        rows = super().of_project(project)
        if project.reader is None or project.coding == "open":
            return rows
        return rows & self.visible_to(project.reader)

    def standing(self):
        """Those that nobody deleted."""
        return self.filter(deleted=None)

    def threads(self):
        """The comments that began a thread in which anything still stands."""
        answers = Comment.objects.filter(thread=OuterRef("pk"), deleted=None)
        return self.filter(Q(deleted=None) | Exists(answers), thread=None)

    def unresolved(self):
        return self.threads().filter(resolved=None)

    def for_list(self):
        """With who wrote them and what they are about."""
        return self.select_related(
            *("by", "resolved_by", "doctrine", "document"),
            *("annotation__document", "annotation__doctrine"),
        )


class NoticeQuerySet(OwnedQuerySet):
    def of_reader(self, project):
        """The inbox of the project's reader, without what blind coding hides."""
        rows = self.of_project(project).filter(user=project.reader)
        comments = Comment.objects.of_project(project).standing()
        marks = Annotation.objects.of_project(project)
        return rows.filter(
            Q(comment=None) | Q(Exists(comments.filter(pk=OuterRef("comment")))),
            Q(annotation=None) | Q(Exists(marks.filter(pk=OuterRef("annotation")))),
        )

    def unread(self):
        return self.filter(read=None)

    def for_list(self):
        """Newest first, with all that a line tells."""
        return self.select_related(
            *("by", "comment__annotation__doctrine", "comment__doctrine"),
            *("comment__document", "annotation__document", "annotation__doctrine"),
            "assignment__document",
        ).order_by("-created", "-pk")


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

    objects = CommentQuerySet.as_manager()

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

    objects = NoticeQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["user", "read", "-created"], name="notice_of_user"),
        ]

    def __str__(self):
        return f"{self.kind} for {self.user}"
