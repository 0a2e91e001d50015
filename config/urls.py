from django.urls import include, path

from accounts.urls import allauth_urlpatterns
from config import api

urlpatterns = [
    path("accounts/", include(allauth_urlpatterns)),
    path("api/v1/", api.urls),
    path("", include("accounts.urls")),
    # before corpus, whose projects/<slug>/ would take projects/new/
    path("", include("annotations.urls")),
    path("", include("compare.urls")),
    path("", include("corpus.urls")),
    path("", include("review.urls")),
]

handler400 = "config.errors.bad_request"
handler404 = "config.errors.not_found"
handler500 = "config.errors.server_error"
