"""What relations and regions share: an id of the client's, a version, a deletion."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from annotations.actions.revisions import raise_revisions
from annotations.errors import Conflict, Deleted
from corpus.models import Document


def insert(row, documents):
    """Store a new row, raising the revision of the texts it concerns.

    Raises:
        IntegrityError, ValidationError
    """
    clean(row)
    raise_revisions(documents)
    row.save(force_insert=True)


def clean(row):
    """Refuse values that a field cannot hold, without a look at other tables.

    Raises:
        ValidationError
    """
    references = [field.name for field in row._meta.fields if field.remote_field]
    row.clean_fields(exclude=references)


def existing(model, uuid, by, body_hash):
    """The row of this id, if it is the caller's equal one (I4).

    Raises:
        Conflict, Deleted
    """
    found = model.objects.filter(uuid=uuid).first()
    if found is None:
        return None
    noun = model._meta.verbose_name
    if not model.objects.visible_to(by).filter(pk=found.pk).exists():
        raise Conflict("This id is taken. Use a new one.", code="id_taken")
    if found.body_hash != body_hash:
        raise Conflict(f"This id stands for another {noun}. Use a new one.", found)
    if found.deleted:
        raise Deleted(found)
    return found


def locked(row, version, documents, *, standing=True):
    """The row as it stands, locked, if it has the version the editor saw (I5).

    The documents' rows are locked first, as by every writer, so nobody waits in a ring.

    Args:
        standing: one that was deleted is told as such, whatever version was seen: a
            deletion may be sent again.

    Raises:
        Conflict, Deleted
    """
    model = type(row)
    list(
        Document.objects.select_for_update()
        .filter(pk__in=documents)
        .order_by("pk")
        .values_list("pk")
    )
    rows = model.objects.select_for_update(of=["self"]).select_related("coder")
    current = rows.get(pk=row.pk)
    if standing and current.deleted:
        raise Deleted(current)
    if current.version != version:
        noun = model._meta.verbose_name
        raise Conflict(
            f"Somebody changed this {noun} since you opened it.", current, "stale"
        )
    return current


def update(row, values, documents):
    """Write fields, raising the row's version and the texts' revisions.

    Raises:
        ValidationError
    """
    values = {**values, "version": row.version + 1, "changed": timezone.now()}
    for name, value in values.items():
        setattr(row, name, value)
    clean(row)
    raise_revisions(documents)
    try:
        with transaction.atomic():
            row.save(update_fields=list(values))
    except IntegrityError as error:
        raise ValidationError(sentence_of(error, type(row))) from error


def sentence_of(error, model):
    """A sentence for a constraint of the database."""
    diagnosis = getattr(error.__cause__, "diag", None)
    name = getattr(diagnosis, "constraint_name", None)
    for constraint in model._meta.constraints:
        if constraint.name == name and constraint.violation_error_message:
            return constraint.violation_error_message
    noun = model._meta.verbose_name
    return f"The database refused this {noun}: a reference in it does not exist."
