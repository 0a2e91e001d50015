"""History that nobody edits and only a purge deletes (I14), for migrations.

The history library's own trigger can be switched off by a setting of the session; these
cannot. A model with an event table needs a row here: a test looks for it.
"""

from django.db import migrations

_ADD = """
CREATE TRIGGER history_is_kept BEFORE UPDATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION corpus_refuse_change();
CREATE TRIGGER history_stays AFTER DELETE ON {table}
REFERENCING OLD TABLE AS old_rows
FOR EACH STATEMENT EXECUTE FUNCTION {function}();
"""
_DROP = """
DROP TRIGGER history_stays ON {table};
DROP TRIGGER history_is_kept ON {table};
"""


def kept_history(table, of_document=False):
    """Operations that keep the rows of an event table.

    Args:
        of_document: its rows have a ``document_id``; then they may go with that text
            alone. The rows of others may go when a text of their project does.
    """
    function = "corpus_keep_history"
    names = {"table": table, "function": function + "_of_text" * of_document}
    return [migrations.RunSQL(_ADD.format(**names), _DROP.format(**names))]
