from django.urls import path

from annotations.views import (
    annotator,
    codebook,
    documents,
    exchange,
    positions,
    projects,
    reading,
    table,
)

app_name = "annotations"
urlpatterns = [
    path("projects/<slug:slug>/texts/", documents.documents, name="documents"),
    path("projects/new/", projects.new_project, name="new_project"),
    path(
        "projects/<slug:slug>/texts/<int:pk>/",
        annotator.document,
        name="document",
    ),
    path(
        "projects/<slug:slug>/texts/<int:pk>/read/",
        reading.reading,
        name="reading",
    ),
    path(
        "projects/<slug:slug>/texts/<int:pk>/annotations/",
        table.table,
        name="table",
    ),
    path("projects/<slug:slug>/positions/", positions.positions, name="positions"),
    path("projects/<slug:slug>/export/", exchange.export, name="export"),
    path("projects/<slug:slug>/import/", exchange.import_set, name="import"),
    path("projects/<slug:slug>/doctrines/", codebook.doctrines, name="doctrines"),
    path(
        "projects/<slug:slug>/doctrines/new/",
        codebook.new_doctrine,
        name="new_doctrine",
    ),
    path(
        "projects/<slug:slug>/doctrines/<str:doctrine>/edit/",
        codebook.edit_doctrine,
        name="edit_doctrine",
    ),
    path(
        "projects/<slug:slug>/doctrines/<str:doctrine>/retire/",
        codebook.retire_doctrine,
        name="retire_doctrine",
    ),
    path(
        "projects/<slug:slug>/doctrines/<str:doctrine>/restore/",
        codebook.restore_doctrine,
        name="restore_doctrine",
    ),
]
