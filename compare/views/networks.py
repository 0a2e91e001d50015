"""Who agrees with whom, and who parts: a network of the selection."""

from urllib.parse import unquote, urlencode

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.views.decorators.http import require_GET

from compare.addresses import facing_paths, passages_path, said
from compare.forms.networks import NetworkForm
from compare.joined import joined
from compare.networks import drawing, words
from compare.networks.files import TYPES, WRITERS
from compare.networks.network import BETWEEN_HOLDERS, KINDS, OF_DOCTRINES, QUALIFIERS
from compare.pictures.picture import Picture, Table
from compare.taking import TYPES as PICTURES
from compare.taking import taken
from compare.talk import undated
from compare.views.frame import framed
from corpus.http import attached

PAGE_LENGTH = 25
#: So many doctrines of those on which two agree, and part, are named in the table.
MOST_NAMED = 6
#: Names of the address that this page has beside the selection.
OWN = ("type", "qualifier", "normalisation", "least")


@require_GET
def networks(request, slug):
    """A drawing and its edges, 25 a page; or a file of ``format``."""
    frame = framed(request, slug, "networks", columns="doctrine")
    choice, named, problems = read(frame)
    if named is None:
        return frame.refused().answer(
            "compare/networks.html", **{**offered(frame, choice), "problems": problems}
        )
    if request.GET.get("format") in WRITERS:
        return file(named, frame.project, request.GET["format"])
    about = words.description(named)
    in_file = request.GET.get("format") in PICTURES and "picture" in request.GET
    shown = drawing.drawn(named, drawing.IN_FILE if in_file else drawing.ON_PAGE)
    picture = Picture(drawing.figure(named, about, shown), Table([], []))
    if found := taken(request, frame.project, {"network": picture}):
        return found
    network = named.network
    page = Paginator(network, PAGE_LENGTH).get_page(request.GET.get("page"))
    windowed = frame.selection.since or frame.selection.until
    return frame.answer(
        "compare/networks.html",
        **offered(frame, choice),
        named=named,
        formula=words.formula(choice, frame.selection.unit),
        about=about,
        picture=picture,
        lines=[line(frame.selection, named, edge) for edge in page.object_list],
        asked=urlencode(said(frame.selection)),
        page=page,
        alone=[named.holders[place].name for place in network.alone()],
        even=network.even(),
        left_out=drawing.left_out(named, shown).strip(),
        most_drawn=drawing.IN_FILE,
        undated=undated(frame.project) if windowed else 0,
    )


def read(frame):
    """(choice, network, problems): what the address asks for, or what is wrong."""
    problems = frame.context["problems"]
    choice = None
    try:
        choice = NetworkForm(frame.request.GET).choice()
        if frame.selection is None:
            return choice, None, problems
        rule = frame.context["rule"]
        return choice, joined(frame.selection, frame.works, choice, rule), problems
    except ValidationError as error:
        return choice, None, [*problems, *error.messages]
    except ValueError as error:
        return choice, None, [*problems, str(error)]


def offered(frame, choice):
    """What both forms offer; each keeps what the other one sent."""
    sent = [
        (name, value)
        for name, values in frame.request.GET.lists()
        for value in values
        if value and name not in {"page", "picture", "format"}
    ]
    return {
        "types": KINDS,
        "qualifiers": QUALIFIERS,
        "normalisations": {
            "Between holders": BETWEEN_HOLDERS,
            "Of holders and doctrines": OF_DOCTRINES,
        },
        "choice": choice,
        "kept": [pair for pair in sent if pair[0] in OWN],
        "carried": [pair for pair in sent if pair[0] not in OWN],
    }


def line(selection, named, edge):
    """An edge as a row of the table, with the addresses of what is behind it."""
    network = named.network
    source, target = named.ends(edge)
    found = {"source": source, "target": target, "edge": edge}
    if network.choice.two_mode:
        doctrine = network.said.doctrines[edge.target]
        kind, _, key = source.id.partition(":")
        holder = {"kind": kind, "id": unquote(key)}
        address = passages_path(selection, holder, doctrine, below=False)
        return {**found, **network.levels(edge), "address": address}
    names = {
        slug: node.name
        for slug, node in zip(network.said.doctrines, named.doctrines, strict=True)
    }
    facing = facing_paths(selection, source.id, target.id)
    shared = [
        (
            [(names[slug], facing(slug)) for slug, _added in doctrines[:MOST_NAMED]],
            max(len(doctrines) - MOST_NAMED, 0),
        )
        for doctrines in network.behind(edge)
    ]
    return {**found, "shared": shared, "facing": facing()}


def file(named, project, kind):
    name = f"{project.slug}-network-{named.network.choice.kind}.{kind}"
    return attached(WRITERS[kind](named), name, TYPES[kind])
