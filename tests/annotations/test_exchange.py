"""Sets out and in: whole, consistent, proven line by line, and the same again."""

import csv
import io
import json

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from accounts.actions import create_token
from annotations.actions.annotations import delete_annotation
from annotations.actions.relations import delete_relation
from annotations.models import Annotation, Relation
from corpus.actions.documents import withdraw
from corpus.actions.names import create_actor
from tests.factories import (
    make_annotation,
    make_document,
    make_project,
    make_relation,
)

TEXT = (
    "Zur Lage 🕊\r\n\r\nThe ministry\u00a0said: “we were asked”.\r\n"
    "E\u0301tat de droit, 𝔄nfang und Ende.\r\n"
)


@pytest.fixture
def rich(project, olga, alice, rita):
    """A project with nested, crossing and identical spans of every kind of field."""
    document = make_document(project=project, by=olga, text=TEXT, filename="rich.txt")
    for name in ("Ministry", "Agency"):
        create_actor(project=project, name=name, by=alice)
    make_annotation(document=document, by=alice, quote="🕊\n\nThe ministry\u00a0said")
    make_annotation(
        document=document,
        by=rita,
        quote="ministry\u00a0said: “we were asked”",
        stance="denies",
        voice={"kind": "attributed", "holder": "Ministry", "via": ["Agency"]},
        attitude="rejects",
        situation=None,
        tags=["zeta", "alpha", "=SUM(A1)"],
        note='A "note",\nof two lines',
        comparators=[{"situation": "CSK-1968", "relation": "like"}],
        authority={
            "instrument": "CSTO Treaty",
            "locator": "Art. 4",
            "version": "1992",
            "reliance": "superseded",
        },
    )
    for doctrine in ("ibi.request", "sd"):
        make_annotation(
            document=document, by=alice, quote="𝔄nfang und", doctrine=doctrine
        )
    return project


def export(project, by, format="jsonl", **query):
    path = reverse("api:export", args=[project.slug])
    return get(path, by, format=format, **query)


def get(path, by, **query):
    _token, secret = create_token(user=by, name="test")
    headers = {"Authorization": f"Bearer {secret}"}
    response = Client().get(path, query, headers=headers)
    response.data = b"".join(response.streaming_content) if response.streaming else b""
    return response


def load(project, by, data, **query):
    _token, secret = create_token(user=by, name="test")
    query = "&".join(f"{name}={value}" for name, value in query.items())
    return Client().post(
        f"{reverse('api:import', args=[project.slug])}?{query}",
        data,
        content_type="application/jsonl",
        headers={"Authorization": f"Bearer {secret}"},
    )


def records(data):
    return [json.loads(line) for line in data.decode().splitlines()]


def without_ids(rows):
    for row in rows:
        del row["id"], row["document"]["id"]
    return rows


def test_round_trip_into_another_project(rich, olga):
    first = export(rich, olga)
    other = make_project(by=olga, slug="other")
    make_document(project=other, by=olga, text=TEXT, filename="rich.txt")
    made = load(other, olga, first.data, create_missing=1)
    assert (made.status_code, made.json()["made"]) == (201, 4)
    again = export(other, olga)
    assert without_ids(records(again.data)) == without_ids(records(first.data))


def test_round_trip_of_the_same_project_makes_nothing(rich, olga):
    data = export(rich, olga).data
    response = load(rich, olga, data)
    assert response.status_code == 200
    assert (response.json()["made"], response.json()["unchanged"]) == (0, 4)


def test_same_file_again_is_reported(rich, olga):
    other = make_project(by=olga, slug="other")
    make_document(project=other, by=olga, text=TEXT, filename="rich.txt")
    data = export(rich, olga).data
    load(other, olga, data, create_missing=1)
    again = load(other, olga, data, create_missing=1)
    assert again.status_code == 200
    assert again.json()["imported_before"]
    assert Annotation.objects.filter(project=other).count() == 4


def test_declared_count_is_the_number_of_rows(rich, olga):
    response = export(rich, olga)
    assert int(response["X-Row-Count"]) == len(records(response.data)) == 4
    assert int(response["Content-Length"]) == len(response.data)


