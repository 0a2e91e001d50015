"""Errors outside the API's own handlers: JSON under /api/, pages elsewhere."""

from django.views import defaults

from corpus.http import answer_error


def bad_request(request, exception):
    if request.path.startswith("/api/"):
        return answer_error(400, "unreadable", "The request cannot be read.")
    return defaults.bad_request(request, exception)


def not_found(request, exception):
    if request.path.startswith("/api/"):
        return answer_error(404, "not_found", "There is nothing at this address.")
    return defaults.page_not_found(request, exception)


def server_error(request):
    if request.path.startswith("/api/"):
        return answer_error(
            500, "error", "Something went wrong here. It was written down."
        )
    return defaults.server_error(request)
