"""Actors: persons, States, organisations, groups and unnamed sources."""

from django.db import models

from corpus.models.project import OwnedQuerySet, Project
from formats import words


class ActorQuerySet(OwnedQuerySet):
    def for_list(self):
        return self.order_by("name")

    def matching(self, q):
        """Actors whose name or affiliation says this, with their number of texts."""
        return (
            self.filter(
                models.Q(name__icontains=q) | models.Q(affiliation__icontains=q)
            )
            .annotate(texts=models.Count("authorships__document", distinct=True))
            .order_by("name")
        )


class Actor(models.Model):
    project = models.ForeignKey(Project, on_delete=models.PROTECT, db_index=False)
    kind = models.CharField(
        max_length=12, choices=words.ACTOR_KINDS, default="organisation"
    )
    #: "Family, Given" for a person; unique in the project.
    name = models.CharField(max_length=200)
    #: Other names the same actor goes by.
    aliases = models.JSONField(default=list, blank=True)
    affiliation = models.CharField(max_length=200, blank=True)
    #: In what capacity the actor speaks: scholar, official, journalist.
    capacity = models.CharField(max_length=200, blank=True)
    #: Keys elsewhere, such as {"orcid": "…"}.
    identifiers = models.JSONField(default=dict, blank=True)

    objects = ActorQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project", "name"],
                name="one_actor_a_name",
                violation_error_message="There is an actor of this name already.",
            ),
            models.UniqueConstraint(fields=["project", "id"], name="actor_in_project"),
            models.CheckConstraint(
                condition=~models.Q(name=""),
                name="actor_has_a_name",
                violation_error_message="Give the actor a name.",
            ),
        ]

    def __str__(self):
        return self.name
