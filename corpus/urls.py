from django.urls import path

from corpus.views import projects

app_name = "corpus"
urlpatterns = [
    path("", projects.start, name="start"),
    path("projects/", projects.menu, name="projects"),
    path("projects/<slug:slug>/", projects.project, name="project"),
]
