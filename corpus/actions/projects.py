"""Projects, members and invitations."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User, digest, new_secret
from corpus import access
from corpus.access import Verb
from corpus.models import Invitation, Membership, Project, Role, RulesChange
from corpus.models.project import RESERVED
from formats import words

#: Field -> what the rule is called.
RULES = {
    "coding": "Each other’s marks",
    "doctrines_by": "Who may add doctrines",
    "names_by": "Who may add actors and situations",
}
#: How long an invitation's link works.
INVITATION_DAYS = 14


@transaction.atomic
def create_project(*, slug, title, by, description=""):
    """Make an empty project that ``by`` owns."""
    if slug.strip() in RESERVED:
        raise ValidationError({"slug": "This short name is taken; choose another."})
    project = Project(
        slug=slug.strip(), title=title.strip(), description=description.strip()
    )
    project.full_clean()
    try:
        with transaction.atomic():
            project.save()
    except IntegrityError:
        # a second click was faster; this time the check finds its row
        project.full_clean()
        raise
    if not by.commands:
        Membership.objects.create(project=project, user=by, role=Role.OWNER)
    project.role = Role.OWNER
    return project


@transaction.atomic
def set_rules(*, project, by, coding, doctrines_by, names_by, why=""):
    """How the project's coders work, and who may add doctrines and names.

    Args:
        why: the reason, for the history.

    Raises:
        PermissionDenied, ValidationError
    """
    access.require(by, Verb.MANAGE, project)
    before = Project.objects.select_for_update().get(pk=project.pk)
    project.coding = coding
    project.doctrines_by, project.names_by = doctrines_by, names_by
    fields = list(RULES)
    if Role.VIEWER in (doctrines_by, names_by):
        raise ValidationError("Viewers only read: choose coders or a higher role.")
    project.clean_fields(
        exclude=[one.name for one in Project._meta.fields if one.name not in fields]
    )
    project.save(update_fields=fields)
    changed = {
        name: f"{label}: {rule_of(before, name)} → {rule_of(project, name)}"
        for name, label in RULES.items()
        if getattr(before, name) != getattr(project, name)
    }
    if changed:
        RulesChange.objects.create(
            project=project,
            said="; ".join(changed.values()),
            before={name: getattr(before, name) for name in changed},
            why=why.strip(),
            by=by,
        )


def rule_of(project, name):
    """What a project's rule says, in words."""
    return word_of(name, getattr(project, name))


def word_of(name, value):
    """A stored value of a rule in words; of a role its name alone."""
    choices = words.CODING if name == "coding" else dict(Role.choices)
    return choices[value].partition(":")[0]


@transaction.atomic
def add_member(*, project, user, role, by):
    """Make somebody a member, or give a member this role."""
    access.require(by, Verb.MANAGE, project)
    membership, made = Membership.objects.get_or_create(
        project=project, user=user, defaults={"role": role}
    )
    if not made and membership.role != role:
        change_role(membership=membership, role=role, by=by)
    return membership


@transaction.atomic
def change_role(*, membership, role, by):
    """Give a member another role.

    Raises:
        ValidationError: nobody would own the project any more.
    """
    access.require(by, Verb.MANAGE, membership.project)
    if role not in Role.values:
        raise ValidationError(f"“{role}” is no role.")
    if role != Role.OWNER:
        _keep_an_owner(membership)
    # no save(): somebody may have ended the membership meanwhile
    Membership.objects.filter(pk=membership.pk).update(role=role)


@transaction.atomic
def remove_member(*, membership, by):
    """End a membership; what the person marked stays, under their name.

    Raises:
        ValidationError: nobody would own the project any more.
    """
    if membership.user_id != by.pk:
        access.require(by, Verb.MANAGE, membership.project)
    _keep_an_owner(membership)
    membership.delete()


def _keep_an_owner(membership):
    # the project's row is the lock: two owners cannot both leave at once
    Project.objects.select_for_update().get(pk=membership.project_id)
    others = Membership.objects.filter(
        project=membership.project_id, role=Role.OWNER
    ).exclude(pk=membership.pk)
    # as it is now: they may have become the last owner while this waited
    now = Membership.objects.filter(pk=membership.pk, role=Role.OWNER)
    if now.exists() and not others.exists():
        raise ValidationError(
            "A project needs an owner. Make somebody else owner first."
        )


@transaction.atomic
def invite(*, project, role, by, note=""):
    """Make a link by which one person joins the project.

    Returns:
        (invitation, secret): the secret is kept nowhere and can be shown only now.
    """
    access.require(by, Verb.MANAGE, project)
    secret = new_secret("invite")
    invitation = Invitation(
        project=project,
        role=role,
        note=note.strip(),
        digest=digest(secret),
        created_by=by,
        expires=timezone.now() + timedelta(days=INVITATION_DAYS),
    )
    invitation.full_clean(exclude=["accepted_by"])
    invitation.save()
    return invitation, secret


@transaction.atomic
def accept_invitation(*, secret, user):
    """Join the project of an invitation; a member keeps the higher role.

    Raises:
        ValidationError: used, revoked, expired or unknown.
    """
    invitation = (
        Invitation.objects.open()
        .select_for_update(of=["self"])
        .select_related("project")
        .filter(digest=digest(secret))
        .first()
    )
    if invitation is None:
        raise ValidationError(
            "This invitation was used, withdrawn or has expired. Ask for a new link."
        )
    membership, made = Membership.objects.get_or_create(
        project=invitation.project, user=user, defaults={"role": invitation.role}
    )
    ranks = access.RANK
    if not made and ranks[membership.role] < ranks[invitation.role]:
        membership.role = invitation.role
        membership.save(update_fields=["role"])
    invitation.accepted, invitation.accepted_by = timezone.now(), user
    invitation.save(update_fields=["accepted", "accepted_by"])
    return invitation.project


@transaction.atomic
def accept_as_new_person(*, secret, email, name, password):
    """Make an account and join with it, in one step.

    An account without a password, such as an import makes for a coder, is taken over
    by an invitation to the one project that it belongs to, and by no other.

    Returns:
        (user, project)

    Raises:
        ValidationError: the link has ended, or the address has an account.
    """
    user = User.objects.filter(email=User.objects.normalise(email)).first()
    if user is None:
        user = User.objects.create_user(email, password, name=name)
    elif _waits_for(user, secret):
        user.name = user.name or name.strip()
        user.set_password(password)
        user.save(update_fields=["name", "password"])
    else:
        raise ValidationError(
            "This address has an account. Sign in with it, then open the link again."
        )
    return user, accept_invitation(secret=secret, user=user)


def _waits_for(user, secret):
    invitation = Invitation.objects.open().by_secret(secret)
    mine = set(user.memberships.values_list("project", flat=True))
    return (
        invitation is not None
        and user.is_active
        and not user.commands
        and not user.has_usable_password()
        and mine == {invitation.project_id}
    )


@transaction.atomic
def revoke_invitation(*, invitation, by):
    """End an invitation that nobody accepted yet."""
    access.require(by, Verb.MANAGE, invitation.project)
    invitation.revoked = timezone.now()
    invitation.save(update_fields=["revoked"])
