"""Large tables of heads are compared by a job; workbooks are read apart."""

import io
import zipfile
from pathlib import Path

import pytest
from django.urls import reverse
from openpyxl import Workbook

from annotations import heads_table
from annotations.actions import heads_jobs
from annotations.models import HeadsChange
from corpus.importers import workbook_child
from corpus.importers.plain_text import Unreadable
from corpus.models import Job, JobState
from tests.corpus.worker import work_off
from tests.factories import make_document


def sent(client, data, name="texts.csv"):
    """The answer to a table."""
    file = io.BytesIO(data)
    file.name = name
    return client.post(
        reverse("annotations:import_heads", args=["winter"]), {"file": file}
    )


def workbook(*rows):
    book, file = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(file)
    return file.getvalue()


@pytest.mark.django_db(transaction=True)
def test_a_large_table_is_compared_by_a_job(
    as_user, rita, olga, project, settings, monkeypatch
):
    texts = [
        make_document(project=project, by=olga, text=f"Text {number}.", genre="blog")
        for number in range(3)
    ]
    lines = [f"{text.pk},speech,en" for text in texts]
    right = "\n".join(["id,genre,language", *lines]).encode()
    client = as_user(rita)

    # many lines: the job, and then the page that shows what would change
    monkeypatch.setattr(heads_jobs, "FEW_LINES", 2)
    answer = sent(client, right)
    job = Job.objects.get()
    assert answer.url == job.path() and not HeadsChange.objects.exists()
    assert job.title == "See what the table texts.csv changes"
    kept = Path(settings.DATA, "uploads", job.arguments["folder"])
    assert kept.is_dir()
    work_off()
    job.refresh_from_db()
    assert (job.state, job.done, job.total) == (JobState.DONE, 3, 3)
    assert not kept.exists()
    page = client.get(job.result)
    assert page.context["number"] == 3 and page.text.count("<ins>speech</ins>") == 3

    # many bytes, and a workbook: what is wrong is told by the job
    monkeypatch.setattr(heads_jobs, "FEW_LINES", 1_000)
    monkeypatch.setattr(heads_table, "SMALL_WORKBOOK", 100)
    wrong = workbook(["id", "language"], [texts[0].pk, "English!"], [9_999_999, "en"])
    assert sent(client, wrong, "texts.xlsx").url == Job.objects.latest("pk").path()
    work_off()
    job = Job.objects.latest("pk")
    assert job.state == JobState.FAILED
    for told in ("Line 2: Language: “English!”", "Line 3: this project has no text"):
        assert told in job.sentence
    # cancelled before its end: nothing is proposed
    monkeypatch.setattr(heads_table, "SMALL_CSV", 10)
    sent(client, right)
    client.post(f"{Job.objects.latest('pk').path()}cancel/")
    work_off()
    assert Job.objects.latest("pk").state == JobState.CANCELLED
    assert HeadsChange.objects.count() == 1


def test_a_workbook_that_takes_too_long_is_given_up():
    with pytest.raises(Unreadable, match="took too long"):
        workbook_child.read(
            workbook(["id"]), most_rows=9, most_columns=9, wall_seconds=0.01
        )


def test_a_workbook_that_names_a_far_row_is_read_in_a_moment():
    data = workbook(["id", "genre"], [1, "blog"])
    far = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(far, "w") as file:
        for name in before.namelist():
            member = before.read(name)
            member = member.replace(b'<row r="2"', b'<row r="999999999"')
            file.writestr(name, member)
    rows = workbook_child.read(
        far.getvalue(), most_rows=9, most_columns=2, wall_seconds=30
    )
    assert rows == [(1, ["id", "genre"])]
