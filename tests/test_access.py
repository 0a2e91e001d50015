"""Every address, and what each person gets there (safety.md, "Access").

A URL without a row fails the test. To add one: a line in ROWS with the URL's name, the
method, and who is let in. One word does for most:

    everybody   also strangers         coder      coders, reviewers, owners
    signed-in   anyone signed in       reviewer   reviewers, owners
    viewer      every member           owner      owners

A member whose role is too low gets 403, who is no member 404, who is not signed in is
sent to sign in (on the API 401). What fits no word is six cells, for nobody signed in,
mallory, victor, alice, rita, olga: "login 404 403 in 403 in". "in" is any answer but
403, 404, a login and an error of ours. A method without a row must be answered by 405.

``things`` makes the objects that an address holds; BODIES says what must be sent to
come as far as the check, where an empty body is refused before it.
"""

import copy
import json
import re

import pytest
from django.db import transaction
from django.urls import URLPattern, get_resolver

from annotations.actions.carry import carry
from annotations.actions.examples import add_example
from annotations.actions.heads import propose_change
from annotations.actions.links import add_link
from annotations.actions.merging import merge_actors
from annotations.actions.precedents import raise_precedents
from annotations.actions.releases import freeze
from annotations.actions.saved_views import save_view
from annotations.models import Assignment, CodebookChange, Doctrine
from corpus.actions.editions import link
from corpus.actions.heads import edit_head, head_version
from corpus.actions.projects import invite, set_rules
from corpus.actions.uploads import receive
from corpus.importers.sources import Source
from corpus.models import Actor, Job, Membership, Situation, Snapshot
from review.actions.comments import start_thread
from tests.factories import (
    make_annotation,
    make_document,
    make_region,
    make_relation,
)

