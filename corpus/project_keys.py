"""Foreign keys that cannot leave their project (I18), for migrations."""

from django.db import migrations

_ADD = """
ALTER TABLE {table} ADD CONSTRAINT {name}
FOREIGN KEY (project_id, {column}) REFERENCES {target} (project_id, id)
DEFERRABLE INITIALLY DEFERRED
"""
_DROP = "ALTER TABLE {table} DROP CONSTRAINT {name}"


def project_keys(table, **targets):
    """Operations that bind each column of ``table`` to a row of the same project.

    Args:
        table: the table, which has a column ``project_id``.
        targets: column without ``_id`` -> the table it refers to, which needs a
            unique key on (project_id, id).

    A null column refers to nothing and is not checked (MATCH SIMPLE).
    """
    operations = []
    for column, target in targets.items():
        names = {
            "table": table,
            "name": f"{table}_{column}_in_project"[:63],
            "column": f"{column}_id",
            "target": target,
        }
        operations.append(
            migrations.RunSQL(_ADD.format(**names), _DROP.format(**names))
        )
    return operations
