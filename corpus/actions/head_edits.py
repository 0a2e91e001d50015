"""What a text's head, or a project's rules, said before a change, brought back."""

from corpus.actions.heads import edit_head
from corpus.actions.projects import RULES, set_rules
from corpus.models import HeadEdit, RulesChange


def head_before(edit):
    """{field: value} as a head had them before a change, of those changed since.

    Withdrawing a text is an action of its own, and stays as it is: one query.
    """
    since = HeadEdit.objects.filter(document=edit.document_id, pk__gte=edit.pk)
    return _before(since)


def rules_before(change):
    """{rule: what was stored} before a change, of those changed since: one query."""
    since = RulesChange.objects.filter(project=change.project_id, pk__gte=change.pk)
    return _before(since)


def _before(since):
    before: dict = {}
    for row in since.order_by("-pk"):
        before |= row.before
    before.pop("withdrawn", None)
    return before


def bring_head_back(*, edit, version, by, why=""):
    """Make a change after which a head says again what it said before another.

    Args:
        version: ``head_version`` of the head that the editor saw.

    Raises:
        Changed, PermissionDenied, ValidationError
    """
    edit_head(
        document=edit.document,
        head=head_before(edit),
        version=version,
        by=by,
        why=why.strip() or f"As before {edit.created:%Y-%m-%d %H:%M}.",
    )


def bring_rules_back(*, change, by, why=""):
    """Make a change after which a project's rules are again as before another.

    Raises:
        PermissionDenied, ValidationError
    """
    now = {name: getattr(change.project, name) for name in RULES}
    set_rules(
        project=change.project,
        by=by,
        why=why.strip() or f"As before {change.created:%Y-%m-%d %H:%M}.",
        **now | rules_before(change),
    )
