"""gunicorn's arbiter, which also keeps one worker for jobs alive.

The worker is forked from the loaded application, as those for requests are, so it costs
little memory and starts at once. It ends with the arbiter, however that ends.
"""

import contextlib
import logging
import os
import signal
import time

from gunicorn import sock
from gunicorn.arbiter import Arbiter

from corpus import worker

logger = logging.getLogger(__name__)

SECONDS_BETWEEN_STARTS = 2
#: A little more than the worker gives its job.
SECONDS_TO_STOP = worker.SECONDS_TO_STOP + 2


class WatchingArbiter(Arbiter):
    """Serves requests, and has jobs done beside."""

    job_worker = 0
    job_worker_name = ""
    job_worker_start = 0.0

    def manage_workers(self):
        """Called every second, and when a child has ended."""
        super().manage_workers()
        if self.job_worker and not alive(self.job_worker):
            logger.warning("The worker for jobs ended; another one starts.")
            self.job_worker = 0
        late = time.monotonic() - self.job_worker_start > SECONDS_BETWEEN_STARTS
        if not self.job_worker and (late or not self.job_worker_name):
            self.spawn_job_worker()

    def spawn_job_worker(self):
        before = self.job_worker_name
        self.job_worker_start = time.monotonic()
        token = worker.new_token()
        self.job_worker = os.fork()
        pid = self.job_worker or os.getpid()
        self.job_worker_name = worker.name_of(pid, token)
        if self.job_worker:
            return
        status = 1
        try:
            self.become_job_worker()
            worker.end_with(self.pid)
            worker.run(self.job_worker_name, instead_of=before)
            status = 0
        except Exception:
            logger.exception("The worker for jobs failed.")
        finally:
            # nothing of the arbiter's is left to do here
            os._exit(status)

    def become_job_worker(self):
        """Leave what belongs to the arbiter."""
        sock.close_sockets(self.LISTENERS, unlink=False)
        for sibling in self.WORKERS.values():
            sibling.tmp.close()
        signal.set_wakeup_fd(-1)
        for number in self.SIGNALS:
            signal.signal(number, signal.SIG_IGN)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)

    def stop(self, graceful=True):
        """The worker is told first, so that both have the same time."""
        pid, self.job_worker = self.job_worker, 0
        if pid:
            kill(pid, signal.SIGTERM)
        super().stop(graceful)
        until = time.monotonic() + SECONDS_TO_STOP
        while pid and alive(pid) and time.monotonic() < until:
            time.sleep(0.05)
        if pid and alive(pid):
            kill(pid, signal.SIGKILL)
            alive(pid, wait=True)


def alive(pid, wait=False):
    """Whether a child still runs; one that has ended is reaped here or was before."""
    try:
        return os.waitpid(pid, 0 if wait else os.WNOHANG)[0] == 0
    except ChildProcessError:
        return False


def kill(pid, number):
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, number)