ROWS = """
account_login                GET     everybody
account_login                POST    everybody
account_logout               GET     everybody
account_logout               POST    everybody
account_inactive             GET     everybody
account_signup               GET     everybody
account_signup               POST    everybody
account_reauthenticate       GET     signed-in
account_reauthenticate       POST    signed-in
account_change_password      GET     signed-in
account_change_password      POST    signed-in
accounts:account             GET     signed-in
accounts:account             POST    signed-in
accounts:tokens              GET     signed-in
accounts:tokens              POST    signed-in
accounts:revoke_token        POST    signed-in
accounts:set_password        GET     404 404 404 404 404 404
accounts:set_password        POST    404 404 404 404 404 404
accounts:first_owner         GET     404 404 404 404 404 404
accounts:first_owner         POST    404 404 404 404 404 404

corpus:start                 GET     signed-in
corpus:projects              GET     signed-in
corpus:project               GET     viewer
corpus:members               GET     viewer
corpus:invite                POST    owner
corpus:set_rules             POST    owner
corpus:change_role           POST    owner
corpus:remove_member         POST    login 404 403 in 403 in
corpus:revoke_invitation     POST    owner
corpus:invitation            GET     everybody
corpus:invitation            POST    everybody
corpus:add_documents         GET     coder
corpus:add_documents         POST    coder
corpus:upload                GET     login 404 403 in 404 404
corpus:upload_text           GET     login 404 403 in 404 404
corpus:upload_text           POST    login 404 403 in 404 404
corpus:store_upload          POST    login 404 403 in 404 404
corpus:drop_upload           POST    login 404 403 in 404 404
corpus:read_upload           POST    login 404 403 in 404 404
corpus:edit_head             GET     reviewer
corpus:edit_head             POST    reviewer
corpus:withdraw              POST    owner
corpus:restore               POST    owner
corpus:original              GET     viewer
corpus:jobs                  GET     signed-in
corpus:job                   GET     login 404 404 in 404 in
corpus:cancel_job            POST    login 404 404 in 404 in
corpus:edit_actor            GET     coder
corpus:edit_actor            POST    coder
corpus:delete_actor          POST    coder
corpus:edit_situation        GET     coder
corpus:edit_situation        POST    coder
corpus:delete_situation      POST    coder

annotations:new_project      GET     signed-in
annotations:new_project      POST    signed-in
annotations:documents        GET     viewer
annotations:author_names     GET     viewer
annotations:save_view        POST    viewer
annotations:delete_view      POST    owner
annotations:change_texts     POST    reviewer
annotations:heads_change     GET     reviewer
annotations:make_heads_change POST   reviewer
annotations:undo_heads_change POST   reviewer
annotations:export_heads     GET     viewer
annotations:export_heads     POST    viewer
corpus:fetch                 POST    login 404 403 404 404 404
corpus:snapshot              GET     viewer
annotations:bibliography     GET     viewer
annotations:bibliography     POST    coder
annotations:take_bibliography POST   reviewer
annotations:import_heads     GET     reviewer
annotations:import_heads     POST    reviewer
annotations:deleted_texts    GET     viewer
annotations:delete_text      GET     owner
annotations:delete_text      POST    owner
annotations:keep_text        POST    owner
annotations:text_archive     GET     owner
annotations:document         GET     viewer
annotations:reading          GET     viewer
annotations:table            GET     viewer
annotations:doctrines        GET     viewer
annotations:authorities      GET     viewer
annotations:authorities      POST    reviewer
annotations:instrument       GET     viewer
annotations:instrument       POST    reviewer
annotations:edit_instrument  GET     reviewer
annotations:edit_instrument  POST    reviewer
annotations:delete_instrument POST   reviewer
annotations:provision        GET     viewer
annotations:edit_provision   GET     reviewer
annotations:edit_provision   POST    reviewer
annotations:delete_provision POST    reviewer
annotations:codebook_files   GET     viewer
annotations:export_codebook  GET     viewer
annotations:import_codebook  POST    reviewer
annotations:handbook         GET     viewer
annotations:new_doctrine     GET     reviewer
annotations:new_doctrine     POST    reviewer
annotations:edit_doctrine    GET     reviewer
annotations:edit_doctrine    POST    reviewer
annotations:retire_doctrine  POST    reviewer
annotations:doctrines_below  GET     viewer
annotations:place_doctrine   GET     reviewer
annotations:place_doctrine   POST    reviewer
annotations:add_example      POST    reviewer
annotations:exemplify        POST    login 404 403 403 404 404
annotations:change_example   POST    reviewer
annotations:add_link         POST    reviewer
annotations:change_link      POST    reviewer
annotations:restore_doctrine POST    reviewer
annotations:actors           GET     viewer
annotations:actors           POST    coder
annotations:actor            GET     viewer
annotations:lookalikes       GET     viewer
annotations:different_actors POST    login 404 403 403 404 404
annotations:merge_actors     GET     reviewer
annotations:merge_actors     POST    reviewer
annotations:unmerge_actors   POST    reviewer
annotations:situations       GET     viewer
annotations:situations       POST    coder
annotations:situation        GET     viewer
annotations:editions         GET     viewer
annotations:editions         POST    reviewer
annotations:unlink_edition   POST    reviewer
annotations:carry            GET     viewer
annotations:carry            POST    reviewer
annotations:decide_carried   POST    coder
annotations:place_carried    GET     coder
annotations:place_carried    POST    coder
annotations:parallel         GET     viewer
annotations:parallel         POST    reviewer
compare:elements             GET     viewer
compare:elements_of          GET     viewer
compare:comparators          GET     viewer
compare:situations           GET     viewer
compare:likeness             GET     viewer
compare:networks             GET     viewer
compare:time                 GET     viewer
compare:table                GET     viewer
compare:passages             GET     viewer
compare:beside               GET     viewer
compare:parting              GET     viewer
compare:coverage             GET     coder
compare:coverage             POST    coder
compare:methods              GET     viewer
compare:views                GET     viewer
compare:views                POST    viewer
compare:delete_view          POST    login 404 404 404 404 in
annotations:releases         GET     viewer
annotations:releases         POST    reviewer
annotations:release          GET     viewer
annotations:download_release GET     viewer
annotations:codebook_difference GET  viewer
annotations:merge_doctrines  GET     reviewer
annotations:merge_doctrines  POST    reviewer
annotations:split_doctrine   GET     reviewer
annotations:split_doctrine   POST    reviewer
annotations:codebook_changes GET     viewer
annotations:export_codebook_changes GET viewer
annotations:codebook_change  GET     viewer
annotations:take_back_change POST    reviewer
annotations:queue            GET     viewer
annotations:waiting          GET     viewer
annotations:waiting          POST    reviewer
annotations:export           GET     viewer
annotations:import           GET     owner
annotations:import           POST    owner
review:doctrine              GET     viewer
review:doctrine              POST    reviewer
review:annotation            GET     viewer
review:annotation            POST    reviewer
review:restore_annotation    POST    login 404 403 in in in
review:take_back             POST    reviewer
review:agreement             GET     reviewer
review:adjudication          GET     reviewer
review:adjudicate            GET     reviewer
review:adjudicate            POST    reviewer
review:adjudicate_write      GET     reviewer
review:adjudicate_write      POST    reviewer
review:queues                GET     reviewer
review:queue                 GET     reviewer
review:queue_step            POST    reviewer
review:queue_decide          POST    reviewer
review:queue_change          POST    reviewer
review:queue_take_back       POST    reviewer
review:hold                  POST    reviewer
review:precedents            GET     viewer
review:overrule              POST    reviewer
review:raise_precedent       POST    reviewer
review:comments              GET     viewer
review:comments              POST    coder
review:export_comments       GET     viewer
review:people                GET     coder
review:thread                GET     viewer
review:thread                POST    coder
review:edit_comment          GET     login 404 403 in 403 403
review:edit_comment          POST    login 404 403 in 403 403
review:delete_comment        POST    coder
review:resolve_thread        POST    coder
review:inbox                 GET     viewer
review:inbox                 POST    viewer
review:history               GET     viewer
review:export_history        GET     viewer
review:bring_back            POST    login 404 403 404 404 404
review:earlier_head          GET     reviewer
review:earlier_head          POST    reviewer
review:earlier_rules         GET     owner
review:earlier_rules         POST    owner
review:dashboard             GET     viewer
review:work                  GET     viewer
review:assignments           GET     reviewer
review:assignments           POST    reviewer
review:finish                POST    login 404 403 in 403 403
review:reopen                POST    login 404 403 in in in
review:open_early            POST    reviewer
review:unassign              POST    reviewer

api:codebook                 GET     viewer
api:import_codebook          POST    reviewer
api:openapi-json             GET     everybody
api:projects                 GET     signed-in
api:projects                 POST    signed-in
api:project                  GET     viewer
api:documents                GET     viewer
api:documents                POST    coder
api:document                 GET     viewer
api:document                 PATCH   reviewer
api:document_text            GET     viewer
api:withdraw_document        POST    owner
api:restore_document         POST    owner
api:jobs                     GET     signed-in
api:job                      GET     login 404 404 in 404 in
api:cancel_job               POST    login 404 404 in 404 in
api:actors                   GET     viewer
api:actors                   POST    coder
api:situations               GET     viewer
api:situations               POST    coder
api:actor                    GET     viewer
api:actor                    PATCH   coder
api:situation                GET     viewer
api:situation                PATCH   coder
api:merges                   GET     viewer
api:merges                   POST    reviewer
api:undo_merge               POST    reviewer
api:annotation               GET     viewer
api:annotation               PUT     coder
api:annotation               PATCH   login 404 403 in in in
api:annotation               DELETE  login 404 403 in in in
api:restore_annotation       POST    login 404 403 in in in
api:annotation_history       GET     viewer
api:document_annotations     GET     viewer
api:project_annotations      GET     viewer
api:relation                 GET     viewer
api:relation                 PUT     coder
api:relation                 PATCH   login 404 403 in in in
api:relation                 DELETE  login 404 403 in in in
api:restore_relation         POST    login 404 403 in in in
api:document_relations       GET     viewer
api:project_relations        GET     viewer
api:passages                 GET     viewer
api:region                   GET     viewer
api:region                   PUT     coder
api:region                   PATCH   coder
api:region                   DELETE  coder
api:restore_region           POST    coder
api:document_regions         GET     viewer
api:coverage                 GET     viewer
api:coverage                 PUT     coder
api:coverage                 DELETE  coder
api:doctrines                GET     viewer
api:doctrines                POST    reviewer
api:doctrine                 PATCH   reviewer
api:tags                     GET     viewer
api:releases                 GET     viewer
api:releases                 POST    reviewer
api:release                  GET     viewer
api:codebook_changes         GET     viewer
api:take_back_change         POST    reviewer
api:queue                    GET     viewer
api:queue                    POST    reviewer
api:doctrine_examples        GET     viewer
api:doctrine_examples        POST    reviewer
api:doctrine_example         DELETE  reviewer
api:provisions               GET     viewer
api:provisions               POST    reviewer
api:provision                GET     viewer
api:provision                PATCH   reviewer
api:provision                DELETE  reviewer
api:instruments              GET     viewer
api:instruments              POST    reviewer
api:instrument               GET     viewer
api:instrument               PATCH   reviewer
api:instrument               DELETE  reviewer
api:editions                 GET     viewer
api:editions                 POST    reviewer
api:editions                 DELETE  reviewer
api:carry                    GET     viewer
api:carry                    POST    reviewer
api:document_tags            GET     viewer
api:document_tags            PUT     reviewer
api:heads_changes            POST    reviewer
api:heads_change             GET     reviewer
api:make_heads_change        POST    reviewer
api:undo_heads_change        POST    reviewer
api:positions                GET     viewer
api:networks                 GET     viewer
api:export                   GET     viewer
api:bibliography             GET     viewer
api:bibliography             POST    reviewer
api:import                   POST    owner
api:decisions                POST    reviewer
api:precedents               GET     viewer
api:new_precedent            POST    reviewer
api:overrule                 POST    reviewer
api:agreement                GET     reviewer
api:comments                 GET     viewer
api:comments                 POST    coder
api:comment                  GET     viewer
api:comment                  PATCH   login 404 403 in 403 403
api:comment                  DELETE  login 404 403 in in in
api:assignments              GET     viewer
api:assignments              POST    reviewer
api:finish                   POST    login 404 403 in 403 403
api:reopen                   POST    login 404 403 in in in
api:adjudications            GET     reviewer
api:adjudicated              GET     reviewer
api:adjudicated              POST    reviewer
api:adjudicated              PATCH   reviewer
api:settlement               DELETE  login 404 403 403 404 404
"""

