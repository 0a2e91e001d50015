from django.urls import path

from compare.views import (
    comparators,
    coverage,
    elements,
    likeness,
    methods,
    networks,
    parting,
    passages,
    saved,
    situations,
    table,
    time,
)

app_name = "compare"

urlpatterns = [
    path("projects/<slug:slug>/positions/", table.table, name="table"),
    path(
        "projects/<slug:slug>/positions/coverage/", coverage.coverage, name="coverage"
    ),
    path(
        "projects/<slug:slug>/positions/passages/", passages.passages, name="passages"
    ),
    path("projects/<slug:slug>/positions/methods/", methods.methods, name="methods"),
    path("projects/<slug:slug>/positions/views/", saved.views, name="views"),
    path(
        "projects/<slug:slug>/positions/kept/<int:pk>/forget/",
        saved.delete_view,
        name="delete_view",
    ),
    path("projects/<slug:slug>/positions/beside/", passages.beside, name="beside"),
    path("projects/<slug:slug>/positions/parting/", parting.parting, name="parting"),
    path("projects/<slug:slug>/likeness/", likeness.likeness, name="likeness"),
    path("projects/<slug:slug>/networks/", networks.networks, name="networks"),
    path("projects/<slug:slug>/time/", time.time, name="time"),
    path(
        "projects/<slug:slug>/situations-compared/",
        situations.situations,
        name="situations",
    ),
    path(
        "projects/<slug:slug>/comparators/",
        comparators.comparators,
        name="comparators",
    ),
    path("projects/<slug:slug>/elements/", elements.elements_of, name="elements_of"),
    path(
        "projects/<slug:slug>/doctrines/<str:doctrine>/elements/",
        elements.elements,
        name="elements",
    ),
]
