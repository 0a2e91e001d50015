"""Documents, who wrote them, and their immutable text in blocks."""

import pghistory
from django.conf import settings
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Length, Lower, Now
from django.db.models.lookups import Exact
from django.utils import timezone

from corpus.models.actor import Actor, folded
from corpus.models.partial_date import (
    first_day,
    has_pattern,
    last_day,
    partial_date_field,
    stored_day,
)
from corpus.models.project import OwnedQuerySet, Project
from corpus.models.situation import Situation
from formats import words

models.TextField.register_lookup(Length, "length")


class DocumentQuerySet(OwnedQuerySet):
    def standing(self):
        """Texts that were not withdrawn."""
        return self.filter(withdrawn=None)

    def matching(self, *, q="", situation="", withdrawn=False):
        """Texts that say these words in their head, standing or withdrawn.

        Args:
            q: words that stand in title, publisher, file name or an author's name,
                each of them somewhere; capitals and accents do not matter.
            situation: a code; "" takes all.
        """
        rows = self.filter(withdrawn__isnull=not withdrawn)
        if situation:
            rows = rows.filter(situation__code=situation)
        for word in q.split():
            parts = Authorship.objects.values("document")
            # apart: names are few, and most texts are signed by them
            named = Actor.objects.saying(word)
            signed = parts.exclude(name_as_signed="")
            rows = rows.filter(
                Q(search__contains=folded(Value(word)))
                | Q(pk__in=parts.filter(actor__in=named.values("pk")))
                | Q(pk__in=signed.filter(name_as_signed__icontains=word))
            )
        return rows


class Document(models.Model):
    project = models.ForeignKey(Project, on_delete=models.PROTECT, db_index=False)
    title = models.CharField(max_length=500)
    publisher = models.CharField(max_length=300, blank=True)
    #: A partial date: "2022", "2022-01-07", "2022~" (formats.partial_date).
    issued = partial_date_field()
    #: The first and last day that it may mean, as YYYYMMDD: lists sort and filter.
    issued_first = stored_day(first_day("issued"))
    issued_last = stored_day(last_day("issued"))
    url = models.URLField(max_length=1000, blank=True)
    archive_url = models.URLField(max_length=1000, blank=True)
    #: When the text was taken from its address (a partial date).
    retrieved = partial_date_field()
    #: BCP 47 tags, such as "en".
    language = models.CharField(max_length=35, blank=True)
    original_language = models.CharField(max_length=35, blank=True)
    genre = models.CharField(max_length=100, blank=True)
    licence = models.CharField(max_length=200, blank=True)
    #: CSL name -> text: what bibliographies say beyond these columns (heads.py).
    bibliography = models.JSONField(default=dict, db_default={}, blank=True)
    situation = models.ForeignKey(
        Situation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        db_constraint=False,
        db_index=False,
    )
    filename = models.CharField(max_length=255, blank=True)
    #: The file as it came, and its SHA-256 in hexadecimal.
    original = models.FileField(upload_to="%Y/%m", max_length=300, blank=True)
    original_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    #: SHA-256 of the stored text as UTF-8, in hexadecimal.
    text_sha256 = models.CharField(max_length=64, editable=False)
    #: Length of the stored text in Unicode code points.
    length = models.PositiveIntegerField(editable=False)
    #: Raised by one with every change of the text's annotations.
    revision = models.PositiveBigIntegerField(default=0, editable=False)
    #: Standing annotations of the text; triggers keep it.
    marks = models.PositiveIntegerField(default=0, db_default=0, editable=False)
    #: Of these, the claims in its own voice that were not rejected.
    own_marks = models.PositiveIntegerField(default=0, db_default=0, editable=False)
    created = models.DateTimeField(default=timezone.now, editable=False)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )
    withdrawn = models.DateTimeField(null=True, blank=True, editable=False)
    #: What the list of texts looks into; the database fills it.
    search = models.GeneratedField(
        expression=folded(F("title"), F("publisher"), F("filename")),
        output_field=models.TextField(),
        db_persist=True,
    )

    authors = models.ManyToManyField(Actor, through="Authorship")

    objects = DocumentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project", "text_sha256"],
                name="one_document_a_text",
                violation_error_message="This text is in the project already.",
            ),
            models.UniqueConstraint(
                fields=["project", "id"], name="document_in_project"
            ),
            models.CheckConstraint(
                condition=Q(length__gt=0),
                name="document_has_text",
                violation_error_message="The text is empty.",
            ),
            models.CheckConstraint(
                condition=Q(
                    Exact(
                        Func(
                            F("bibliography"),
                            function="jsonb_typeof",
                            output_field=models.TextField(),
                        ),
                        Value("object"),
                    )
                ),
                name="document_bibliography_object",
                violation_error_message="“bibliography” is an object of names.",
            ),
            has_pattern("document", "issued"),
            has_pattern("document", "retrieved"),
        ]
        indexes = [
            # both ways of an order go along these: what has no date stands first
            models.Index(
                F("project"),
                F("issued_first").asc(nulls_first=True),
                F("id"),
                name="document_by_date",
            ),
            models.Index(F("project"), Lower("title"), F("id"), name="document_title"),
            models.Index(
                fields=["project", "situation", "id"], name="document_situation"
            ),
            # the words in use are found by a step in the index for each
            models.Index(fields=["project", "language"], name="document_language"),
            models.Index(fields=["project", "genre"], name="document_genre"),
            models.Index(fields=["project", "publisher"], name="document_publisher"),
        ]

    def __str__(self):
        return self.title

    def text(self):
        """The stored text: one query for its blocks."""
        return "".join(self.blocks.order_by("start").values_list("text", flat=True))


