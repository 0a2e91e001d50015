from django.urls import path

from annotations.views import (
    actors,
    annotator,
    codebook,
    documents,
    editions,
    exchange,
    heads,
    merges,
    parallel,
    positions,
    projects,
    reading,
    saved_views,
    situations,
    table,
)

app_name = "annotations"
urlpatterns = [
    path("projects/<slug:slug>/texts/", documents.documents, name="documents"),
    path(
        "projects/<slug:slug>/texts/authors/",
        documents.authors,
        name="author_names",
    ),
    path(
        "projects/<slug:slug>/texts/views/save/",
        saved_views.save_view,
        name="save_view",
    ),
    path(
        "projects/<slug:slug>/views/<int:pk>/delete/",
        saved_views.delete_view,
        name="delete_view",
    ),
    path("projects/<slug:slug>/texts/change/", heads.change_texts, name="change_texts"),
    path(
        "projects/<slug:slug>/changes/<int:pk>/",
        heads.heads_change,
        name="heads_change",
    ),
    path(
        "projects/<slug:slug>/changes/<int:pk>/make/",
        heads.make_heads_change,
        name="make_heads_change",
    ),
    path(
        "projects/<slug:slug>/changes/<int:pk>/undo/",
        heads.undo_heads_change,
        name="undo_heads_change",
    ),
    path("projects/<slug:slug>/texts/table/", heads.export_heads, name="export_heads"),
    path(
        "projects/<slug:slug>/texts/table/import/",
        heads.import_heads,
        name="import_heads",
    ),
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
    path("projects/<slug:slug>/actors/", actors.actors, name="actors"),
    path("projects/<slug:slug>/actors/<int:pk>/", actors.actor, name="actor"),
    path(
        "projects/<slug:slug>/actors/look-alikes/",
        merges.lookalikes,
        name="lookalikes",
    ),
    path(
        "projects/<slug:slug>/actors/different/",
        merges.different,
        name="different_actors",
    ),
    path("projects/<slug:slug>/actors/merge/", merges.merge, name="merge_actors"),
    path(
        "projects/<slug:slug>/actors/merges/<int:pk>/undo/",
        merges.unmerge,
        name="unmerge_actors",
    ),
    path(
        "projects/<slug:slug>/situations/",
        situations.situations,
        name="situations",
    ),
    path(
        "projects/<slug:slug>/situations/<int:pk>/",
        situations.situation,
        name="situation",
    ),
    path(
        "projects/<slug:slug>/texts/<int:pk>/editions/",
        editions.editions_of,
        name="editions",
    ),
    path(
        "projects/<slug:slug>/texts/<int:pk>/editions/new/",
        editions.new_edition,
        name="new_edition",
    ),
    path(
        "projects/<slug:slug>/texts/<int:pk>/editions/unlink/",
        editions.unlink,
        name="unlink_edition",
    ),
    path(
        "projects/<slug:slug>/texts/<int:pk>/carried/",
        editions.carry,
        name="carry",
    ),
    path(
        "projects/<slug:slug>/texts/<int:pk>/carried/decide/",
        editions.decide,
        name="decide_carried",
    ),
    path(
        "projects/<slug:slug>/texts/<int:pk>/carried/<int:carried>/",
        editions.place,
        name="place_carried",
    ),
    path(
        "projects/<slug:slug>/texts/<int:pk>/parallel/",
        parallel.side_by_side,
        name="parallel",
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
