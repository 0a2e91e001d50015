"""Annotations: who claims what about which rule, in which passage."""

import re

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Func, Q
from django.utils import timezone
from taggit.managers import TaggableManager

from annotations.models import sight
from annotations.models.authority import Provision
from annotations.models.codebook import Doctrine
from annotations.models.release import CodebookRelease
from annotations.models.tag import TaggedAnnotation
from corpus.models import (
    Actor,
    Authorship,
    Document,
    OwnedQuerySet,
    Project,
    Situation,
)
from formats import words

#: More words than these narrow nothing, and each costs a look at every passage.
MOST_WORDS = 12
IDENTITY = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


def stance_place(stance):
    """SQL of a stance's place among STANCES, from 1, given SQL of its word.

    The index annotation_position holds it: numbers are compared faster than words.
    """
    places = ",".join(f"'{word}'" for word in words.STANCES)
    return f"array_position(ARRAY[{places}]::text[], {stance}::text)"


class AnnotationQuerySet(OwnedQuerySet):
    def visible_to(self, user):
        """Those of the user's projects that blind coding does not hide from them."""
        rows = super().visible_to(user)
        if user.commands:
            return rows
        return rows.filter(
            Q(coder=user) | ~sight.hidden(user, text="document", project="project")
        )

    def of_project(self, project):
        """Those that the project's reader may see; all, where it has none."""
        return super().of_project(project).filter(sight.of(project).condition())

    def standing(self):
        """Annotations that were not deleted, of texts that were not withdrawn."""
        return self.filter(deleted=None, document__withdrawn=None)

    def for_reading(self):
        """In the order of the text, outer spans first, with what a note says."""
        return self.select_related(
            "doctrine", "actor", "situation", "coder", "provision__instrument"
        ).order_by("start", "-end", "pk")

    def in_voice(self, voice):
        """Claims in the author's own voice ("own"), or attributed to somebody."""
        return self.filter(actor__isnull=voice == "own")

    def with_status(self, status):
        """Those of one of words.STATUSES; "not-rejected" is all but rejected."""
        if status == "not-rejected":
            return self.exclude(status="rejected")
        return self.filter(status=status)

    def about(self, situation):
        """Claims about a situation's code, "none", or "text" for that of each text."""
        if situation == "none":
            return self.filter(situation=None)
        if situation == "text":
            return self.filter(
                Q(situation=F("document__situation"))
                | Q(situation=None, document__situation=None)
            )
        return self.filter(situation__code=situation)

    def saying(self, words):
        """Those whose passage, doctrine or text's title say each of some words.

        An annotation's id among them, as in a link to it, finds that one alone.
        """
        if identity := IDENTITY.search(words):
            return self.filter(uuid=identity[0])
        rows = self
        for word in words.replace("\x00", "").split()[:MOST_WORDS]:
            rows = rows.filter(
                Q(quote__icontains=word)
                | Q(doctrine__name__icontains=word)
                | Q(document__title__icontains=word)
            )
        return rows

    def held_by(self, actor):
        """Claims attributed to an actor, or made in a text that they wrote."""
        wrote = Authorship.objects.filter(actor=actor, role="author")
        return self.filter(
            Q(actor=actor) | Q(actor=None, document__in=wrote.values("document"))
        )


def _reference(model, **options):
    """A foreign key whose constraint, with the project in it, a migration writes.

    That of the project itself has none: the row's other keys hold the project too.
    """
    return models.ForeignKey(
        model,
        on_delete=models.PROTECT,
        db_constraint=False,
        db_index=False,
        **options,
    )


