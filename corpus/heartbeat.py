"""While a job runs: say every second that it does and how far, hear whether to stop."""

import logging
import threading

from django.db import DatabaseError, connection
from django.utils import timezone

from corpus.models import Job

logger = logging.getLogger(__name__)

SECONDS = 1
#: Set when this process is told to end.
STOPPING = threading.Event()


class Heartbeat:
    """Around a job's work; in a thread and a connection of its own.

    What it writes is seen at once, while the job's own transaction is not.
    """

    def __init__(self, job):
        self.pk = job.pk
        #: Steps done, and of how many: what is written next.
        self.done, self.total = job.done, job.total
        #: Whether somebody asked for the end.
        self.asked = False
        self.ended = threading.Event()
        self.thread = threading.Thread(target=self._beat, daemon=True)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.end()

    @property
    def stop(self):
        """Whether the work shall end here."""
        return self.asked or STOPPING.is_set()

    def end(self):
        """Write no more; afterwards nobody but the work holds the job's row."""
        self.ended.set()
        if self.thread.is_alive():
            self.thread.join()

    def _beat(self):
        try:
            self._write()
            while not self.ended.wait(SECONDS):
                self._write()
            self._write()
        finally:
            connection.close()

    def _write(self):
        try:
            job = Job.objects.running().filter(pk=self.pk)
            job.update(done=self.done, total=self.total, seen=timezone.now())
            asked = job.exclude(stop_asked=None).exists()
        except DatabaseError:
            # the work itself will say so
            logger.warning("The state of a job cannot be written.", exc_info=True)
            connection.close()
        else:
            self.asked = self.asked or asked
