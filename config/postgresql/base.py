"""A connection that knows by itself whether the server ended it."""

import select

from django.db.backends.postgresql import base


class DatabaseWrapper(base.DatabaseWrapper):
    def is_usable(self):
        """Whether a kept connection still works; as a rule without a round trip.

        The server says nothing to an idle connection but its end: only where something
        waits to be read, it is asked.
        """
        if self.connection is None or self.connection.closed:
            return False
        waiting = select.poll()
        waiting.register(self.connection.fileno(), select.POLLIN)
        return not waiting.poll(0) or super().is_usable()
