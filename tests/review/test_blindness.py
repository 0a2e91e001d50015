"""A coder who works blind learns nothing of another's marks, at any address.

Every address that can be read is asked as alice, before and after bob marks the same
texts: what she gets must stay the same, letter by letter, so that no word and no number
tells of him. When both have finished, his words are there.
"""

import io
import re
import uuid
import zipfile

import pytest
from django.utils import timezone

from annotations.actions.annotations import delete_annotation
from annotations.actions.carry import carry
from annotations.actions.coverage import set_coverage
from annotations.models import (
    Annotation,
    Assignment,
    CodebookChange,
    Recoding,
    Reconsideration,
)
from corpus.models import Actor, Document, Situation
from review.models import Comment
from tests.factories import make_annotation, make_member, make_relation
from tests.test_access import address, expected, make_things, routes

pytestmark = pytest.mark.django_db

#: The addresses are dealt out to so many tests, which several processes share.
PARTS = 4
#: What bob says, and nobody else.
TOLD = "Telltale"
#: Addresses that show marks are asked again in each of these ways.
QUERIES = {
    "annotations:documents": [
        *("sort=marks", "sort=-marks", "marks=marked", "marks=unmarked"),
        "tag=telltale",
    ],
    "annotations:table": [
        *("q=telltale", "doctrine=ibi.consent", "tag=telltale", "sort=coder"),
        *("coder={bob}", "coder=bob@example.org", "holder=Telltale+Ministry"),
        *("status=rejected", "stance=denies", "voice=attributed"),
    ],
    "annotations:reading": ["doctrine=ibi.consent", "stance=denies"],
    "annotations:actors": [
        *("use=holder", "use=via", "use=unused", "sort=held", "sort=-held"),
        *("sort=texts", "sort=-texts"),
    ],
    "annotations:situations": ["use=unused", "use=used", "sort=marks", "sort=-marks"],
    "annotations:actor": ["voice=attributed", "voice=own"],
    "annotations:export_heads": ["table=csv", "table=xlsx"],
    "annotations:export": [
        *("format=jsonl", "format=csv", "format=w3c", "format=xlsx"),
        *("format=jsonl&coder={bob}", "format=jsonl&doctrine=ibi.consent"),
    ],
    "compare:table": [
        *("by=document", "voice=attributed", "coder={bob}", "across=passages"),
        *("sort=passages", "sort=likeness", "sort=column:ibi", "open=ibi"),
        *("format=csv", "format=xlsx", "voice=all&situation=all"),
    ],
    "compare:methods": ["voice=all&situation=all"],
    "compare:elements": ["picture=elements&format=csv"],
    "compare:elements_of": ["voice=all", "picture=elements&format=svg"],
    "compare:situations": [
        *("in=AFTER&voice=all", "doctrine=ibi.consent&voice=all", "coder={bob}"),
        "voice=all&picture=situations&format=csv",
    ],
    "compare:comparators": [
        *("voice=all&situation=all", "situation=all&coder={bob}"),
        "situation=all&picture=comparators&format=csv",
    ],
    "compare:passages": ["voice=all&situation=all"],
    "compare:likeness": [
        *("minimum=1", "minimum=1&voice=all&situation=all", "coder={bob}&minimum=1"),
        "minimum=1&voice=all&situation=all&picture=likeness&format=csv",
    ],
    "compare:beside": [
        "column=ibi.request&column2=ibi.consent&voice=all&situation=all",
        "holder=document:{text}&holder2=actor:{told}&voice=all&situation=all",
    ],
    "compare:parting": [
        "holder=document:{text}&holder2=actor:{told}&voice=all&situation=all",
    ],
    "compare:networks": [
        *("voice=all", "type=affiliation", "coder={bob}", "unit=document"),
        *("format=graphml", "format=csv", "picture=network&format=svg"),
    ],
    "compare:time": [
        *("voice=all", "doctrine=ibi.consent", "coder={bob}", "format=changes"),
        *("picture=time&format=svg", "picture=time&format=csv"),
    ],
    "annotations:carry": [
        *("show=unchanged", "show=moved", "show=unplaced", "show=dropped")
    ],
    "annotations:export_codebook": ["format=json", "format=csv"],
    "api:document_annotations": ["since=0", "since=1"],
    "api:project_annotations": [
        *("q=telltale", "tag=telltale", "doctrine=ibi.consent", "coder={bob}"),
        *("coder=bob@example.org", "holder=Telltale+Ministry", "status=rejected"),
    ],
    "api:positions": [
        *("by=document", "voice=attributed", "with=annotations", "coder={bob}"),
        "format=csv",
    ],
    "api:networks": ["voice=all", "coder={bob}", "format=graphml", "format=csv"],
    "api:export": ["format=jsonl", "format=csv", "format=w3c"],
    "api:passages": ["q=strangers", "q=help"],
    "api:carry": ["outcome=unchanged"],
    "api:comments": ["resolved=no"],
}
#: What may differ: tokens of forms, numbers of a text's revision, times.
PASSING = re.compile(
    r"\b[A-Za-z0-9]{64}\b"
    r"|revision\W{1,4}\d+|\bv\d+-[0-9a-f]+"
    r"|\d{4}-\d\d-\d\d[T ]\d\d:\d\d[\d:.Z+]*"
)


