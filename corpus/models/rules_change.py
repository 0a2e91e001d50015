"""Changes of a project's rules: who made them, and what they said before and after."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from corpus.models.project import OwnedQuerySet, Project


class RulesChange(models.Model):
    project = models.ForeignKey(
        Project, on_delete=models.CASCADE, related_name="rules_changes"
    )
    #: Each rule that changed: "Each other’s marks: … → …".
    said = models.TextField()
    #: {rule: what was stored} of those that changed; empty in old rows.
    before = models.JSONField(default=dict, db_default={})
    why = models.TextField(blank=True, db_default="")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    created = models.DateTimeField(default=timezone.now, editable=False)

    objects = OwnedQuerySet.as_manager()

    def __str__(self):
        return self.said
