"""Examples of an entry: passages of the texts, or words written for the codebook."""

from django.core.exceptions import ValidationError
from django.db.models import Max

from annotations.actions.recording import recording
from annotations.models import DoctrineExample
from formats import words

#: In characters, of an example's own words and of a note.
LONGEST_WORDS, LONGEST_NOTE = 2000, 1000


def add_example(*, doctrine, by, kind="positive", annotation=None, text="", note=""):
    """Show what belongs under an entry, or what does not.

    A passage that is an example of the entry already takes the kind and the note.

    Args:
        kind: one of words.EXAMPLES.
        annotation: a standing annotation of the project, of whatever doctrine.
        text: words of its own, when there is no annotation.
        note: why it is one.

    Raises:
        PermissionDenied, ValidationError
    """
    text, note = text.strip(), note.strip()
    _require(kind, annotation, text, note)
    project = doctrine.project
    if annotation is not None and (
        annotation.project_id != doctrine.project_id or annotation.deleted
    ):
        raise ValidationError({"annotation": "There is no such passage."})
    with recording(project=project, by=by, kind="example", about=doctrine.slug):
        examples = DoctrineExample.objects.filter(project=project, doctrine=doctrine)
        found = annotation and examples.filter(annotation=annotation).first()
        if found:
            found.kind, found.note = kind, note or found.note
            found.save(update_fields=["kind", "note"])
            return found
        last = examples.aggregate(Max("order"))["order__max"]
        return DoctrineExample.objects.create(
            project=project,
            doctrine=doctrine,
            kind=kind,
            annotation=annotation,
            text=text,
            note=note,
            order=0 if last is None else last + 1,
            by=by,
        )


def change_example(*, example, by, kind, note):
    """Say of an example whether it belongs, and why.

    Raises:
        PermissionDenied, ValidationError
    """
    _require(kind, example.annotation_id, example.text, note)
    about = example.doctrine.slug
    with recording(project=example.project, by=by, kind="example", about=about):
        DoctrineExample.objects.filter(pk=example.pk).update(
            kind=kind, note=note.strip()
        )


def remove_example(*, example, by):
    """Show it no longer; one that is gone is as wanted. The passage stays.

    Raises:
        PermissionDenied
    """
    about = example.doctrine.slug
    with recording(project=example.project, by=by, kind="example", about=about):
        DoctrineExample.objects.filter(pk=example.pk).delete()


def _require(kind, annotation, text, note):
    if kind not in words.EXAMPLES:
        raise ValidationError({"kind": f"“{kind}” is none of: positive, negative."})
    if annotation is None and not text:
        raise ValidationError({"text": "Write the example, or choose a passage."})
    if annotation is not None and text:
        sentence = "An example is a passage or words of its own, not both."
        raise ValidationError({"text": sentence})
    for name, value, longest in (
        ("text", text, LONGEST_WORDS),
        ("note", note, LONGEST_NOTE),
    ):
        if len(value) > longest:
            sentence = (
                f"Write at most {longest:,} characters; these are {len(value):,}."
            )
            raise ValidationError({name: sentence})