@pytest.fixture
def bob(project):
    return make_member(project, "bob", "coder")


@pytest.fixture
def things(project, document, alice, bob, olga):
    """A blind project whose texts alice and bob have to code."""
    things = make_things(project, document, alice, olga)
    Actor.objects.create(project=project, name="Telltale Ministry")
    Situation.objects.create(project=project, code="AFTER", title="What came after")
    # so that positions have cells that only reading can fill
    make_annotation(
        document=Document.objects.get(filename="first.txt"),
        by=alice,
        quote="first version",
        doctrine="ibi.effective_control",
    )
    carry(document=document, by=olga)
    project.coding = "blind"
    project.save(update_fields=["coding"])
    for text in Document.objects.of_project(project):
        for coder in (alice, bob):
            Assignment.objects.get_or_create(
                project=project, document=text, coder=coder, defaults={"by": olga}
            )
    return things


def mark(things, document, bob, olga):
    """All that a coder can leave in a text, and what others did with it."""
    own = Annotation.objects.get(uuid=things["source"])
    said = {
        "stance": "denies",
        "note": f"{TOLD} note",
        "tags": [f"{TOLD} tag"],
        "voice": {"kind": "attributed", "holder": "Telltale Ministry"},
        "situation": "AFTER",
        "comparators": [{"situation": "UKR-2022", "relation": "like"}],
    }
    marks = [
        make_annotation(document=document, by=bob, doctrine=slug, quote=quote, **said)
        for slug, quote in (
            ("ibi.consent", "asked its allies for help"),
            ("ibi.request", "strangers had crossed the border"),
        )
    ]
    make_annotation(document=document, by=bob, note=f"{TOLD} in the own voice")
    relation = {"by": bob, "note": f"{TOLD} relation"}
    make_relation(source=marks[0], target=own, **relation)
    make_relation(source=own, target=marks[1], kind="supports", **relation)
    set_coverage(document=document, by=bob)
    earlier = Document.objects.get(filename="first.txt")
    make_annotation(document=earlier, by=bob, quote="first version", **said)
    carry(document=document, by=olga)
    Comment.objects.create(
        project=document.project, annotation=marks[0], text=f"{TOLD} comment", by=bob
    )
    change = CodebookChange.objects.get(pk=things["history"])
    Reconsideration.objects.create(
        project=document.project, annotation=marks[0], change=change
    )
    entry = marks[0].doctrine
    Recoding.objects.create(
        project=document.project,
        change=change,
        annotation=marks[0],
        before=entry,
        after=entry,
        status="proposed",
        version=1,
    )
    gone = make_annotation(document=document, by=bob, note=f"{TOLD}, deleted")
    delete_annotation(annotation=gone, version=1, by=bob)
    return [*marks, gone]