PEOPLE = ["nobody", "mallory", "victor", "alice", "rita", "olga"]
WORDS = {
    "everybody": "in in in in in in",
    "signed-in": "login in in in in in",
    "viewer": "login 404 in in in in",
    "coder": "login 404 403 in in in",
    "reviewer": "login 404 403 403 in in",
    "owner": "login 404 403 403 403 in",
}
METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"]

#: What must be sent, by name and method; "document" becomes the text's number, and
#: "source" and "target" its annotations.
BODIES = {
    ("api:annotation", "PUT"): {
        "document": 0,
        "start": 0,
        "end": 6,
        "quote": "A note",
        "doctrine": "ibi.request",
        "stance": "denies",
        "voice": {"kind": "own"},
    },
    ("api:annotation", "PATCH"): {"note": "read again"},
    ("annotations:split_doctrine", "GET"): {"entry": "ibi.request"},
    ("annotations:split_doctrine", "POST"): {"entry": "ibi.request"},
    ("api:relation", "PUT"): {"source": 0, "target": 0, "kind": "supports"},
    ("api:relation", "PATCH"): {"note": "read again"},
    ("api:region", "PUT"): {"document": 0, "start": 0, "end": 6},
    ("api:region", "PATCH"): {"kind": "teaser"},
    ("api:comment", "PATCH"): {"text": "Here, since…"},
}


