"""Projects, who belongs to them, and invitations."""

from django.apps import apps
from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Exists, OuterRef, Subquery, Value
from django.utils import timezone
from django.utils.text import slugify

from accounts.models import digest
from formats import words


class Role(models.TextChoices):
    VIEWER = "viewer", "Viewer: reads and exports"
    CODER = "coder", "Coder: also adds texts and marks passages"
    REVIEWER = "reviewer", "Reviewer: also edits all marks, decides, edits the codebook"
    OWNER = "owner", "Owner: also manages members, imports sets, withdraws texts"


#: Rank of each role: a role may do all that a lower one may.
RANK: dict[str, int] = {Role.VIEWER: 1, Role.CODER: 2, Role.REVIEWER: 3, Role.OWNER: 4}


#: Words that have an address of their own where a project's short name would stand.
RESERVED = {"new"}


class ProjectQuerySet(models.QuerySet):
    def free_slug(self, title):
        """A short name made from a title that no project has: a query a try."""
        wanted = slugify(title).strip("-_")[:50] or "project"
        wanted = wanted.replace("_", "-")
        number, slug = 1, wanted
        while slug in RESERVED or self.filter(slug=slug).exists():
            number += 1
            slug = f"{wanted}-{number}"
        return slug

    def visible_to(self, user):
        """The projects a user belongs to, each with their ``role``."""
        if user.commands:
            return self.annotate(role=Value(Role.OWNER.value))
        mine = Membership.objects.filter(project=OuterRef("pk"), user=user)
        return self.filter(Exists(mine)).annotate(
            role=Subquery(mine.values("role")[:1])
        )

    def for_list(self):
        """In the order of the start page, with the counts it shows."""
        # counted apart: a join would make a row of each member and text
        members = Membership.objects.filter(project=OuterRef("pk")).order_by()
        texts = apps.get_model("corpus", "Document").objects.filter(
            project=OuterRef("pk"), withdrawn=None
        )
        number = models.Func(template="COUNT(*)", output_field=models.IntegerField())
        return self.annotate(
            members_count=Subquery(members.annotate(n=number).values("n")),
            documents_count=Subquery(texts.order_by().annotate(n=number).values("n")),
        ).order_by("title", "pk")


class Project(models.Model):
    #: The project's name in addresses and commands.
    slug = models.SlugField(
        max_length=60,
        unique=True,
        validators=[
            RegexValidator(
                r"^[a-z0-9][a-z0-9-]*$",
                "Use small letters, digits and hyphens; begin with no hyphen.",
            )
        ],
        error_messages={"unique": "This short name is in use; choose another."},
    )
    title = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    #: What new texts start with, such as the situation.
    defaults = models.JSONField(default=dict, blank=True)
    #: Whether coders see each other's marks before they have finished a text.
    coding = models.CharField(
        max_length=5, choices=words.CODING, default="open", db_default="open"
    )
    #: The least roles that may add to the codebook, and actors and situations.
    doctrines_by = models.CharField(
        max_length=10,
        choices=Role,
        default=Role.REVIEWER,
        db_default=Role.REVIEWER.value,
    )
    names_by = models.CharField(
        max_length=10, choices=Role, default=Role.CODER, db_default=Role.CODER.value
    )
    created = models.DateTimeField(default=timezone.now, editable=False)

    #: The role of the user whose ``visible_to()`` found the project.
    role: str | None
    #: Whom ``access`` found it for; None where an action or a job has it.
    reader = None

    objects = ProjectQuerySet.as_manager()

    def __str__(self):
        return self.title


class OwnedQuerySet(models.QuerySet):
    """Rows that belong to a project."""

    def visible_to(self, user):
        """Those of the projects a user belongs to."""
        return self.filter(project__in=Project.objects.visible_to(user))

    def of_project(self, project):
        return self.filter(project=project)


class MembershipQuerySet(OwnedQuerySet):
    def for_list(self):
        return self.select_related("user").order_by("user__name", "user__email")


class Membership(models.Model):
    project = models.ForeignKey(
        Project, on_delete=models.CASCADE, related_name="memberships"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships"
    )
    role = models.CharField(max_length=10, choices=Role)
    created = models.DateTimeField(default=timezone.now, editable=False)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project", "user"],
                name="one_membership_a_person",
                violation_error_message="This person is a member already.",
            ),
        ]

    def __str__(self):
        return f"{self.user} · {self.role}"


class InvitationQuerySet(OwnedQuerySet):
    def visible_to(self, user):
        """The invitations to the projects that a user owns."""
        if user.commands:
            return self
        mine = Membership.objects.filter(user=user, role=Role.OWNER)
        return self.filter(project__in=mine.values("project"))

    def by_secret(self, secret):
        """The invitation whose link holds this secret, with its project, or None."""
        found = self.select_related("project", "created_by")
        return found.filter(digest=digest(secret)).first()

    def for_list(self):
        return self.select_related("created_by").order_by("-created", "-pk")

    def open(self):
        """Invitations that can still be accepted."""
        return self.filter(accepted=None, revoked=None, expires__gt=timezone.now())


class Invitation(models.Model):
    project = models.ForeignKey(
        Project, on_delete=models.CASCADE, related_name="invitations"
    )
    role = models.CharField(max_length=10, choices=Role, default=Role.CODER)
    #: For whom the link is meant, as a reminder; whoever has the link may use it once.
    note = models.CharField(max_length=200, blank=True)
    #: SHA-256 of the link's secret, in hexadecimal.
    digest = models.CharField(max_length=64, unique=True, editable=False)
    created = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    expires = models.DateTimeField()
    accepted = models.DateTimeField(null=True, editable=False)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    revoked = models.DateTimeField(null=True, editable=False)

    objects = InvitationQuerySet.as_manager()

    def __str__(self):
        return f"{self.role} of {self.project}"
