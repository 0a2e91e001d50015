"""Reviewers who decide about the same marks at the same moment."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from annotations.models import Annotation
from review.actions.decisions import decide
from tests.factories import make_annotation, make_document


@pytest.mark.django_db(transaction=True)
def test_of_many_reviewers_one_wins_and_nobody_waits_in_a_ring(
    project, rita, alice, document
):
    other = make_document(project=project, by=alice, text="Help was asked for.")
    rows = [
        make_annotation(document=document, by=alice),
        make_annotation(document=other, by=alice, quote="asked for"),
    ]

    def reject(number):
        # half of them name the texts the other way round
        order = rows if number % 2 else rows[::-1]
        seen = {row.uuid: 1 for row in order}
        try:
            return decide(
                project=project, seen=seen, status="rejected", reason="No", by=rita
            )
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        done = list(pool.map(reject, range(6)))
    assert sorted(len(one.rows) for one in done) == [0, 0, 0, 0, 0, 2]
    assert set(Annotation.objects.values_list("version", flat=True)) == {2}
