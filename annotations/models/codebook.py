"""The codebook: a tree of doctrines, and relations beside the tree."""

import pghistory
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q

from corpus.models import OwnedQuerySet, Project
from formats import words

POLARITIES = {"+": "Justifies", "-": "Forbids or limits", "0": "Neutral"}


class DoctrineQuerySet(OwnedQuerySet):
    def for_tree(self):
        """In the order the tree is drawn from: siblings by order, then name."""
        return self.order_by("order", "name", "pk")

    def in_use(self):
        """Entries that are not retired."""
        return self.filter(retired=None)


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
    context_field=pghistory.ContextJSONField(),
    append_only=True,
)
class Doctrine(models.Model):
    project = models.ForeignKey(Project, on_delete=models.PROTECT, db_index=False)
    #: A permanent id such as "ibi.consent"; it never changes, also when it moves.
    slug = models.CharField(
        max_length=100,
        validators=[
            RegexValidator(
                r"^[a-z0-9_]+([.-][a-z0-9_]+)*$",
                "Use small letters, digits and underscores, parted by dots.",
            )
        ],
    )
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        db_constraint=False,
        db_index=False,
    )
    #: Place among its siblings.
    order = models.PositiveIntegerField(default=0)
    polarity = models.CharField(max_length=1, choices=POLARITIES, default="0")
    name = models.CharField(max_length=200)
    definition = models.TextField(blank=True)
    #: When to use the entry, and when not.
    include = models.TextField(blank=True)
    exclude = models.TextField(blank=True)
    pin_cite = models.CharField(max_length=300, blank=True)
    #: Who compared the pin-cite with its source, and when; "codebook" for the starter.
    checked = models.DateField(null=True, blank=True)
    checked_by = models.CharField(max_length=200, blank=True)
    #: One of twelve named colour classes.
    palette = models.PositiveSmallIntegerField(default=12)
    #: The entry's own shortcut key.
    key = models.CharField(max_length=1, blank=True)
    retired = models.DateTimeField(null=True, blank=True, editable=False)
    replaced_by = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_constraint=False,
        db_index=False,
    )
    #: Raised by one with each change of what the entry says: the lock (I5).
    version = models.PositiveIntegerField(default=1)

    objects = DoctrineQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project", "slug"],
                name="one_doctrine_a_slug",
                violation_error_message="There is a doctrine of this id already.",
            ),
            models.UniqueConstraint(
                fields=["project", "id"], name="doctrine_in_project"
            ),
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=F("id")),
                name="doctrine_not_its_own_parent",
                violation_error_message="A doctrine cannot lie under itself.",
            ),
            models.CheckConstraint(
                condition=Q(palette__range=(1, 12)),
                name="doctrine_palette",
                violation_error_message="The palette has twelve colours: 1 to 12.",
            ),
            models.CheckConstraint(
                condition=~Q(name=""),
                name="doctrine_has_a_name",
                violation_error_message="Give the doctrine a name.",
            ),
        ]

    def __str__(self):
        return self.name


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
    context_field=pghistory.ContextJSONField(),
    append_only=True,
)
class DoctrineLink(models.Model):
    project = models.ForeignKey(Project, on_delete=models.PROTECT, db_index=False)
    source = models.ForeignKey(
        Doctrine, on_delete=models.PROTECT, related_name="links", db_constraint=False
    )
    target = models.ForeignKey(
        Doctrine, on_delete=models.PROTECT, related_name="+", db_constraint=False
    )
    kind = models.CharField(max_length=12, choices=words.DOCTRINE_LINKS)
    #: Place among the links of its kind to the same target, as elements are listed.
    order = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source", "target", "kind"], name="one_link_a_pair"
            ),
        ]

    def __str__(self):
        return f"{self.source} {self.kind} {self.target}"
