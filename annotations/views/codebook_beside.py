"""What stands beside an entry's words: its examples, and its relations to others."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from annotations.actions import examples, links
from annotations.addresses import annotation_page_path
from annotations.forms.codebook import Entries, ExampleForm, LinkForm
from annotations.models import Annotation, Doctrine, DoctrineExample, DoctrineLink
from annotations.views.codebook import find
from corpus import access
from corpus.access import Verb
from formats import words


@require_POST
def add_example(request, slug, doctrine):
    """Make a passage, or words of one's own, an example of the entry.

    A button of a row sends the passage as "positive" or "negative".
    """
    project = access.get_project(request.user, slug, Verb.EDIT_CODEBOOK)
    entry = find(project, doctrine)
    sent = request.POST.dict()
    for kind in words.EXAMPLES:
        if kind in sent:
            sent |= {"annotation": sent[kind], "kind": kind}
    return make_example(request, project, entry, sent)


@require_POST
def exemplify(request, slug, uuid):
    """Make one annotation an example of the entry that is sent."""
    project = access.get_project(request.user, slug, Verb.EDIT_CODEBOOK)
    entry = find(project, request.POST.get("doctrine", ""))
    sent = {**request.POST.dict(), "annotation": str(uuid), "text": ""}
    sent["next"] = annotation_page_path(project.slug, uuid)
    return make_example(request, project, entry, sent)


def make_example(request, project, entry, sent):
    """Carry out what a form asks, and say so on the page it came from."""
    there = sent.get("next", "")
    form = ExampleForm(sent)
    if not form.is_valid():
        return problem(request, project, entry, said(form), there)
    given = form.cleaned_data
    if uuid := given.pop("annotation"):
        given["annotation"] = get_object_or_404(
            Annotation.objects.of_project(project).standing(), uuid=uuid
        )
        there = f"{there}#annotation-{uuid}" if there else ""
    try:
        made = examples.add_example(doctrine=entry, by=request.user, **given)
    except ValidationError as error:
        return problem(request, project, entry, " ".join(error.messages), there)
    word = "a counter-example" if made.kind == "negative" else "an example"
    messages.success(request, f"It is {word} of “{entry}” now.")
    return back(request, project, entry, there)


@require_POST
def change_example(request, slug, doctrine, pk):
    """Change an example's kind and note, or remove it."""
    project = access.get_project(request.user, slug, Verb.EDIT_CODEBOOK)
    entry = find(project, doctrine)
    example = get_object_or_404(DoctrineExample, project=project, doctrine=entry, pk=pk)
    example.project, example.doctrine = project, entry
    if "remove" in request.POST:
        examples.remove_example(example=example, by=request.user)
        messages.success(request, "It is no example any more.")
        there = request.POST.get("next", "")
        row = request.POST["remove"]
        there = f"{there}#annotation-{row}" if there and row != "on" else there
        return back(request, project, entry, there)
    form = ExampleForm(request.POST)
    if not form.is_valid():
        return problem(request, project, entry, said(form))
    try:
        examples.change_example(
            example=example,
            by=request.user,
            kind=form.cleaned_data["kind"],
            note=form.cleaned_data["note"],
        )
    except ValidationError as error:
        return problem(request, project, entry, " ".join(error.messages))
    messages.success(request, "The example is changed.")
    return back(request, project, entry)


@require_POST
def add_link(request, slug, doctrine):
    """Say what the entry is of another one."""
    project = access.get_project(request.user, slug, Verb.EDIT_CODEBOOK)
    entry = find(project, doctrine)
    there = request.POST.get("next", "")
    offered = Entries(Doctrine.objects.of_project(project))
    form = LinkForm(request.POST, entries=offered)
    if not form.is_valid():
        return problem(request, project, entry, said(form), there)
    try:
        links.add_link(source=entry, by=request.user, **form.cleaned_data)
    except ValidationError as error:
        return problem(request, project, entry, " ".join(error.messages), there)
    messages.success(request, "The relation is there now.")
    return back(request, project, entry, there)


@require_POST
def change_link(request, slug, doctrine, pk):
    """Remove a relation, or move an element up or down in the list of its whole."""
    project = access.get_project(request.user, slug, Verb.EDIT_CODEBOOK)
    entry = find(project, doctrine)
    there = request.POST.get("next", "")
    found = DoctrineLink.objects.filter(project=project).select_related(
        "source", "target"
    )
    link = get_object_or_404(found, pk=pk)
    if entry.pk not in {link.source_id, link.target_id}:
        raise Http404
    link.project = link.source.project = link.target.project = project
    if "remove" in request.POST:
        links.remove_link(link=link, by=request.user)
        messages.success(request, "The relation is gone.")
    elif request.POST.get("step") in {"up", "down"}:
        step = -1 if request.POST["step"] == "up" else 1
        links.move_link(link=link, step=step, by=request.user)
    else:
        return problem(
            request, project, entry, "Say what to do with the relation.", there
        )
    return back(request, project, entry, there)


def problem(request, project, entry, sentence, there=""):
    """Nothing was done, and why."""
    messages.error(request, sentence)
    return back(request, project, entry, there)


def back(request, project, entry, there=""):
    """To the page that asked, or to the entry's."""
    if url_has_allowed_host_and_scheme(there, {request.get_host()}):
        return redirect(there)
    return redirect("review:doctrine", project.slug, entry.slug)


def said(form):
    """The problems of a form in one line, each with the name of its field."""
    return " ".join(
        f"{form[name].label}: {' '.join(sentences)}"
        if name in form.fields
        else " ".join(sentences)
        for name, sentences in form.errors.items()
    )
