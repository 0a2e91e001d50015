from django.urls import path

from annotations.views import annotator

app_name = "annotations"
urlpatterns = [
    path(
        "projects/<slug:slug>/texts/<int:pk>/",
        annotator.document,
        name="document",
    ),
    path(
        "projects/<slug:slug>/texts/<int:pk>/read/",
        annotator.reading,
        name="reading",
    ),
]
