"""Actors: persons, States, organisations, groups and unnamed sources."""

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Lower

from corpus.models.partial_date import has_pattern, partial_date_field
from corpus.models.project import OwnedQuerySet, Project
from formats import words

#: More words than these narrow nothing.
MOST_WORDS = 12


def folded(*expressions):
    """An expression: words without capitals, accents and marks, as lists compare."""
    return Func(
        *expressions,
        template="corpus_fold(%(expressions)s)",
        arg_joiner=" || ' ' || ",
        output_field=models.TextField(),
    )


def _values(field, path):
    """An expression: the words at a path inside JSON."""
    return Func(
        F(field),
        template=f"jsonb_path_query_array(%(expressions)s, '{path}')::text",
        output_field=models.TextField(),
    )


class ActorQuerySet(OwnedQuerySet):
    def for_list(self):
        return self.order_by("name")

    def saying(self, q):
        """Actors whose names, affiliation or identifiers say each of some words.

        Capital letters and accents do not matter, in any script.
        """
        rows = self
        for word in q.replace("\x00", "").split()[:MOST_WORDS]:
            rows = rows.filter(search__contains=folded(Value(word)))
        return rows

    def also_called(self, names):
        """Actors that have one of these names beside their own: by an index."""
        called = Q()
        for name in names:
            called |= Q(aliases__contains=[{"name": name}])
        return self.filter(called) if called else self.none()


AnyActors = models.Manager.from_queryset(ActorQuerySet)


class StandingActors(AnyActors):
    def get_queryset(self):
        """All but those that were merged into another."""
        return super().get_queryset().filter(merged_into=None)


class Actor(models.Model):
    project = models.ForeignKey(Project, on_delete=models.PROTECT, db_index=False)
    kind = models.CharField(
        max_length=12, choices=words.ACTOR_KINDS, default="organisation"
    )
    #: "Family, Given" for a person; unique in the project.
    name = models.CharField(max_length=200)
    #: Other names of the same actor: [{"name", "kind", "language"}], the kind one of
    #: words.ALIAS_KINDS, the language a BCP 47 tag or empty.
    aliases = models.JSONField(default=list, blank=True)
    #: The latest of the affiliations, kept here by the action that writes those.
    affiliation = models.CharField(max_length=200, blank=True)
    #: In what capacity the actor speaks there: scholar, official, journalist.
    capacity = models.CharField(max_length=200, blank=True)
    #: Keys elsewhere, such as {"orcid": "…"}; which ones says corpus/identifiers.py.
    identifiers = models.JSONField(default=dict, blank=True)
    note = models.TextField(blank=True, db_default="")
    #: Raised by one with each change that a person makes: the lock (I5).
    version = models.PositiveIntegerField(default=1, db_default=1)
    #: The actor that stands for this one since a merge; None stands for itself.
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="absorbed",
        db_constraint=False,
        db_index=False,
    )
    #: What the list of actors looks into; the database fills it.
    search = models.GeneratedField(
        expression=folded(
            F("name"),
            F("affiliation"),
            _values("aliases", "$[*].name"),
            _values("identifiers", "$.*"),
        ),
        output_field=models.TextField(),
        db_persist=True,
    )

    #: Actors as everybody sees them; ``everyone`` has the merged ones too.
    objects = StandingActors()
    everyone = AnyActors()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project", "name"],
                condition=Q(merged_into=None),
                name="one_actor_a_name",
                violation_error_message="There is an actor of this name already.",
            ),
            models.UniqueConstraint(fields=["project", "id"], name="actor_in_project"),
            models.CheckConstraint(
                condition=~Q(name=""),
                name="actor_has_a_name",
                violation_error_message="Give the actor a name.",
            ),
            models.CheckConstraint(
                condition=~Q(merged_into=F("id")),
                name="actor_merged_into_another",
            ),
        ]
        indexes = [
            models.Index(F("project"), Lower("name"), name="actor_in_order"),
            GinIndex(
                fields=["aliases"], opclasses=["jsonb_path_ops"], name="actor_alias"
            ),
            models.Index(
                fields=["project", "merged_into"],
                name="actor_merged",
                condition=Q(merged_into__isnull=False),
            ),
        ]

    def __str__(self):
        return self.name


class ActorAffiliation(models.Model):
    """Where an actor stood, as what, and from when to when."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, db_index=False)
    actor = models.ForeignKey(
        Actor,
        on_delete=models.CASCADE,
        related_name="affiliations",
        db_constraint=False,
        db_index=False,
    )
    affiliation = models.CharField(max_length=200, blank=True)
    capacity = models.CharField(max_length=200, blank=True)
    #: Partial dates, empty when they are not known.
    begins = partial_date_field()
    ends = partial_date_field()

    objects = OwnedQuerySet.as_manager()

    class Meta:
        # what still holds first, then what began last
        ordering = [
            models.Case(models.When(ends="", then=0), default=1),
            "-begins",
            "-ends",
            "-pk",
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(affiliation="", capacity=""),
                name="affiliation_says_something",
                violation_error_message="Give an affiliation or a capacity.",
            ),
            has_pattern("affiliation", "begins"),
            has_pattern("affiliation", "ends"),
        ]
        indexes = [
            models.Index(fields=["project", "actor"], name="affiliation_actor"),
        ]

    def __str__(self):
        return ", ".join(filter(None, [self.capacity, self.affiliation]))


class DifferentActors(models.Model):
    """Two actors that look alike and are different, as somebody said."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, db_index=False)
    #: The one with the smaller id comes first.
    first = models.ForeignKey(
        Actor,
        on_delete=models.CASCADE,
        related_name="+",
        db_constraint=False,
        db_index=False,
    )
    second = models.ForeignKey(
        Actor,
        on_delete=models.CASCADE,
        related_name="+",
        db_constraint=False,
        db_index=False,
    )
    said_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    created = models.DateTimeField(auto_now_add=True)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project", "first", "second"], name="two_actors_once"
            ),
            models.CheckConstraint(
                condition=Q(first__lt=F("second")), name="two_actors_in_order"
            ),
        ]

    def __str__(self):
        return f"{self.first_id} and {self.second_id}"
