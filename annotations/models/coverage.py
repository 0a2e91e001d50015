"""Coverage: which coder read which text, so that silence can be told from absence."""

from django.conf import settings
from django.db import models

from annotations.models import sight
from annotations.models.codebook import Doctrine
from corpus.models import Document, OwnedQuerySet, Project
from formats import words


class CoverageQuerySet(OwnedQuerySet):
    def visible_to(self, user):
        """What blind coding does not hide: that a text was read tells of its coder."""
        rows = super().visible_to(user)
        if user.commands:
            return rows
        return rows.filter(
            models.Q(coder=user)
            | ~sight.hidden(user, text="document", project="project")
        )

    def of_project(self, project):
        """What the project's reader may know; all, where it has none."""
        return super().of_project(project).filter(sight.of(project).condition())


class Coverage(models.Model):
    project = models.ForeignKey(Project, on_delete=models.PROTECT, db_index=False)
    document = models.ForeignKey(
        Document, on_delete=models.PROTECT, db_constraint=False, db_index=False
    )
    coder = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    #: None: the whole codebook.
    doctrine = models.ForeignKey(
        Doctrine,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        db_constraint=False,
        db_index=False,
    )
    state = models.CharField(
        max_length=14, choices=words.COVERAGE_STATES, default="read"
    )

    objects = CoverageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["document", "coder", "doctrine"],
                name="one_coverage_a_coder",
                nulls_distinct=False,
            ),
        ]

    def __str__(self):
        return f"{self.coder} {self.state} {self.document}"