class Authorship(models.Model):
    project = models.ForeignKey(Project, on_delete=models.PROTECT, db_index=False)
    document = models.ForeignKey(
        Document,
        on_delete=models.CASCADE,
        related_name="authorships",
        db_constraint=False,
    )
    actor = models.ForeignKey(
        Actor,
        on_delete=models.PROTECT,
        related_name="authorships",
        db_constraint=False,
        db_index=False,
    )
    role = models.CharField(max_length=10, choices=words.AUTHORSHIPS, default="author")
    order = models.PositiveSmallIntegerField(default=0)
    #: The name as the text is signed, when it differs from the actor's.
    name_as_signed = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "actor", "role"],
                name="one_authorship_a_role",
                violation_error_message="This actor has this part in the text already.",
            ),
        ]
        indexes = [
            models.Index(fields=["project", "actor"], name="authorship_actor"),
        ]

    def __str__(self):
        """The name, and how the text is signed: "Doe, Jane (as J. D.)"."""
        signed = self.name_as_signed
        return f"{self.actor.name} (as {signed})" if signed else self.actor.name


class Block(models.Model):
    """A piece of a text; the text is the concatenation. Triggers refuse any change."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, db_index=False)
    document = models.ForeignKey(
        Document,
        on_delete=models.PROTECT,
        related_name="blocks",
        db_constraint=False,
        db_index=False,
    )
    #: Code points of the text before this block.
    start = models.PositiveIntegerField()
    #: A paragraph with its trailing newlines, at most 4,096 code points.
    text = models.TextField()
    kind = models.CharField(
        max_length=10, choices=words.BLOCK_KINDS, default="paragraph"
    )
    #: The paragraph's number for citing, shared by the pieces of a long one.
    paragraph = models.PositiveIntegerField()
    #: The label of the page it begins on, for pin-cites; "" where there are none.
    page = models.CharField(max_length=20, blank=True, db_default="")

    class Meta:
        ordering = ["start"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "start"], name="one_block_a_start"
            ),
            models.CheckConstraint(
                condition=Q(text__length__range=(1, 4096)), name="block_length"
            ),
        ]

    def __str__(self):
        return f"{self.start}: {self.text[:40]}"


class RegionQuerySet(OwnedQuerySet):
    def standing(self):
        """Regions that were not taken away."""
        return self.filter(deleted=None)


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
    context_field=pghistory.ContextJSONField(),
    append_only=True,
    exclude=["body_hash"],
)
class Region(models.Model):
    """A stretch outside the text: biography, teasers, a comment form.

    Regions may overlap: what lies outside is what any of them holds.
    """

    uuid = models.UUIDField(unique=True, db_default=RandomUUID())
    project = models.ForeignKey(Project, on_delete=models.PROTECT, db_index=False)
    document = models.ForeignKey(
        Document, on_delete=models.CASCADE, related_name="regions", db_constraint=False
    )
    #: Half-open range in code points of the document's text.
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    kind = models.CharField(
        max_length=10, choices=words.REGION_KINDS, db_default="other"
    )
    #: Raised by one with each change of the row: the lock (I5).
    version = models.PositiveIntegerField(db_default=1)
    #: Who set it; unknown of those set before it was kept.
    coder = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        db_index=False,
    )
    created = models.DateTimeField(db_default=Now())
    changed = models.DateTimeField(db_default=Now())
    deleted = models.DateTimeField(null=True, blank=True)
    #: SHA-256 of the first body, in hexadecimal, to know a retry.
    body_hash = models.CharField(max_length=64, blank=True, db_default="")

    objects = RegionQuerySet.as_manager()

    class Meta:
        ordering = ["start"]
        constraints = [
            models.CheckConstraint(
                condition=Q(start__lt=F("end")),
                name="region_start_before_end",
                violation_error_message="Select at least one character.",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[*words.REGION_KINDS]),
                name="region_kind",
                violation_error_message="“kind” has no such value.",
            ),
        ]

    def __str__(self):
        return f"{self.start}-{self.end}"
