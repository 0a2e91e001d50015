"""Do what waits, by procrastinate's own worker, in this process."""

from concurrent.futures import ThreadPoolExecutor

from django.db import connections
from procrastinate.contrib.django import app
from procrastinate.contrib.django.utils import connector_params
from procrastinate.psycopg_connector import PsycopgConnector

from corpus.worker import around_job


def work_off():
    """Do all jobs that wait; needs ``django_db(transaction=True)``.

    In a thread of its own: tests with a browser leave an event loop running here.
    """
    with ThreadPoolExecutor(1) as pool:
        pool.submit(_work).result()


def _work():
    try:
        _run()
    finally:
        connections.close_all()


def _run():
    connector = PsycopgConnector(kwargs=connector_params(), min_size=1, max_size=3)
    with app.replace_connector(connector) as own:
        own.run_worker(
            wait=False,
            delete_jobs="always",
            listen_notify=False,
            install_signal_handlers=False,
            task_middleware=[around_job],
        )
