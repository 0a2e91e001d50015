"""What a project's history is made of: where each kind of change is written down."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db.models import Q

from annotations.heads import LABELS
from annotations.models import Annotation, CodebookChange, HeadsChange, Relation, sight
from corpus.access import Verb
from corpus.models import Document, HeadEdit, RulesChange, Tombstone
from formats import words
from review.models import Comment


@dataclass(frozen=True)
class Kind:
    word: str
    one: str
    many: str
    #: The rows of a project that its reader may see.
    rows: Callable[[Any], Any]
    #: Fields of the rows: when, who and, of one text, which.
    at: str = "pgh_created_at"
    document: str = ""
    doctrine: str = ""
    #: Who and what it was called; empty where triggers wrote it into the row.
    by: str = ""
    verb: str = ""
    #: Field -> what it is called, of what is told before and after.
    fields: dict[str, str] = field(default_factory=dict)
    #: Field -> words for what is stored.
    choices: dict[str, dict[str, str]] = field(default_factory=dict)
    #: Whether each row holds ``before`` and ``after``, by the names of ``fields``.
    both: bool = False
    #: The name of the address at which its state before can be brought back, and the
    #: verb that it takes; the rows hold ``before``.
    back: tuple[str, Verb] | None = None
    #: The field that says why.
    why: str = ""
    #: The field that names what it is about.
    title: str = ""


def _events(app, model):
    return apps.get_model(app, f"{model}Event").objects


def _marks(project):
    seen = sight.of(project)
    rows = _events("annotations", "Annotation").filter(project=project)
    return rows.filter(seen.condition())


def _relations(project):
    rows = _events("annotations", "Relation").filter(project=project)
    if not sight.of(project).texts:
        return rows
    return rows.filter(pgh_obj__in=Relation.objects.of_project(project))


def _comments(project):
    seen = Comment.objects.of_project(project)
    return _events("review", "Comment").filter(project=project, pgh_obj__in=seen)


def _about_marks(app, model):
    """Rows about a mark, or about none."""

    def rows(project):
        found = _events(app, model).filter(project=project)
        seen = Annotation.objects.of_project(project)
        return found.filter(Q(annotation=None) | Q(annotation__in=seen))

    return rows


def _of_texts(app, model, path):
    """Rows of texts in which the reader sees everybody's marks."""

    def rows(project):
        found = _events(app, model).filter(project=project)
        texts = sight.of(project).texts
        return found.exclude(**{f"{path}__in": texts}) if texts else found

    return rows


def _plain(app, model):
    return lambda project: _events(app, model).filter(project=project)


