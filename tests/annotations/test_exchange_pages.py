"""The pages that take a set away and bring one in."""

import json
import re

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from annotations.actions.arranging import move_doctrine
from annotations.models import Annotation, Doctrine
from tests.factories import make_annotation


def test_page_sends_the_chosen_format(as_user, victor, alice, document):
    make_annotation(document=document, by=alice)
    path = reverse("annotations:export", args=[document.project.slug])
    response = as_user(victor).get(path, {"format": "jsonl", "doctrine": "ibi"})
    assert response["Content-Disposition"] == 'attachment; filename="winter.jsonl"'
    (line,) = b"".join(response.streaming_content).splitlines()
    assert json.loads(line)["doctrine"] == "ibi.request"


def test_empty_project_says_what_to_do(as_user, victor, project):
    page = as_user(victor).get(reverse("annotations:export", args=[project.slug]))
    assert "To the texts" in page.content.decode()


def test_a_moved_doctrine_stands_under_its_parent(as_user, victor, rita, document):
    make_annotation(document=document, by=rita)
    entries = Doctrine.objects.filter(project=document.project)
    entry, parent = entries.get(slug="sd.imminence"), entries.get(slug="uof")
    entry.project = document.project
    move_doctrine(doctrine=entry, parent=parent, by=rita)
    path = reverse("annotations:export", args=[document.project.slug])
    page = as_user(victor).get(path).text
    listed = re.findall(r'<option value="([\w.]+)">', page)
    under = listed[: listed.index("sd")]
    assert listed.index("sd") > listed.index("uof")
    assert "sd.imminence" in under


def line(document, **fields):
    return json.dumps(
        {
            "document": {"filename": document.filename},
            "start": 0,
            "end": 6,
            "quote": "A note",
            "doctrine": "sd",
            "stance": "asserts",
            "voice": {"kind": "own"},
            **fields,
        }
    ).encode()


def post(client, project, data, **fields):
    path = reverse("annotations:import", args=[project.slug])
    file = SimpleUploadedFile("set.jsonl", data)
    return client.post(path, {"file": file, **fields})


def test_preview_then_import(as_user, olga, document):
    client = as_user(olga)
    preview = post(client, document.project, line(document), preview=1)
    assert "1 annotation would be made" in preview.content.decode()
    assert not Annotation.objects.exists()
    done = post(client, document.project, line(document))
    assert done.status_code == 302
    assert Annotation.objects.get().quote == "A note"


def test_what_is_missing_is_told_once_with_its_cure(as_user, olga, document):
    data = b"\n".join(line(document, by="anna@example.org") for _ in range(7))
    client = as_user(olga)
    page = post(client, document.project, data, preview=1).text
    assert "Lines 1, 2, 3, 4, 5 and 2 more, by: The project has no" in page
    assert "Tick “Make what is missing”" in page


def test_an_import_leads_to_the_marked_texts(as_user, olga, document):
    done = post(as_user(olga), document.project, line(document))
    assert done.url == "/projects/winter/texts/?marks=marked&sort=-marks"


def test_wrong_line_is_shown(as_user, olga, document):
    data = line(document) + b"\n" + line(document, start=1)
    page = post(as_user(olga), document.project, data).content.decode()
    assert "Line 2, quote" in page
    assert not Annotation.objects.exists()


def test_no_file_is_said(as_user, olga, project):
    path = reverse("annotations:import", args=[project.slug])
    assert "Choose a file." in as_user(olga).post(path).content.decode()
