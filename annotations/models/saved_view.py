"""A choice of filters, columns and order of a page that somebody gave a name."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from corpus.models import OwnedQuerySet, Project


class SavedViewQuerySet(OwnedQuerySet):
    def for_list(self, user):
        """A person's own, and those that others share with the project."""
        mine = Q(user=user) | Q(audience="project")
        return self.filter(mine).select_related("user").order_by("name", "pk")

    def of_texts(self):
        """Those of the list of texts."""
        return self.filter(page="texts")

    def of_compare(self):
        """Those of the pages that compare."""
        return self.exclude(page="texts")


class SavedView(models.Model):
    project = models.ForeignKey(Project, on_delete=models.PROTECT, db_index=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField(
        max_length=80, error_messages={"blank": "Give the view a name."}
    )
    #: "texts", or the name of a page of Compare: "table", "likeness" and so on.
    page = models.CharField(max_length=20, default="texts")
    #: The query of the page's address, as the filter form writes it.
    query = models.CharField(max_length=2000, blank=True)
    audience = models.CharField(
        max_length=7,
        choices={"own": "Only me", "project": "All members"},
        default="own",
    )
    created = models.DateTimeField(default=timezone.now, editable=False)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project", "user", "page", "name"],
                name="one_view_a_name",
                violation_error_message="You have a view of this name already.",
            ),
            models.CheckConstraint(
                condition=~Q(name=""),
                name="view_has_a_name",
                violation_error_message="Give the view a name.",
            ),
        ]

    def __str__(self):
        return self.name
