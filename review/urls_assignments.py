"""Addresses below a project's assignments."""

from django.urls import path

from review.views import assignments

urlpatterns = [
    path("", assignments.assignments, name="assignments"),
    path("<int:pk>/finish/", assignments.finish, name="finish"),
    path("<int:pk>/reopen/", assignments.reopen, name="reopen"),
    path("<int:pk>/open/", assignments.open_early, name="open_early"),
    path("<int:pk>/unassign/", assignments.unassign, name="unassign"),
]
