"""Addresses of the codebook's releases, its history, and of what waits."""

from django.urls import path

from annotations.views import codebook_changes, reconsider, releases, reworking

PLACE = "projects/<slug:slug>/codebook"
urlpatterns = [
    path(f"{PLACE}/releases/", releases.releases, name="releases"),
    path(f"{PLACE}/releases/<int:number>/", releases.release, name="release"),
    path(
        f"{PLACE}/releases/<int:number>/download/",
        releases.download_release,
        name="download_release",
    ),
    path(f"{PLACE}/difference/", releases.difference, name="codebook_difference"),
    path(f"{PLACE}/merge/", reworking.merge_doctrines, name="merge_doctrines"),
    path(f"{PLACE}/split/", reworking.split_doctrine, name="split_doctrine"),
    path(
        f"{PLACE}/history/", codebook_changes.codebook_changes, name="codebook_changes"
    ),
    path(
        f"{PLACE}/history/table/",
        codebook_changes.export_changes,
        name="export_codebook_changes",
    ),
    path(
        f"{PLACE}/history/<int:pk>/",
        codebook_changes.codebook_change,
        name="codebook_change",
    ),
    path(
        f"{PLACE}/history/<int:pk>/take-back/",
        codebook_changes.take_back_change,
        name="take_back_change",
    ),
    path(f"{PLACE}/queue/", reconsider.queue, name="queue"),
    path(f"{PLACE}/queue/<int:pk>/", reconsider.waiting, name="waiting"),
]
