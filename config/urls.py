from django.urls import include, path

urlpatterns = [
    path("accounts/", include("allauth.urls")),
    path("", include("accounts.urls")),
    path("", include("corpus.urls")),
    path("", include("annotations.urls")),
    path("", include("review.urls")),
]
