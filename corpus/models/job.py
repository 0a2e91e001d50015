"""Work that outlasts a request: what people see of it."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from corpus.models.project import Membership, Project, Role


class JobState(models.TextChoices):
    WAITING = "waiting", "Waiting"
    RUNNING = "running", "Running"
    DONE = "done", "Done"
    FAILED = "failed", "Failed"
    CANCELLED = "cancelled", "Cancelled"
    DIED = "died", "Stopped in the middle"


class JobQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those a person started, and those of the projects they own.

        Of a project that they left, nothing.
        """
        if user.commands:
            return self
        mine = Membership.objects.filter(project=OuterRef("project"), user=user)
        started = Q(by=user) & (Q(project=None) | Q(Exists(mine)))
        return self.filter(started | Q(Exists(mine.filter(role=Role.OWNER))))

    def started_by(self, user):
        return self.visible_to(user).filter(by=user)

    def of_project(self, project):
        return self.filter(project=project)

    def open(self):
        """Those that wait or run."""
        return self.filter(state__in=[JobState.WAITING, JobState.RUNNING])

    def running(self):
        return self.filter(state=JobState.RUNNING)

    def waiting(self):
        return self.filter(state=JobState.WAITING)

    def unheard_for(self, seconds):
        """Those that run and of which no worker has spoken for so long."""
        since = timezone.now() - timedelta(seconds=seconds)
        return self.running().filter(seen__lt=since)

    def for_list(self):
        """Newest first, with project and person: one query."""
        return self.select_related("project", "by").order_by("-created", "-pk")


class Job(models.Model):
    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    #: Null for work that belongs to no project.
    project = models.ForeignKey(
        Project, on_delete=models.PROTECT, null=True, blank=True, db_index=False
    )
    #: What is done, in words: "Read 12 files".
    title = models.CharField(max_length=200)
    #: The name in the register of corpus.jobs.
    kind = models.CharField(max_length=40)
    #: What the work is given by name; only what JSON can say.
    arguments = models.JSONField(default=dict, blank=True)
    #: Who started it, and as whom it works.
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    state = models.CharField(
        max_length=10, choices=JobState, default=JobState.WAITING, editable=False
    )
    #: Steps done, and of how many; a total of 0 is unknown.
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    #: What came of it, or what went wrong: one or more whole sentences.
    sentence = models.TextField(blank=True)
    #: The path of the page that shows the result.
    result = models.CharField(max_length=500, blank=True)
    created = models.DateTimeField(default=timezone.now, editable=False)
    started = models.DateTimeField(null=True, blank=True)
    finished = models.DateTimeField(null=True, blank=True)
    #: When the worker last said that it is at it.
    seen = models.DateTimeField(null=True, blank=True)
    #: When somebody asked it to stop.
    stop_asked = models.DateTimeField(null=True, blank=True)
    #: Its row in the queue, and the worker that took it.
    task = models.BigIntegerField(null=True, blank=True)
    worker = models.CharField(max_length=60, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "id"], name="job_in_project"),
            models.CheckConstraint(
                condition=Q(state__in=JobState.values), name="job_state"
            ),
        ]
        indexes = [
            models.Index(fields=["by", "-created", "-id"], name="job_by"),
            models.Index(
                fields=["state"],
                name="job_open",
                condition=Q(state__in=[JobState.WAITING, JobState.RUNNING]),
            ),
        ]

    def __str__(self):
        return self.title

    def path(self):
        """Of its page."""
        return f"/jobs/{self.uuid}/"

    @property
    def open(self):
        """Whether it waits or runs."""
        return self.state in (JobState.WAITING, JobState.RUNNING)
