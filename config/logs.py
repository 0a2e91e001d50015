"""What is left out of the log: secrets of links, and where a refusal came from."""

import logging
import re

#: The first part of a path whose rest is a secret.
SECRET = re.compile(
    r"(/(?:invitations|accounts/set-password|accounts/first-owner))/[^\s?]+"
)


class Discreet(logging.Filter):
    """Takes the secret out of a link, and the traceback out of what is no error."""

    def filter(self, record: logging.LogRecord) -> bool:
        status = getattr(record, "status_code", None)
        if status is not None and status < 500:
            record.exc_info = record.exc_text = None
        record.msg, record.args = SECRET.sub(r"\1/…", record.getMessage()), None
        return True
