"""Nothing comes under an entry while it is retired: who marks and who retires it wait.

Whoever names an entry locks it by ``FOR KEY SHARE``, after the text. Whoever retires
or merges it, or takes it away, locks it by ``hold``, after all texts that this needs
and before its row is written: a lock of the first kind waits for no other change, and
does not see it. So nobody waits in a ring, and edits of an entry keep nobody waiting.
"""

from django.core.exceptions import ValidationError
from django.db import connection

from annotations.models import Doctrine

LOCK = """
SELECT id FROM annotations_doctrine WHERE id = %s AND retired IS NULL FOR KEY SHARE
"""


def hold(doctrines):
    """Wait for all who are naming entries, and let others wait, to the end: one query.

    What was marked under them is there afterwards, and can be counted and moved.

    Args:
        doctrines: their keys.
    """
    rows = Doctrine.objects.select_for_update().filter(pk__in=doctrines)
    list(rows.order_by("pk").values_list("pk"))


def require_in_use(doctrine, slug):
    """Lock an entry that is being named: one query.

    Args:
        doctrine: its key.

    Raises:
        ValidationError: it was retired, or taken away, since it was looked up.
    """
    with connection.cursor() as cursor:
        cursor.execute(LOCK, [doctrine])
        if cursor.fetchone() is None:
            raise gone(slug)


def gone(slug):
    sentence = f"The doctrine “{slug}” was retired meanwhile. Choose another one."
    return ValidationError({"doctrine": sentence})
