"""The counting rule as a paragraph for a methods section."""

from django.template.response import TemplateResponse
from django.views.decorators.http import require_GET
from django.views.decorators.vary import vary_on_headers

from compare.methods import paragraph
from compare.views.frame import framed


@require_GET
@vary_on_headers("HX-Request")
def methods(request, slug):
    """A page, or its field alone for htmx."""
    frame = framed(request, slug, "methods")
    if frame.selection is None:
        return frame.answer("compare/methods.html")
    said = paragraph(frame.selection, frame.works, frame.context["rule"])
    if request.htmx:
        context = {**frame.context, "paragraph": said}
        return TemplateResponse(request, "compare/_methods.html", context)
    return frame.answer("compare/methods.html", paragraph=said)
