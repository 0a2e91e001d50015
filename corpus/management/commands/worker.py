"""Do the jobs that wait, until stopped: for those who start workers by themselves.

``glossator.py run`` starts one already; so does ``manage.py serve`` unless it is given
--no-worker. Several may run beside each other, also on other machines that reach the
same database and the same data folder.
"""

import os

from django.core.management.base import BaseCommand

from corpus import worker


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = ()

    def handle(self, **options):
        self.stdout.write("Jobs are done here. Press Ctrl-C to stop.")
        self.stdout.flush()
        worker.run(worker.name_of(os.getpid(), worker.new_token()))