def expected():
    """{(name, method): {person: cell}}"""
    cells = {}
    for line in filter(None, ROWS.splitlines()):
        name, method, who = line.split(maxsplit=2)
        answers = WORDS.get(who, who).split()
        assert len(answers) == len(PEOPLE), f"six cells are needed: {line}"
        cells[name, method] = dict(zip(PEOPLE, answers, strict=True))
    return cells


def routes():
    """{name: route}, of every URL there is."""
    found = {}

    def walk(patterns, before="", namespace=""):
        for pattern in patterns:
            route = before + str(pattern.pattern)
            if isinstance(pattern, URLPattern):
                found[f"{namespace}{pattern.name}"] = route
            else:
                inner = f"{pattern.namespace}:" if pattern.namespace else namespace
                walk(pattern.url_patterns, route, inner)

    walk(get_resolver().url_patterns)
    # the API's own welcome page, which only says that there is nothing
    return {name: route for name, route in found.items() if name != "api:api-root"}


@pytest.fixture
def things(project, document, alice, olga):
    return make_things(project, document, alice, olga)


def make_things(project, document, alice, olga):
    """What the addresses hold, by the noun before it or by the parameter's name."""
    annotation = make_annotation(document=document, by=alice)
    other = make_annotation(document=document, by=alice, quote="help came")
    relation = make_relation(source=annotation, target=other, by=alice)
    region = make_region(document=document, by=alice)
    earlier = make_document(
        project=project, by=olga, text="A first version.\n", filename="first.txt"
    )
    make_annotation(document=earlier, by=alice, quote="first version")
    link(document=document, of=earlier, kind="edition", by=olga)
    carry(document=document, by=olga)
    invitation, secret = invite(project=project, role="viewer", by=olga)
    actor = Actor.objects.create(project=project, name="Holder", kind="organisation")
    situation = Situation.objects.filter(project=project).first()
    provision = project.provision_set.first()
    absorbed = Actor.objects.create(project=project, name="Other holder")
    merge = merge_actors(kept=actor, absorbed=absorbed, by=olga)
    view = save_view(
        project=project, name="Mine", query="", audience="project", by=olga
    )
    kept = save_view(
        project=project, name="Mine", query="", audience="own", by=olga, page="table"
    )
    change = propose_change(
        project=project, title="None", rows=[], looked_at=1, by=olga
    )
    job = Job.objects.create(project=project, by=alice, title="Try", kind="none")
    entry = Doctrine.objects.get(project=project, slug="ibi.request")
    example = add_example(doctrine=entry, text="Help was asked for.", by=olga)
    element = add_link(
        source=entry,
        target=Doctrine.objects.get(project=project, slug="ibi"),
        kind="element_of",
        by=olga,
    )
    freeze(project=project, by=olga)
    [precedent] = raise_precedents(
        annotations=[annotation], kind="positive", reason="A plain request.", by=olga
    )
    comment = start_thread(
        project=project, text="Why here?", annotation=annotation, by=alice
    )
    element_change = CodebookChange.objects.filter(project=project).latest("pk")
    given = Source(b"Given, and not stored yet.", "given.txt")
    upload = receive(project=project, sources=[given], by=alice)
    snapshot = Snapshot.objects.create(
        project=project,
        url="https://example.org/",
        final_url="https://example.org/",
        status=200,
        sha256=document.original_sha256,
        warc=document.original.name,
        warc_sha256=document.original_sha256,
        by=alice,
    )
    given = Assignment.objects.create(
        project=project, document=document, coder=alice, by=olga
    )
    head = {"licence": "CC BY 4.0"}
    edit_head(document=document, head=head, version=head_version(document), by=olga)
    rules = {"doctrines_by": "reviewer", "names_by": "reviewer"}
    set_rules(project=project, by=olga, coding=project.coding, **rules)
    set_rules(
        project=project,
        by=olga,
        coding=project.coding,
        **rules | {"names_by": "coder"},
    )
    return {
        "heads": document.head_edits.get().pk,
        "rules": project.rules_changes.latest("pk").pk,
        "slug": project.slug,
        "comments": comment.pk,
        "assignments": given.pk,
        "precedents": precedent.pk,
        "jobs": str(job.uuid),
        "uploads": str(upload.uuid),
        "snapshots": str(snapshot.uuid),
        "number": 1,
        "history": element_change.pk,
        "queue": element_change.pk,
        "carried": document.carried.get().pk,
        "texts": document.pk,
        "documents": document.pk,
        "document": document.pk,
        "actors": actor.pk,
        "situations": situation.pk,
        "provisions": provision.pk,
        "instruments": provision.instrument_id,
        "authorities": provision.instrument_id,
        "merges": merge.pk,
        "views": view.pk,
        "kept": kept.pk,
        "changes": change.pk,
        "change": change.pk,
        "members": Membership.objects.get(user=alice).pk,
        "invitations": invitation.pk,
        "tokens": 1,
        "doctrine": "ibi.request",
        "uuid": str(annotation.uuid),
        "relations": str(relation.uuid),
        "examples": example.pk,
        "links": element.pk,
        "regions": str(region.uuid),
        "source": str(annotation.uuid),
        "target": str(other.uuid),
        "secret": secret,
        "uid": "MQ",
        "token": "a-b",
        "signed": "first:a:b",
    }