def test_deleted_and_withdrawn_are_left_out(rich, olga, alice):
    mark = Annotation.objects.filter(project=rich).first()
    delete_annotation(annotation=mark, version=1, by=olga)
    gone = make_document(project=rich, by=olga, text="Another text.\n", filename="b")
    make_annotation(document=gone, by=alice, quote="Another")
    withdraw(document=gone, by=olga)
    assert len(records(export(rich, olga).data)) == 3


def test_every_format_holds_the_same_quotes(rich, olga):
    lines = [row["quote"] for row in records(export(rich, olga).data)]
    table = export(rich, olga, "csv").data.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(table, newline="")))
    assert [row["quote"] for row in rows] == lines
    items = json.loads(export(rich, olga, "w3c").data)["first"]["items"]
    exact = [
        selector["exact"]
        for item in items
        for selector in item["target"]["selector"]
        if selector["type"] == "TextQuoteSelector"
    ]
    assert exact == lines


def test_unknown_format_is_named(rich, olga):
    response = export(rich, olga, "docx")
    assert (response.status_code, list(response.json()["fields"])) == (422, ["format"])


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"start": 1}, "quote"),
        ({"quote": "asked its enemies for hel"}, "quote"),
        ({"doctrine": "no.such"}, "doctrine"),
        ({"document": {"filename": "nowhere.txt"}}, "document"),
        ({"stance": "shouts"}, "stance"),
        ({"by": "nobody@example.org"}, "by"),
        ({"situation": "ATLANTIS"}, "situation"),
        ({"voice": {"kind": "attributed", "holder": "Nobody"}}, "voice.holder"),
    ],
)
def test_wrong_line_is_named_and_nothing_is_made(olga, document, change, field):
    good = line_of(document)
    bad = {**good, **change}
    response = load(document.project, olga, jsonl(good, bad))
    assert response.status_code == 422, response.content
    problems = response.json()["problems"]
    assert [(problem["line"], problem["field"]) for problem in problems] == [(2, field)]
    assert not Annotation.objects.filter(project=document.project).exists()


def line_of(document, quote="asked its allies for help", **fields):
    start = document.text().index(quote)
    return {
        "document": {"filename": document.filename},
        "start": start,
        "end": start + len(quote),
        "quote": quote,
        "doctrine": "ibi.request",
        "stance": "asserts",
        "voice": {"kind": "own"},
        **fields,
    }


def jsonl(*rows):
    return "\n".join(json.dumps(row) for row in rows).encode()


def test_every_wrong_line_is_named_at_once(olga, document):
    data = jsonl({**line_of(document), "start": 1, "end": 26}) + b"\n{bad"
    response = load(document.project, olga, data)
    assert response.status_code == 400
    assert [problem["line"] for problem in response.json()["problems"]] == [1, 2]


def test_doubled_id_is_refused(olga, document):
    identity = "6f1f2a9e-0000-4000-8000-000000000001"
    rows = line_of(document, id=identity), line_of(document, id=identity, note="2")
    response = load(document.project, olga, jsonl(*rows))
    assert response.json()["problems"][0]["line"] == 2


def test_preview_makes_nothing(olga, document):
    data = jsonl(line_of(document, doctrine="new.entry"))
    response = load(document.project, olga, data, preview=1, create_missing=1)
    assert response.json()["created"] == {"doctrines": ["new.entry"]}
    assert not Annotation.objects.filter(project=document.project).exists()
    assert not document.project.doctrine_set.filter(slug="new.entry").exists()


def test_lines_without_by_are_the_importers(olga, document):
    load(document.project, olga, jsonl(line_of(document)))
    assert Annotation.objects.get().coder == olga


def test_imported_rows_have_their_history(olga, document):
    load(document.project, olga, jsonl(line_of(document, tags=["a"])))
    mark = Annotation.objects.get()
    event = mark.events.get()
    assert (event.pgh_context["user"], event.pgh_context["verb"]) == (olga.pk, "import")


def test_id_of_another_project_is_mapped(rich, olga):
    other = make_project(by=olga, slug="other")
    make_document(project=other, by=olga, text=TEXT, filename="rich.txt")
    load(other, olga, export(rich, olga).data, create_missing=1)
    mine = set(Annotation.objects.filter(project=rich).values_list("uuid", flat=True))
    theirs = set(
        Annotation.objects.filter(project=other).values_list("uuid", flat=True)
    )
    assert not mine & theirs


