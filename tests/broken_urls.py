"""The site's addresses and one that fails, for the test of the error page."""

from django.urls import path

from config.urls import urlpatterns as ours


def broken(request):
    raise RuntimeError("broken on purpose")


urlpatterns = [*ours, path("broken/", broken)]
