"""Sessions in the database as Django has them, read and saved by kept queries.

Every request of somebody signed in reads one.
"""

from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError
from django.utils import timezone

from accounts import prepared

FIND = """
SELECT session_data FROM django_session
WHERE session_key = %(key)s AND expire_date > %(now)s
"""
SAVE = """
UPDATE django_session SET session_data = %(data)s, expire_date = %(until)s
WHERE session_key = %(key)s RETURNING session_key
"""


class SessionStore(db.SessionStore):
    def load(self):
        values = {"key": self.session_key, "now": timezone.now()}
        found = prepared.rows(FIND, values)
        if not found:
            self._session_key = None
            return {}
        return self.decode(found[0][0])

    def save(self, must_create=False):
        if must_create or self.session_key is None:
            super().save(must_create)
            return
        values = {
            "data": self.encode(dict(self.items())),
            "until": self.get_expiry_date(),
            "key": self.session_key,
        }
        if prepared.written(SAVE, values) is None:
            # it was ended meanwhile
            raise UpdateError
