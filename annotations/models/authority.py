"""Authorities: provisions of instruments, each wording with its dates in force."""

from django.db import models

from corpus.models import Project


class Instrument(models.Model):
    project = models.ForeignKey(Project, on_delete=models.PROTECT, db_index=False)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=50, blank=True)
    #: Partial date of signature or adoption.
    adopted = models.CharField(max_length=10, blank=True)

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
