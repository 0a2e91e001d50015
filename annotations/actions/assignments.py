"""Give texts to coders, take them back, finish, reopen and open them."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from annotations import assigning
from annotations.actions.coverage import set_coverage
from annotations.errors import Conflict
from annotations.history import acting
from annotations.models import Annotation, Assignment
from corpus import access
from corpus.access import Verb
from corpus.models import Document, Membership
from formats import words

#: Assignments that are made in one go.
MOST = 20_000
STALE = "Somebody changed this assignment since you opened the page. Look again."


class Unsure(Exception):
    """What is asked for may be a slip; sent again with ``sure``, it is done."""


def plan(*, project, texts, coders, way, by, share=0, seed=0):
    """The assignments that would be made: those that are there already left out.

    Args:
        texts: ids of the project's texts, in their order.
        coders: ids of members who may mark.
        way, share, seed: as ``assigning.pairs`` takes them.

    Raises:
        PermissionDenied, ValidationError
    """
    access.require(by, Verb.ASSIGN, project)
    if not texts:
        raise ValidationError({"texts": "Choose at least one text."})
    if not coders:
        raise ValidationError({"coders": "Choose at least one coder."})
    if way not in assigning.WAYS:
        raise ValidationError({"way": f"One of: {', '.join(assigning.WAYS)}."})
    if way == "share" and not 1 <= share <= 100:
        raise ValidationError({"share": "Between 1 and 100 of 100 texts."})
    if way == "share" and len(coders) < 2:
        raise ValidationError({"coders": "For texts coded twice, choose two coders."})
    _all_there(project, texts, coders)
    wanted = assigning.pairs(texts, coders, way=way, share=share, seed=seed)
    if len(wanted) > MOST:
        raise ValidationError(f"These are more than {MOST:,} assignments. Take fewer.")
    there = set(
        Assignment.objects.of_project(project)
        .filter(document__in=texts)
        .values_list("document", "coder")
    )
    return [pair for pair in wanted if pair not in there]


def _all_there(project, texts, coders):
    found = Document.objects.of_project(project).standing().filter(pk__in=texts)
    if found.count() != len(set(texts)):
        raise ValidationError(
            {"texts": "One of these texts is not in the project, or was withdrawn."}
        )
    members = Membership.objects.of_project(project).exclude(role="viewer")
    if members.filter(user__in=coders).count() != len(set(coders)):
        raise ValidationError(
            {"coders": "One of these people is no member who may mark."}
        )


@transaction.atomic
def assign(*, project, pairs, by, note="", coding=""):
    """Make assignments; returns those that were made, with their coders.

    Args:
        pairs: of ``plan``; those that somebody made meanwhile are left as they are.
        coding: one of words.ASSIGNMENT_CODING.

    Raises:
        PermissionDenied, ValidationError
    """
    access.require(by, Verb.ASSIGN, project)
    check_coding(project, coding)
    note = note.strip()
    if len(note) > 1000 or "\x00" in note:
        raise ValidationError({"note": "Write at most 1,000 characters."})
    now = timezone.now()
    with acting(by, "assign"):
        Assignment.objects.bulk_create(
            (
                Assignment(
                    project=project,
                    document_id=text,
                    coder_id=coder,
                    note=note,
                    coding=coding,
                    by=by,
                    created=now,
                )
                for text, coder in pairs
            ),
            ignore_conflicts=True,
            batch_size=2000,
        )
    made = Assignment.objects.of_project(project).filter(created=now, by=by)
    return list(made.select_related("coder").order_by("pk"))


def check_coding(project, coding):
    """Refuse what an assignment cannot say, or what the project's rules would undo.

    Raises:
        ValidationError
    """
    if coding not in words.ASSIGNMENT_CODING:
        raise ValidationError({"coding": "Open, blind, or as the project says."})
    if coding == "blind" and project.coding == "open":
        raise ValidationError(
            {
                "coding": "In this project coders see each other’s marks. An owner can"
                " choose “As each assignment says” in the rules under Members; then"
                " give the texts."
            }
        )


def _locked(assignment, version):
    rows = Assignment.objects.select_for_update(of=["self"])
    current = rows.select_related("document", "coder").filter(pk=assignment.pk).first()
    if current is None or current.version != version:
        raise Conflict(STALE, None, "stale")
    current.project = current.document.project = assignment.project
    return current


def _write(current, by, verb, **values):
    for name, value in values.items():
        setattr(current, name, value)
    current.version += 1
    with acting(by, verb):
        current.save(update_fields=[*values, "version"])
    return current


def marked(assignment):
    """How many standing marks its coder has made in its text: one query."""
    rows = Annotation.objects.filter(
        document=assignment.document_id, coder=assignment.coder_id, deleted=None
    )
    return rows.count()


@transaction.atomic
def finish(*, assignment, version, by, sure=False):
    """The coder is done with the text, which is marked as read with it.

    Raises:
        PermissionDenied: only the coder finishes.
        Unsure: nothing is marked in it.
        Conflict
    """
    if assignment.coder_id != by.pk:
        raise PermissionDenied("Coders finish their own texts.")
    current = _locked(assignment, version)
    if current.state == "finished":
        return current
    if not sure and not marked(current):
        raise Unsure(
            "You marked nothing in this text. Finish it only if you read it and found"
            " nothing: it then counts as silent."
        )
    set_coverage(document=current.document, by=by)
    return _write(current, by, "finish", state="finished", finished=timezone.now())


@transaction.atomic
def reopen(*, assignment, version, by):
    """To do again: by the coder, or by who gives texts to coders.

    Raises:
        PermissionDenied, Conflict
    """
    if assignment.coder_id != by.pk:
        access.require(by, Verb.ASSIGN, assignment.project)
    current = _locked(assignment, version)
    if current.state == "assigned":
        return current
    return _write(current, by, "reopen", state="assigned", finished=None)


@transaction.atomic
def open_early(*, assignment, version, by):
    """Let the coder see the others' marks before all have finished.

    Raises:
        PermissionDenied, Conflict
    """
    access.require(by, Verb.ASSIGN, assignment.project)
    if assignment.coder_id == by.pk:
        raise PermissionDenied("Somebody else has to open the texts that you code.")
    current = _locked(assignment, version)
    if current.opened:
        return current
    return _write(current, by, "open", opened=timezone.now())


@transaction.atomic
def unassign(*, assignment, version, by, sure=False):
    """Take a text back; the marks that the coder made in it stay.

    Raises:
        PermissionDenied, Conflict
        Unsure: something is marked in it.
    """
    access.require(by, Verb.ASSIGN, assignment.project)
    current = _locked(assignment, version)
    number = marked(current)
    if number and not sure:
        raise Unsure(
            f"{current.coder} has marked {number:,} passage{'s' * (number != 1)} in"
            " this text. They stay if you take it back."
        )
    with acting(by, "unassign"):
        current.delete()
