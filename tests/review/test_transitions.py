"""The table of transitions, whole, against the action and against the user guide."""

from itertools import product
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from corpus.access import LEAST_ROLE
from corpus.models import Project
from formats import words
from review.actions.decisions import decide
from review.transitions import TRANSITIONS
from tests.factories import make_annotation

GUIDE = Path(__file__).parents[2] / "docs" / "user-guide.md"


def test_the_action_obeys_each_row(project, rita, alice, document):
    row = make_annotation(document=document, by=alice)
    # as anybody finds it: the fixture's own remembers its owner's role
    project = Project.objects.get(pk=project.pk)
    for before, after in product(words.STATUSES, repeat=2):
        rule = TRANSITIONS[before, after]
        for reason in ("", "As said"):
            set_up = {"status": before, "reason": "Before", "by": rita}
            decide(project=project, seen={row.uuid: row.version}, **set_up)
            row.refresh_from_db()
            seen = {row.uuid: row.version}
            sent = {"project": project, "seen": seen, "status": after, "reason": reason}
            with pytest.raises(PermissionDenied):
                decide(**sent, by=alice)
            if rule.wanted and not reason:
                with pytest.raises(ValidationError, match=rule.wanted):
                    decide(**sent, by=rita)
            else:
                decide(**sent, by=rita)
            row.refresh_from_db()
            refused = rule.wanted and not reason
            assert row.status == (before if refused else after), (before, after)


def test_the_user_guide_shows_the_table():
    lines = GUIDE.read_text().splitlines()
    for status, word in words.STATUSES.items():
        rules = [rule for rule in TRANSITIONS.values() if rule.after == status]
        assert {rule.before for rule in rules} == set(words.STATUSES)
        [role] = {LEAST_ROLE[rule.verb].value for rule in rules}
        [line] = [line for line in lines if line.startswith(f"| {word} | {role} |")]
        assert ("needed" in line) == all(rule.wanted for rule in rules)