def address(route, things):
    """The path of a route such as ``projects/<slug:slug>/texts/<int:pk>/``."""
    parts = []
    for part in route.split("/"):
        parameter = part.partition(":")[2] or part
        name = parameter.strip("<>")
        if part.startswith("<"):
            # "uuid" is an annotation's but where the noun before it is another's
            own = name == "pk" or (name == "uuid" and parts[-1] in things)
            part = things[parts[-1] if own else name]
        parts.append(str(part))
    return "/" + "/".join(parts)


def ask(client, name, method, path, things):
    """The answer's status, or "login"; whatever the request did is taken back."""
    body = dict(BODIES.get((name, method), {}))
    for name_in_body in body.keys() & {"document", "source", "target"}:
        body[name_in_body] = things[name_in_body]
    sent = {"data": body}
    if name.startswith("api:") and method != "GET":
        sent = {"data": json.dumps(body), "content_type": "application/json"}
    if method in {"PATCH", "DELETE", "POST"}:
        sent["headers"] = {"If-Match": '"1"'}
    with transaction.atomic():
        answer = getattr(client, method.lower())(path, **sent)
        transaction.set_rollback(True)
    return told(answer)


def told(answer):
    """The answer as a cell of the table."""
    there = answer.headers.get("Location", "")
    if answer.status_code == 401 or there.startswith("/accounts/login/?next="):
        return "login"
    if answer.status_code in {403, 404, 405} or answer.status_code >= 500:
        return str(answer.status_code)
    return "in"


