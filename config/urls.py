from django.urls import include, path

from config import api

urlpatterns = [
    path("accounts/", include("allauth.urls")),
    path("api/v1/", api.urls),
    path("", include("accounts.urls")),
    path("", include("corpus.urls")),
    path("", include("annotations.urls")),
    path("", include("review.urls")),
]
