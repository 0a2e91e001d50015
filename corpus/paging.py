"""Lists by cursor: stable while rows come and go, as quick at the end as at first."""

import base64
import binascii
from datetime import datetime

import msgspec
from django.core.exceptions import ValidationError
from django.db.models import Q

DEFAULT_LIMIT = 100
MOST = 1000


def page_number(sent):
    """The number of a page in an address, from 1; nonsense is the first."""
    known = sent.isascii() and sent.isdecimal() and len(sent) < 10
    return max(int(sent), 1) if known else 1


class NoCursor(ValidationError):
    def __init__(self):
        super().__init__({"cursor": "This is no cursor of this list."})


def page(rows, order, limit=DEFAULT_LIMIT, cursor=""):
    """One page of a queryset, and the cursor of the next.

    Args:
        rows: a queryset of model instances.
        order: field names, each with "-" for descending, none null, together unique.
        limit: at most MOST.
        cursor: as the page before gave it; empty for the first.

    Returns:
        (list of rows, cursor or None)

    Raises:
        ValidationError: the limit or the cursor is none.
    """
    if not 1 <= limit <= MOST:
        raise ValidationError({"limit": f"Ask for 1 to {MOST:,} rows."})
    if cursor:
        try:
            rows = rows.filter(_after(order, _read(cursor, len(order))))
        except (TypeError, ValueError) as error:
            raise NoCursor from error
    found = list(rows.order_by(*order)[: limit + 1])
    if len(found) <= limit:
        return found, None
    found.pop()
    return found, cursor_behind(found[-1], order)


def cursor_behind(row, order):
    """The cursor of the page that begins after a row."""
    values = [_value(row, name.lstrip("-")) for name in order]
    return base64.urlsafe_b64encode(msgspec.json.encode(values)).decode()


def _after(order, values):
    """Rows that come later: (a, b) > (x, y) as a > x or (a = x and b > y)."""
    later = Q()
    for place, name in enumerate(order):
        same = {
            earlier.lstrip("-"): values[index]
            for index, earlier in enumerate(order[:place])
        }
        comparison = "lt" if name.startswith("-") else "gt"
        step = {f"{name.lstrip('-')}__{comparison}": values[place]}
        later |= Q(**same, **step)
    return later


def _read(cursor, length):
    try:
        values = msgspec.json.decode(base64.urlsafe_b64decode(cursor.encode()))
    except (ValueError, binascii.Error, msgspec.DecodeError):
        values = None
    scalars = isinstance(values, list) and all(
        isinstance(value, str | int) and not isinstance(value, bool) for value in values
    )
    if not scalars or len(values) != length or "\x00" in "".join(map(str, values)):
        raise NoCursor
    return values


def _value(row, name):
    for part in name.split("__"):
        row = getattr(row, part)
    return row.isoformat() if isinstance(row, datetime) else row