KINDS = {
    "mark": Kind(
        *("Annotations", "an annotation", "annotations", _marks),
        document="document",
        doctrine="doctrine__slug",
        fields={
            "doctrine__name": "Doctrine",
            "stance": "Stance",
            "actor__name": "Voice of",
            "situation__code": "Situation",
            "attitude": "Attitude",
            "ground": "Ground",
            "role": "Role",
            "explicitness": "Explicitness",
            "confidence": "Confidence",
            "quote": "Words",
            "note": "Note",
            "status": "Status",
            "reason": "Reason",
        },
        choices={
            "stance": words.STANCES,
            "attitude": words.ATTITUDES,
            "ground": words.GROUNDS,
            "role": words.ROLES,
            "explicitness": words.EXPLICITNESS,
            "confidence": words.CONFIDENCES,
            "status": words.STATUSES,
        },
        why="reason",
        title="quote",
    ),
    "relation": Kind(
        *("Relations", "a relation", "relations", _relations),
        document="source__document",
        fields={"kind": "Kind", "note": "Note"},
        choices={"kind": words.RELATIONS},
        title="source__quote",
    ),
    "region": Kind(
        *("Outside the text", "a stretch outside the text", "stretches outside texts"),
        _plain("corpus", "Region"),
        document="document",
        fields={"kind": "Kind", "start": "Begins at", "end": "Ends at"},
    ),
    "edition": Kind(
        *("Editions", "an edition", "editions", _plain("corpus", "Edition")),
        document="document",
        fields={"kind": "Kind", "of__title": "Of"},
        choices={"kind": words.EDITIONS},
    ),
    "text": Kind(
        *("Texts added", "a text", "texts"),
        lambda project: Document.objects.of_project(project),
        at="created",
        document="pk",
        by="added_by",
        verb="add",
    ),
    "head": Kind(
        *("Head of a text", "the head of a text", "heads of texts"),
        lambda project: HeadEdit.objects.of_project(project),
        at="created",
        document="document",
        by="by",
        verb="edit",
        fields=LABELS,
        both=True,
        back=("review:earlier_head", Verb.EDIT_HEAD),
        why="why",
        title="document__title",
    ),
    "heads": Kind(
        *("Heads of many texts", "heads of texts", "heads of texts"),
        lambda project: HeadsChange.objects.of_project(project).exclude(made=None),
        at="made",
        by="by",
        verb="edit",
        title="title",
    ),
    "gone": Kind(
        *("Texts deleted", "a text for good", "texts for good"),
        lambda project: Tombstone.objects.of_project(project),
        at="deleted",
        by="planned_by",
        verb="delete",
        title="title",
    ),
    "codebook": Kind(
        *("Codebook", "the codebook", "the codebook"),
        lambda project: CodebookChange.objects.of_project(project),
        at="created",
        doctrine="about",
        by="by",
        verb="kind",
        why="note",
        title="about",
    ),
    "rules": Kind(
        *("Rules of the project", "the rules", "the rules"),
        lambda project: RulesChange.objects.of_project(project),
        at="created",
        by="by",
        verb="edit",
        back=("review:earlier_rules", Verb.MANAGE),
        why="why",
        title="said",
    ),
    "assignment": Kind(
        *("Assignments", "an assignment", "assignments"),
        _plain("annotations", "Assignment"),
        document="document",
        fields={"coder__name": "Coder", "state": "State", "note": "Note"},
        choices={"state": words.ASSIGNMENTS},
        title="coder__name",
    ),
    "precedent": Kind(
        *("Precedents", "a precedent", "precedents"),
        _about_marks("annotations", "Precedent"),
        document="annotation__document",
        doctrine="doctrine__slug",
        fields={"reason": "Reason", "overruled_reason": "Why overruled"},
        why="reason",
        title="doctrine__name",
    ),
    "settlement": Kind(
        *("Adjudication", "a settlement", "settlements"),
        _of_texts("review", "Settlement", "adjudication__document"),
        document="adjudication__document",
        doctrine="adjudication__doctrine__slug",
        fields={"outcome": "Outcome", "reason": "Reason"},
        choices={"outcome": words.SETTLEMENTS},
        why="reason",
        title="adjudication__doctrine__name",
    ),
    "comment": Kind(
        *("Comments", "a comment", "comments", _comments),
        document="document",
        doctrine="doctrine__slug",
        fields={"text": "Words"},
        title="text",
    ),
}

#: Verb of the history -> what somebody did; another stands as it is.
DONE = {
    "create": "marked",
    "add": "added",
    "edit": "changed",
    "delete": "deleted",
    "restore": "restored",
    "import": "imported",
    "carry": "carried",
    "place": "placed",
    "accept": "accepted",
    "reject": "rejected",
    "discuss": "put up for discussion",
    "reopen": "took back the decision about",
    "relate": "drew",
    "change_relation": "changed",
    "remove_relation": "removed",
    "restore_relation": "restored",
    "insert": "made",
    "update": "changed",
    "link": "linked",
    "unlink": "unlinked",
    "comment": "wrote",
    "answer": "answered with",
    "edit_comment": "changed",
    "delete_comment": "deleted",
    "resolve": "resolved",
    "reopen_thread": "opened again",
    "assign": "gave",
    "unassign": "took away",
    "settle": "made",
    "take back a settlement": "took back",
    "reopen an adjudication": "opened again",
    "raise a precedent": "raised",
    "overrule a precedent": "overruled",
    "bring back": "brought back an earlier state of",
}
#: The same of assignments, where it is another word than of a mark.
DONE_WITH_TEXTS = {
    "finish": "finished",
    "reopen": "opened again",
    "open": "showed others’ marks to who has",
}