def test_every_url_has_a_row_and_every_row_a_url():
    rows = {name for name, _method in expected()}
    assert rows == set(routes())


@pytest.mark.parametrize("person", PEOPLE)
def test_each_person_gets_what_the_table_says(
    client, person, things, mallory, victor, alice, rita, olga
):
    people = {user.name: user for user in (mallory, victor, alice, rita, olga)}
    every, wrong = routes(), []
    if person in people:
        client.force_login(people[person])
    signed_in = copy.deepcopy(client.cookies)
    for (name, method), cells in expected().items():
        path = address(every[name], things)
        # who signed out is signed in again: what the request did is taken back
        client.cookies = copy.deepcopy(signed_in)
        got = ask(client, name, method, path, things)
        if got != cells[person]:
            wrong.append(f"{method} {name}: {got}, not {cells[person]}")
    assert not wrong, "\n".join(wrong)


def test_what_has_no_row_is_answered_by_405(client, things, olga):
    rows, wrong = expected(), []
    client.force_login(olga)
    for name, route in routes().items():
        for method in METHODS:
            # allauth's views take PUT for POST; the description is one for all methods
            open_ended = name.startswith("account_") or name == "api:openapi-json"
            if (name, method) in rows or open_ended:
                continue
            got = ask(client, name, method, address(route, things), things)
            if got != "405":
                wrong.append(f"{method} {name}: {got}, not 405")
    assert not wrong, "\n".join(wrong)


def test_what_is_not_there_looks_like_what_is_not_seen(client, project, mallory):
    client.force_login(mallory)
    unseen = client.get(f"/projects/{project.slug}/members/")
    missing = client.get("/projects/nowhere/members/")
    assert unseen.status_code == missing.status_code == 404
    csrf_token = re.compile("[A-Za-z0-9]{64}")
    assert csrf_token.sub("", unseen.text) == csrf_token.sub("", missing.text)