def in_part(part):
    """{name: route} of every URL of one of PARTS."""
    return dict(list(routes().items())[part::PARTS])


def crawl(client, things, bob, part, only=None):
    """{address: what is there}, of one part of those that alice may read."""
    found, rows = {}, expected()
    told = Actor.objects.get(name="Telltale Ministry").pk
    names = {"bob": bob.pk, "text": things["texts"], "told": told}
    for name, route in in_part(part).items():
        mine = rows.get((name, "GET"), {}).get("alice") == "in"
        if not mine or name.startswith("account") or only and name not in only:
            continue
        path = address(route, things)
        for query in ["", *QUERIES.get(name, [])]:
            asked = f"{path}?{query.format(**names)}" if query else path
            found[f"{name} {asked}"] = read(client.get(asked))
    return found


def read(answer):
    """Status and content as text; of an archive, what is in it."""
    data = b"".join(answer) if answer.streaming else answer.content
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            data = b"".join(map(archive.read, archive.namelist()))
    text = data.decode("utf-8", "replace")
    return f"{answer.status_code} {PASSING.sub('~', text)}"


@pytest.mark.parametrize("part", range(PARTS))
def test_no_address_tells_of_a_mark_that_is_hidden(
    client, things, document, alice, bob, olga, part
):
    client.force_login(alice)
    before = crawl(client, things, bob, part)
    marks = mark(things, document, bob, olga)
    blind = crawl(client, things, bob, part)
    assert len(before) > 100 / PARTS
    told = [name for name in before if before[name] != blind[name]]
    assert not told, "\n".join(
        difference(before[name], blind[name], name) for name in told
    )
    # bob's own addresses are those of nothing
    for one in marks:
        hidden = things | {"uuid": str(one.uuid)}
        none = things | {"uuid": str(uuid.uuid4())}
        for name, route in in_part(part).items():
            if "<uuid:uuid>" in route and "annotation" in route:
                got, other = (
                    client.get(address(route, where)) for where in (hidden, none)
                )
                assert got.status_code == other.status_code, name

    given = Assignment.objects.of_project(document.project)
    given.update(state="finished", finished=timezone.now())
    opened = crawl(client, things, bob, part, SHOWN | COUNTED)
    here = in_part(part).keys()
    shown = {name.partition(" ")[0] for name, text in opened.items() if TOLD in text}
    assert shown >= SHOWN & here, SHOWN & here - shown
    changed = {
        name.partition(" ")[0] for name in opened if before[name] != opened[name]
    }
    assert changed >= COUNTED & here, COUNTED & here - changed


def test_what_is_shown_and_counted_is_at_addresses_there_are():
    assert routes().keys() >= SHOWN | COUNTED


#: Where bob's words are read once both have finished.
SHOWN = {
    *("annotations:table", "annotations:reading", "annotations:export"),
    "api:tags",
    *("api:document_annotations", "api:project_annotations", "api:export"),
    *("api:project_relations", "api:document_relations"),
}
#: And where at least a number changes.
COUNTED = {
    *("annotations:documents", "annotations:actors", "annotations:situations"),
    *("compare:table", "annotations:doctrines"),
    *("annotations:queue", "annotations:codebook_changes"),
    *("annotations:export_heads", "annotations:editions", "review:doctrine"),
    *("api:doctrines", "api:queue", "api:editions"),
    *("api:annotation_history", "api:carry", "annotations:carry"),
    *("annotations:waiting", "review:annotation"),
}


def difference(before, after, name):
    """The first place where two answers part."""
    at = next(
        (
            i
            for i, pair in enumerate(zip(before, after, strict=False))
            if len(set(pair)) > 1
        ),
        min(len(before), len(after)),
    )
    start = max(0, at - 60)
    return f"{name}\n   {before[start : at + 60]!r}\n   {after[start : at + 60]!r}"
