"""The worker: does the jobs one after the other, and looks for those that died.

Any number may run, on any machine that reaches the database and the data folder.
"""

import asyncio
import contextlib
import itertools
import logging
import os
import secrets
import signal
import socket
import threading

from asgiref.sync import sync_to_async
from django.db import DatabaseError, connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.utils import connector_params
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Status
from procrastinate.psycopg_connector import PsycopgConnector

from corpus import jobs
from corpus.actions import uploads_dropping
from corpus.heartbeat import STOPPING
from corpus.models import Job

logger = logging.getLogger(__name__)

#: Seconds without a word from a worker until its job counts as dead.
SECONDS_UNTIL_DEAD = 30
SECONDS_BETWEEN_LOOKS = 15
LOOKS_BETWEEN_SWEEPS = 240
#: A job is told to stop when the worker is; one that does not hear ends with it.
SECONDS_TO_STOP = 8
#: A job may take longer over one statement than a request.
PATIENCE = """
SET statement_timeout = '15min';
SET idle_in_transaction_session_timeout = '15min'
"""


def new_token():
    return secrets.token_hex(4)


def name_of(pid, token):
    """The name of a worker, which no other has.

    Args:
        pid: its process.
        token: from ``new_token``.
    """
    return f"{socket.gethostname()[:30]}:{pid}:{token}"


def run(name, instead_of=""):
    """Work until told to stop by SIGTERM.

    Args:
        name: from ``name_of``.
        instead_of: the name of a worker that is known to have ended.
    """
    if instead_of:
        jobs.give_up(Job.objects.filter(worker=instead_of))
    connection.close()
    asyncio.run(_work(name))


def end_with(parent):
    """End at once when the process that started this one is gone."""

    def watch():
        while os.getppid() == parent:
            STOPPING.wait(1)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


async def _work(name):
    # the pool opens by itself what listening and fetching need at the same time
    connector = PsycopgConnector(
        kwargs=connector_params(), min_size=1, max_size=3, max_idle=60
    )
    with app.replace_connector(connector) as own:
        async with own.open_async():
            working = asyncio.create_task(
                own.run_worker_async(
                    name=name,
                    wait=True,
                    delete_jobs="always",
                    install_signal_handlers=False,
                    shutdown_graceful_timeout=SECONDS_TO_STOP,
                    stalled_worker_timeout=SECONDS_UNTIL_DEAD,
                    task_middleware=[around_job],
                    additional_context={"name": name},
                )
            )
            looking = asyncio.create_task(_look_after(own))

            def stop():
                STOPPING.set()
                working.cancel()
                threading.Thread(target=_end_late, daemon=True).start()

            for number in (signal.SIGTERM, signal.SIGINT):
                if signal.getsignal(number) is not signal.SIG_IGN:
                    asyncio.get_running_loop().add_signal_handler(number, stop)
            with contextlib.suppress(asyncio.CancelledError):
                await working
            looking.cancel()


def _end_late():
    """A work that does not hear is taken back by the database, and found as dead."""
    threading.Event().wait(SECONDS_TO_STOP)
    os._exit(1)


def around_job(call_next, context, worker):
    """Give a job a connection of its own, and take it away again."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(PATIENCE)
        return call_next()
    finally:
        connection.close()


async def _look_after(own):
    """Find what died, and forget what nobody came back for, again and again."""
    for look in itertools.count():
        try:
            await sync_to_async(_give_up_silent, thread_sensitive=False)()
            await _find_dead(own)
            if look % LOOKS_BETWEEN_SWEEPS == 0:
                await sync_to_async(_sweep, thread_sensitive=False)()
        except (DatabaseError, ConnectorException):
            logger.warning("Looking for dead jobs failed.", exc_info=True)
        await asyncio.sleep(SECONDS_BETWEEN_LOOKS)


async def _find_dead(own):
    found = await own.job_manager.get_stalled_jobs(
        seconds_since_heartbeat=SECONDS_UNTIL_DEAD
    )
    for task in found:
        await sync_to_async(_give_up, thread_sensitive=False)(task.id)
        await own.job_manager.finish_job_by_id_async(
            task.id, status=Status.FAILED, delete_job=True
        )


def _give_up(task):
    try:
        jobs.give_up(Job.objects.filter(task=task))
        # its worker ended before it began with it
        jobs.queue_again(Job.objects.filter(task=task))
    finally:
        connection.close()


def _give_up_silent():
    try:
        jobs.give_up(Job.objects.unheard_for(2 * SECONDS_UNTIL_DEAD))
    finally:
        connection.close()


def _sweep():
    try:
        uploads_dropping.sweep()
    finally:
        connection.close()
