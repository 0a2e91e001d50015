"""Addresses of the queue by doctrine, below a project's ``queue/``."""

from django.urls import path

from review.views import queue

urlpatterns = [
    path("", queue.queues, name="queues"),
    path("hold/<uuid:uuid>/", queue.hold, name="hold"),
    path("<str:doctrine>/", queue.queue, name="queue"),
    path("<str:doctrine>/step/", queue.step, name="queue_step"),
    path("<str:doctrine>/decide/", queue.decide, name="queue_decide"),
    path("<str:doctrine>/change/", queue.change, name="queue_change"),
    path("<str:doctrine>/take-back/", queue.take_back, name="queue_take_back"),
]
