"""What no view should have to think of."""

from django.http import HttpResponseBadRequest, JsonResponse

SENTENCE = "The address holds a NUL character, which no text can. Take it out."


def refuse_nul(get_response):
    """Answer 400 to a NUL in the address; the database could not compare it (I21)."""

    def middleware(request):
        if "\x00" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            if request.path.startswith("/api/"):
                answer = {"detail": SENTENCE, "code": "unreadable", "fields": {}}
                return JsonResponse(answer, status=400)
            return HttpResponseBadRequest(SENTENCE, content_type="text/plain")
        return get_response(request)

    return middleware
