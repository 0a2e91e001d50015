"""Say of two actors that they look alike and are different."""

from django.core.exceptions import ValidationError

from corpus import access
from corpus.access import Verb
from corpus.models import DifferentActors
from corpus.retry import atomic_with_retries


@atomic_with_retries
def say_different(*, one, other, by):
    """Propose this pair no more; said twice it is said once.

    Raises:
        PermissionDenied, ValidationError
    """
    access.require(by, Verb.MERGE_ACTORS, one.project)
    if one.pk == other.pk or one.project_id != other.project_id:
        raise ValidationError("Choose two different actors of this project.")
    first, second = sorted((one, other), key=lambda actor: actor.pk)
    DifferentActors.objects.get_or_create(
        project_id=one.project_id,
        first=first,
        second=second,
        defaults={"said_by": by},
    )
