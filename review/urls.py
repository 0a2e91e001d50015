from django.urls import path

from review.views import agreement, annotation, decisions, doctrine

app_name = "review"
urlpatterns = [
    path(
        "projects/<slug:slug>/doctrines/<str:doctrine>/",
        doctrine.doctrine,
        name="doctrine",
    ),
    path(
        "projects/<slug:slug>/annotations/<uuid:uuid>/",
        annotation.annotation,
        name="annotation",
    ),
    path(
        "projects/<slug:slug>/annotations/<uuid:uuid>/restore/",
        annotation.restore,
        name="restore_annotation",
    ),
    path("projects/<slug:slug>/agreement/", agreement.agreement, name="agreement"),
    path(
        "projects/<slug:slug>/decisions/take-back/",
        decisions.take_back,
        name="take_back",
    ),
]
