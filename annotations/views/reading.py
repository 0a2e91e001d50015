"""The reading view of a text: for paper, for a file, and without a script."""

from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from annotations import passages, tree
from annotations.direction import direction_of
from annotations.forms.reading import ReadingForm
from annotations.models import Annotation
from annotations.reading import excerpt, paragraphs_of, passage_of
from annotations.views.annotator import find
from corpus import access


@require_GET
def reading(request, slug, pk):
    """The text with its marks numbered and explained below.

    ``?doctrine=`` (with all below it), ``?coder=``, ``?stance=`` and ``?voice=`` show
    some of them; ``?from=&to=`` points to a passage.
    """
    project = access.get_project(request.user, slug)
    document = find(project, pk)
    marks = Annotation.objects.of_project(project).filter(
        document=document, deleted=None
    )
    marks = list(marks.for_reading().prefetch_related(*passages.LISTS))
    nodes = {
        node.doctrine.slug: node for node in tree.load(project, counted=False).walk()
    }
    form = ReadingForm(request.GET, marks=marks, nodes=nodes)
    shown = form.shown()
    for number, mark in enumerate(shown, start=1):
        mark.number, mark.excerpt = number, excerpt(mark.quote)
        node = nodes[mark.doctrine.slug]
        mark.above = [above.doctrine.name for above in node.ancestors()]
        # a branch without a colour of its own has that above it
        own = [node, *reversed(node.ancestors())]
        mark.palette = next((n.doctrine.palette for n in own if n.doctrine.palette), 12)
    regions = list(document.regions.standing())
    passage, wrong = passage_of(request.GET, document.length)
    return TemplateResponse(
        request,
        "annotations/reading.html",
        {
            "project": project,
            "section": "texts",
            "document": document,
            "direction": direction_of(document.language),
            "authorships": document.authorships.select_related("actor"),
            "form": form,
            "said": form.said(),
            "all": len(marks),
            "marks": shown,
            "outside": bool(regions),
            "wrong": wrong,
            "today": timezone.localdate(),
            "paragraphs": paragraphs_of(
                document.blocks.all(), shown, regions=regions, passage=passage
            ),
        },
    )