def _choice(choices):
    longest = max(map(len, choices))
    return models.CharField(max_length=longest, choices=choices, blank=True)


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
    context_field=pghistory.ContextJSONField(),
    append_only=True,
    exclude=["body_hash"],
)
class Annotation(models.Model):
    uuid = models.UUIDField(unique=True)
    project = _reference(Project)
    document = _reference(Document)
    doctrine = _reference(Doctrine)
    #: Half-open range in Unicode code points of the document's text.
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    #: The words in that range; triggers refuse any others (I2).
    quote = models.TextField()
    stance = models.CharField(max_length=8, choices=words.STANCES)
    #: Whose position it is; None is the text's own voice.
    actor = _reference(Actor, null=True, blank=True)
    #: Through whom the claim of another reached the text, nearest first.
    via = models.ManyToManyField(Actor, through="Via", related_name="+")
    #: How the text takes the claim of another.
    attitude = _choice(words.ATTITUDES)
    #: The case the claim is about, set when made; None is none.
    situation = _reference(Situation, null=True, blank=True)
    ground = _choice(words.GROUNDS)
    role = _choice(words.ROLES)
    explicitness = _choice(words.EXPLICITNESS)
    confidence = _choice(words.CONFIDENCES)
    #: The authority relied on, in its version.
    provision = _reference(Provision, null=True, blank=True)
    #: "superseded" when the author relies on a wording that another had replaced.
    reliance = models.CharField(
        max_length=10, choices=words.RELIANCES, blank=True, db_default=""
    )
    #: The codebook's release that it was made under; None before the first.
    release = _reference(CodebookRelease, null=True, blank=True)
    note = models.TextField(blank=True)
    status = models.CharField(max_length=10, choices=words.STATUSES, default="proposed")
    #: Why it was accepted or rejected, or what is to be discussed.
    reason = models.TextField(blank=True)
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
    #: The document's revision at this row's last change.
    revision = models.PositiveBigIntegerField()
    #: SHA-256 of the first body, in hexadecimal, to know a retry.
    body_hash = models.CharField(max_length=64, blank=True)

    tags = TaggableManager(through=TaggedAnnotation, blank=True)

    objects = AnnotationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project", "id"], name="annotation_in_project"
            ),
            models.CheckConstraint(
                condition=Q(start__lt=F("end")),
                name="annotation_start_before_end",
                violation_error_message="Select at least one character.",
            ),
            models.CheckConstraint(
                condition=Q(quote__length=F("end") - F("start")),
                name="annotation_quote_length",
                violation_error_message="The quote is not as long as its range.",
            ),
            *[
                models.CheckConstraint(
                    condition=Q(**{f"{field}__in": [*values, *blank]}),
                    name=f"annotation_{field}",
                    violation_error_message=f"“{field}” has no such value.",
                )
                for field, values, blank in (
                    ("stance", words.STANCES, []),
                    ("status", words.STATUSES, []),
                    ("attitude", words.ATTITUDES, [""]),
                    ("ground", words.GROUNDS, [""]),
                    ("role", words.ROLES, [""]),
                    ("explicitness", words.EXPLICITNESS, [""]),
                    ("confidence", words.CONFIDENCES, [""]),
                    ("reliance", words.RELIANCES, [""]),
                )
            ],
        ]
        indexes = [
            models.Index(fields=["document", "start", "end"], name="annotation_span"),
            models.Index(fields=["document", "revision"], name="annotation_revision"),
            models.Index(
                fields=["project", "doctrine", "document", "start", "id"],
                name="annotation_doctrine",
            ),
            models.Index(
                fields=["project", "actor", "document", "start", "id"],
                name="annotation_of_holder",
                include=["status"],
                condition=Q(actor__isnull=False, deleted=None),
            ),
            models.Index(
                fields=["project", "situation", "document", "start", "id"],
                name="annotation_situation",
                include=["status"],
                condition=Q(situation__isnull=False, deleted=None),
            ),
            models.Index(
                fields=["project", "provision", "document", "start", "id"],
                name="annotation_of_provision",
                condition=Q(provision__isnull=False, deleted=None),
            ),
            # what positions count, in the order that brings equal marks together
            models.Index(
                *("project", "document", "doctrine", "situation", "actor"),
                Func(
                    F("stance"),
                    template=stance_place("%(expressions)s"),
                    output_field=models.IntegerField(),
                ),
                # a provision comes last, for where it tells passages apart, too
                *("start", "end", "provision"),
                name="annotation_position",
                # else the index alone would not do for its place, or for a ground
                include=["stance", "ground"],
                condition=Q(deleted=None) & ~Q(status="rejected"),
            ),
        ]

    def __str__(self):
        return f"{self.document_id} [{self.start}, {self.end})"


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.DeleteEvent(),
    context_field=pghistory.ContextJSONField(),
    append_only=True,
    # the history of one annotation is read by it
    meta={
        "indexes": [models.Index(fields=["annotation"], name="via_history")],
    },
)
class Via(models.Model):
    project = _reference(Project)
    annotation = models.ForeignKey(
        Annotation,
        on_delete=models.CASCADE,
        related_name="chain",
        db_constraint=False,
        db_index=False,
    )
    actor = models.ForeignKey(
        Actor,
        on_delete=models.PROTECT,
        related_name="+",
        db_constraint=False,
        db_index=False,
    )
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(
                fields=["annotation", "order"], name="one_via_a_place"
            ),
        ]
        indexes = [
            models.Index(fields=["project", "actor", "annotation"], name="via_actor"),
        ]

    def __str__(self):
        return f"via {self.actor}"


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.DeleteEvent(),
    context_field=pghistory.ContextJSONField(),
    append_only=True,
    # the history of one annotation is read by it
    meta={
        "indexes": [models.Index(fields=["annotation"], name="comparator_history")],
    },
)
class Comparator(models.Model):
    project = _reference(Project)
    annotation = models.ForeignKey(
        Annotation,
        on_delete=models.CASCADE,
        related_name="comparators",
        db_constraint=False,
        db_index=False,
    )
    situation = models.ForeignKey(
        Situation,
        on_delete=models.PROTECT,
        related_name="+",
        db_constraint=False,
        db_index=False,
    )
    relation = models.CharField(max_length=6, choices=words.COMPARISONS)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["annotation", "situation"], name="one_comparator_a_situation"
            ),
        ]
        indexes = [
            models.Index(
                fields=["project", "situation", "relation", "annotation"],
                name="comparator_situation",
            ),
        ]

    def __str__(self):
        return f"{self.relation} {self.situation}"
