from django.urls import include, path

from review import urls_assignments, urls_queue
from review.views import (
    adjudication,
    adjudication_form,
    agreement,
    annotation,
    comment_files,
    comments,
    dashboard,
    decisions,
    doctrine,
    earlier,
    earlier_heads,
    history,
    inbox,
    precedents,
    work,
)

app_name = "review"
urlpatterns = [
    path("projects/<slug:slug>/queue/", include(urls_queue)),
    path("projects/<slug:slug>/assignments/", include(urls_assignments)),
    path("projects/<slug:slug>/my-work/", work.work, name="work"),
    path(
        "projects/<slug:slug>/precedents/<int:pk>/overrule/",
        precedents.overrule,
        name="overrule",
    ),
    path(
        "projects/<slug:slug>/precedents/<str:doctrine>/",
        precedents.precedents,
        name="precedents",
    ),
    path(
        "projects/<slug:slug>/annotations/<uuid:uuid>/precedent/",
        precedents.raise_precedent,
        name="raise_precedent",
    ),
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
    path(
        "projects/<slug:slug>/adjudication/",
        adjudication.adjudication,
        name="adjudication",
    ),
    path(
        "projects/<slug:slug>/adjudication/<int:document>/<str:doctrine>/",
        adjudication.adjudicate,
        name="adjudicate",
    ),
    path(
        "projects/<slug:slug>/adjudication/<int:document>/<str:doctrine>/write/",
        adjudication_form.write,
        name="adjudicate_write",
    ),
    path("projects/<slug:slug>/agreement/", agreement.agreement, name="agreement"),
    path(
        "projects/<slug:slug>/decisions/take-back/",
        decisions.take_back,
        name="take_back",
    ),
    path("projects/<slug:slug>/comments/", comments.comments, name="comments"),
    path(
        "projects/<slug:slug>/comments/export/",
        comment_files.export_comments,
        name="export_comments",
    ),
    path("projects/<slug:slug>/comments/people/", comments.people, name="people"),
    path("projects/<slug:slug>/comments/<int:pk>/", comments.thread, name="thread"),
    path(
        "projects/<slug:slug>/comments/<int:pk>/edit/",
        comments.edit_comment,
        name="edit_comment",
    ),
    path(
        "projects/<slug:slug>/comments/<int:pk>/delete/",
        comments.delete_comment,
        name="delete_comment",
    ),
    path(
        "projects/<slug:slug>/comments/<int:pk>/resolve/",
        comments.resolve,
        name="resolve_thread",
    ),
    path("projects/<slug:slug>/inbox/", inbox.inbox, name="inbox"),
    path("projects/<slug:slug>/history/", history.history, name="history"),
    path(
        "projects/<slug:slug>/history/export/",
        history.export_history,
        name="export_history",
    ),
    path(
        "projects/<slug:slug>/annotations/<uuid:uuid>/bring-back/",
        earlier.bring_back_state,
        name="bring_back",
    ),
    path(
        "projects/<slug:slug>/history/heads/<int:pk>/",
        earlier_heads.earlier_head,
        name="earlier_head",
    ),
    path(
        "projects/<slug:slug>/history/rules/<int:pk>/",
        earlier_heads.earlier_rules,
        name="earlier_rules",
    ),
    path("projects/<slug:slug>/dashboard/", dashboard.dashboard, name="dashboard"),
]
