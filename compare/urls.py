from django.urls import path

from compare.views import elements, likeness, table

app_name = "compare"

urlpatterns = [
    path("projects/<slug:slug>/positions/", table.table, name="table"),
    path("projects/<slug:slug>/likeness/", likeness.likeness, name="likeness"),
    path(
        "projects/<slug:slug>/doctrines/<str:doctrine>/elements/",
        elements.elements,
        name="elements",
    ),
]
