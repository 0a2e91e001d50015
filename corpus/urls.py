from django.urls import path

from corpus.views import (
    actors,
    documents,
    jobs,
    members,
    projects,
    situations,
    snapshots,
    uploads,
)

app_name = "corpus"
urlpatterns = [
    path("", projects.start, name="start"),
    path("projects/", projects.menu, name="projects"),
    path("projects/<slug:slug>/", projects.project, name="project"),
    path("projects/<slug:slug>/members/", members.members, name="members"),
    path("projects/<slug:slug>/members/invite/", members.invite, name="invite"),
    path("projects/<slug:slug>/members/rules/", members.set_rules, name="set_rules"),
    path(
        "projects/<slug:slug>/members/<int:pk>/role/",
        members.change_role,
        name="change_role",
    ),
    path(
        "projects/<slug:slug>/members/<int:pk>/remove/",
        members.remove,
        name="remove_member",
    ),
    path(
        "projects/<slug:slug>/invitations/<int:pk>/revoke/",
        members.revoke_invitation,
        name="revoke_invitation",
    ),
    path("jobs/", jobs.jobs, name="jobs"),
    path("jobs/<uuid:uuid>/", jobs.job, name="job"),
    path("jobs/<uuid:uuid>/cancel/", jobs.cancel, name="cancel_job"),
    path("invitations/<secret>/", members.invitation, name="invitation"),
    path(
        "projects/<slug:slug>/texts/add/",
        documents.add_documents,
        name="add_documents",
    ),
    path("projects/<slug:slug>/uploads/<uuid:uuid>/", uploads.upload, name="upload"),
    path(
        "projects/<slug:slug>/uploads/<uuid:uuid>/texts/<int:number>/",
        uploads.upload_text,
        name="upload_text",
    ),
    path(
        "projects/<slug:slug>/uploads/<uuid:uuid>/store/",
        uploads.store,
        name="store_upload",
    ),
    path(
        "projects/<slug:slug>/uploads/<uuid:uuid>/drop/",
        uploads.drop,
        name="drop_upload",
    ),
    path(
        "projects/<slug:slug>/uploads/<uuid:uuid>/read/",
        uploads.read_again,
        name="read_upload",
    ),
    path("projects/<slug:slug>/texts/fetch/", snapshots.fetch, name="fetch"),
    path(
        "projects/<slug:slug>/snapshots/<uuid:uuid>/",
        snapshots.snapshot,
        name="snapshot",
    ),
    path(
        "projects/<slug:slug>/texts/<int:pk>/head/",
        documents.edit_head,
        name="edit_head",
    ),
    path(
        "projects/<slug:slug>/texts/<int:pk>/withdraw/",
        documents.withdraw,
        name="withdraw",
    ),
    path(
        "projects/<slug:slug>/texts/<int:pk>/restore/",
        documents.restore,
        name="restore",
    ),
    path(
        "projects/<slug:slug>/texts/<int:pk>/original/",
        documents.original,
        name="original",
    ),
    path(
        "projects/<slug:slug>/actors/<int:pk>/edit/",
        actors.edit_actor,
        name="edit_actor",
    ),
    path(
        "projects/<slug:slug>/actors/<int:pk>/delete/",
        actors.delete_actor,
        name="delete_actor",
    ),
    path(
        "projects/<slug:slug>/situations/<int:pk>/edit/",
        situations.edit_situation,
        name="edit_situation",
    ),
    path(
        "projects/<slug:slug>/situations/<int:pk>/delete/",
        situations.delete_situation,
        name="delete_situation",
    ),
]
