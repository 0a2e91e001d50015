"""Bring an earlier state of an annotation back, from its history."""

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from annotations.errors import Conflict, Deleted
from corpus import access
from review.earlier import bring_back
from review.forms.comment import version_of
from review.views.annotation import find, render


@require_POST
def bring_back_state(request, slug, uuid):
    """Make a change that says again what the annotation said in a version."""
    project = access.get_project(request.user, slug)
    row = find(request.user, project, uuid)
    row.project = project
    try:
        bring_back(
            annotation=row,
            earlier=version_of(request.POST.get("to")),
            version=version_of(request.POST.get("version")),
            by=request.user,
        )
    except LookupError:
        raise Http404 from None
    except ValidationError as error:
        # found anew: what was refused was written into the row
        now = find(request.user, project, uuid)
        return render(request, project, now, " ".join(error.messages), 422)
    except (Conflict, Deleted) as error:
        now = find(request.user, project, uuid)
        return render(request, project, now, str(error), 409)
    return redirect("review:annotation", project.slug, uuid)
