"""The actors of a project: who writes, and whose positions are reported."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_GET, require_http_methods

from annotations import actor_list, actor_passages, holder_positions
from annotations.filters import standing
from annotations.forms.names import ActorFilter
from annotations.forms.selection import VOICES
from annotations.models import ActorMerge, settled
from corpus import access, identifiers
from corpus.access import Verb
from corpus.actions import names as actions
from corpus.forms.actors import NewActorForm
from corpus.forms.problems import add_problems
from corpus.models import ActorAffiliation, Authorship, Situation
from corpus.scripts import script_of
from formats import words

PAGE_LENGTH = 50
#: Texts shown on an actor's page; the list of texts has the others.
TEXTS = 20
#: Part in a text -> what the page says of it.
DID = {"author": "Wrote", "translator": "Translated", "editor": "Edited"}
#: Columns that a click orders by: word in the address, heading, first direction.
COLUMNS = [
    ("name", "Name", ""),
    ("kind", "Kind", ""),
    ("affiliation", "Affiliation", ""),
    ("texts", "Texts", "-"),
    ("held", "Attributed claims", "-"),
]


@require_http_methods(["GET", "POST"])
def actors(request, slug):
    """The list, and the form that adds to it."""
    verb = Verb.READ if request.method == "GET" else Verb.ADD_NAME
    project = access.get_project(request.user, slug, verb)
    form = NewActorForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                actor = actions.create_actor(
                    project=project, by=request.user, **form.cleaned_data
                )
            except ValidationError as error:
                add_problems(form, error)
            else:
                messages.success(request, f"“{actor.name}” was added.")
                return redirect("annotations:actor", slug, actor.pk)
    wanted = ActorFilter(request.GET)
    values = wanted.values()
    rows = actor_list.matching(project, **values)
    page = Paginator(rows, PAGE_LENGTH).get_page(request.GET.get("page"))
    page.object_list = actor_list.with_counts(project, list(page.object_list))
    context = {
        "project": project,
        "section": "texts",
        "form": form,
        "wanted": wanted,
        "filtered": wanted.active(),
        "page": page,
        "columns": headings(values["sort"]),
        "may_add": access.may(request.user, Verb.ADD_NAME, project),
        "may_merge": access.may(request.user, Verb.MERGE_ACTORS, project),
    }
    if request.htmx and request.method == "GET":
        return TemplateResponse(request, "annotations/_actors.html", context)
    return TemplateResponse(request, "annotations/actors.html", context, status=status)


def headings(sort):
    """The columns: where a click leads, and how the list is ordered now."""
    found = []
    for name, heading, first in COLUMNS:
        chosen = sort.removeprefix("-") == name
        turned = "" if sort.startswith("-") else "-"
        direction = "descending" if sort.startswith("-") else "ascending"
        found.append(
            {
                "name": name,
                "heading": heading,
                "sort": f"{turned}{name}" if chosen else f"{first}{name}",
                "direction": direction if chosen else "",
            }
        )
    return found


@require_GET
def actor(request, slug, pk):
    """One actor: names, affiliations, texts, all positions and all passages."""
    project = access.get_project(request.user, slug)
    found = standing(project, pk)
    if found is None:
        raise Http404
    if found.pk != pk:
        messages.info(request, f"This actor was merged into “{found}”.")
        return redirect("annotations:actor", slug, found.pk)
    found.project = project
    voice = request.GET.get("voice", "own")
    voice = voice if voice in VOICES else "own"
    of = situation_of(project, request.GET.get("of", ""))
    texts = actor_passages.texts_by(found)
    lines, together, tree = holder_positions.of_actor(
        found, texts, voice=voice, situation=of[0], situation_pk=of[1]
    )
    context = {
        "project": project,
        "section": "texts",
        "actor": found,
        "aliases": [described(alias) for alias in found.aliases],
        "affiliations": ActorAffiliation.objects.filter(actor=found),
        "links": identifiers.links(found.identifiers),
        "parts": parts_of(found),
        "states": found.situations.select_related("situation").order_by(
            "situation__code"
        ),
        "merges": ActorMerge.objects.standing().filter(kept=found).for_list(),
        "lines": lines,
        "together": together,
        "voice": voice,
        "of": of[0],
        "voices": VOICES,
        "stances": words.STANCES,
        "situations": Situation.objects.of_project(project).for_list(),
        "may_add": access.may(request.user, Verb.ADD_NAME, project),
        "may_merge": access.may(request.user, Verb.MERGE_ACTORS, project),
        **passages_of(request, found, texts),
        "doctrines": list(tree.walk()),
    }
    return TemplateResponse(
        request,
        "annotations/actor.html",
        context,
        status=422 if context["problems"] else 200,
    )


def described(alias):
    """Another name with what is known of it in words, such as "Pen name, Cyrillic"."""
    script = script_of(alias["name"])
    known = [
        words.ALIAS_KINDS[alias["kind"]] if alias["kind"] else "",
        "" if script == "Latin" else script,
        alias["language"],
    ]
    return {**alias, "words": ", ".join(filter(None, known))}


def situation_of(project, code):
    """(word of the positions’ filter, the situation’s id); "" is that of each text."""
    if code in ("all", "none"):
        return code, None
    found = Situation.objects.of_project(project).filter(code=code).first()
    return (found.code, found.pk) if found else ("", None)


def parts_of(actor):
    """What an actor wrote, translated and edited, the newest first: four queries."""
    rows = Authorship.objects.filter(
        project=actor.project_id, actor=actor, document__withdrawn=None
    )
    counted = rows.order_by().values_list("role").annotate(n=Count("pk"))
    newest = rows.select_related("document").order_by("-document__issued", "-pk")
    return [
        {
            "heading": DID[role],
            "texts": newest.filter(role=role)[:TEXTS],
            "n": n,
            "more": max(n - TEXTS, 0),
        }
        for role, n in sorted(counted, key=lambda pair: list(DID).index(pair[0]))
    ]


def passages_of(request, actor, texts):
    """What the part with the passages shows."""
    shown = {
        "problems": [],
        "rows": [],
        "next_page": "",
        "first_page": "",
        "counted": {},
        "parts_words": actor_passages.PARTS,
        "sent": request.GET,
    }
    try:
        wanted = actor_passages.read(actor.project, request.GET)
        rows, following = actor_passages.one_page(
            actor, texts, wanted, request.GET.get("cursor", "")
        )
    except ValidationError as error:
        return {**shown, "problems": error.messages}
    counted = actor_passages.counts(actor, texts, wanted)
    shown["settled"] = settled.of(actor.project).any()
    return {
        **shown,
        "wanted": wanted,
        "rows": rows,
        "counted": [
            {"part": part, "phrase": phrase, "n": counted[part]}
            for part, phrase in actor_passages.PARTS.items()
        ],
        "next_page": with_cursor(request, following) if following else "",
        "first_page": with_cursor(request) if request.GET.get("cursor") else "",
    }


def with_cursor(request, cursor=""):
    """This page's address at another place of its passages."""
    query = request.GET.copy()
    query.pop("cursor", None)
    if cursor:
        query["cursor"] = cursor
    return f"{request.path}?{query.urlencode()}#passages"
