"""What no view should have to think of."""

from django.http import HttpResponseBadRequest

from corpus.http import answer_error

SENTENCE = "The address holds a NUL character, which no text can. Take it out."


def refuse_nul(get_response):
    """Answer 400 to a NUL in the address; the database could not compare it (I21)."""

    def middleware(request):
        if "\x00" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            if request.path.startswith("/api/"):
                return answer_error(400, "unreadable", SENTENCE)
            return HttpResponseBadRequest(SENTENCE, content_type="text/plain")
        return get_response(request)

    return middleware
