"""Authorities: provisions of instruments, each wording with its dates in force."""

import pghistory
from django.db import models

from corpus.models import Project


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
    context_field=pghistory.ContextJSONField(),
    append_only=True,
)
class Instrument(models.Model):
    project = models.ForeignKey(Project, on_delete=models.PROTECT, db_index=False)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=50, blank=True)
    #: Partial date of signature or adoption.
    adopted = models.CharField(max_length=10, blank=True)
    #: Where the official text stands.
    link = models.URLField(max_length=1000, blank=True)
    #: Raised by one with each change of the row: the lock (I5).
    row_version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project", "name"], name="one_instrument_a_name"
            ),
            models.UniqueConstraint(
                fields=["project", "id"], name="instrument_in_project"
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
class Provision(models.Model):
    project = models.ForeignKey(Project, on_delete=models.PROTECT, db_index=False)
    instrument = models.ForeignKey(
        Instrument,
        on_delete=models.PROTECT,
        related_name="provisions",
        db_constraint=False,
        db_index=False,
    )
    #: Such as "Art. 4".
    locator = models.CharField(max_length=100, blank=True)
    #: Such as "1992" or "2010 Protocol".
    version = models.CharField(max_length=100, blank=True)
    #: Partial dates between which this wording was in force.
    in_force_from = models.CharField(max_length=10, blank=True)
    in_force_to = models.CharField(max_length=10, blank=True)
    link = models.URLField(max_length=1000, blank=True)
    #: What the wording says, in our own words.
    description = models.TextField(blank=True)
    #: For whom the dates hold, when not for all, such as "Kazakhstan".
    in_force_for = models.CharField(max_length=200, blank=True)
    #: Raised by one with each change of the row: the lock (I5).
    row_version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["instrument", "locator", "version"],
                name="one_provision_a_version",
            ),
            models.UniqueConstraint(
                fields=["project", "id"], name="provision_in_project"
            ),
        ]

    def __str__(self):
        version = f" ({self.version})" if self.version else ""
        return f"{self.instrument} {self.locator}{version}".strip()