def test_coder_may_not_import_a_set(alice, document):
    response = load(document.project, alice, jsonl(line_of(document)))
    assert response.status_code == 403


def test_commands_export_and_import(rich, olga, tmp_path, capsys):
    file = tmp_path / "set.jsonl"
    call_command("export_annotations", project=rich.slug, output=str(file))
    other = make_project(by=olga, slug="other")
    make_document(project=other, by=olga, text=TEXT, filename="rich.txt")
    arguments = {"project": "other", "create_missing": True}
    call_command("import_annotations", str(file), **arguments)
    assert "4 annotations made" in capsys.readouterr().out
    call_command("import_annotations", str(file), **arguments)
    assert "nothing to do" in capsys.readouterr().out


def test_command_names_the_wrong_line(document, tmp_path):
    file = tmp_path / "bad.jsonl"
    file.write_bytes(jsonl(line_of(document), line_of(document, start=3)))
    with pytest.raises(CommandError, match="Line 2, quote"):
        call_command("import_annotations", str(file), project=document.project.slug)


def test_relations_go_out_and_come_in_the_same(rich, olga, alice, rita):
    later, first, second = Annotation.objects.filter(project=rich).order_by("-pk")[:3]
    other = make_document(project=rich, by=olga, text="Elsewhere.", filename="b.txt")
    far = make_annotation(document=other, by=rita, quote="Elsewhere")
    # against the order of the file, within it, into another text, by somebody else
    make_relation(source=second, target=later, by=second.coder, kind="rebuts")
    make_relation(source=first, target=far, by=first.coder, note="In part, 1 of 2")
    make_relation(source=far, target=first, by=olga, kind="relies_on")
    gone = make_relation(source=far, target=second, by=rita)
    delete_relation(relation=gone, version=1, by=rita)
    data = export(rich, olga).data

    copy = make_project(by=olga, slug="copy")
    make_document(project=copy, by=olga, text=TEXT, filename="rich.txt")
    make_document(project=copy, by=olga, text="Elsewhere.", filename="b.txt")
    assert load(copy, olga, data, create_missing="true").json()["made"] == 5
    assert shape(export(copy, olga).data) == shape(data)
    assert sum(len(line) for line in shape(data).values()) == 3
    assert Relation.objects.filter(project=copy).standing().count() == 3
    verbs = {
        (event.pgh_context["user"], event.pgh_context["verb"])
        for relation in Relation.objects.filter(project=copy)
        for event in relation.events.all()
    }
    assert verbs == {(olga.pk, "import")}

    # again into the project that has them: nothing new
    again = load(rich, olga, data).json()
    assert (again["made"], again["unchanged"]) == (0, 5)
    for format, words in (("csv", b"rebuts:"), ("w3c", b'"purpose":"linking"')):
        assert words in export(rich, olga, format).data


def shape(data):
    """{a mark's place: its relations, their targets as places}"""
    lines = [json.loads(line) for line in data.splitlines()]
    places = {
        line["id"]: (line["document"]["filename"], line["start"], line["doctrine"])
        for line in lines
    }
    return {
        places[line["id"]]: [
            {**item, "target": places[item["target"]]}
            for item in line.get("relations", [])
        ]
        for line in lines
    }


def test_a_relation_to_nowhere_refuses_the_whole_file(project, document, olga):
    line = {
        "document": {"filename": document.filename},
        "start": 0,
        "end": 6,
        "quote": "A note",
        "doctrine": "sd",
        "stance": "asserts",
        "voice": {"kind": "own"},
    }
    nowhere = "5f0e8c0a-6f0b-4b8e-9d53-0a3c1f6f7a10"
    lines = [line, {**line, "relations": [{"kind": "rebuts", "target": nowhere}]}]
    refused = load(project, olga, "\n".join(map(json.dumps, lines)).encode())
    assert refused.status_code == 422
    assert "Line 2, relations.target" in refused.json()["detail"]
    assert not Annotation.objects.filter(project=project).exists()
