"""The words that a project's texts have in a field, however many texts say each."""

from django.db import connection

_WORDS_USED = """
WITH RECURSIVE used AS (
    (SELECT {field} AS word FROM corpus_document
     WHERE project_id = %(project)s AND {field} > '' ORDER BY {field} LIMIT 1)
    UNION ALL
    SELECT (SELECT {field} FROM corpus_document
        WHERE project_id = %(project)s AND {field} > used.word
        ORDER BY {field} LIMIT 1)
    FROM used WHERE used.word IS NOT NULL
)
SELECT word FROM used WHERE word IS NOT NULL LIMIT {most}
"""
#: Fields that have an index with the project.
FIELDS = ("language", "genre", "publisher")
#: More words than these help nobody to choose.
MOST = 1000


def words_used(project, field):
    """The words in a field, in order: a step in the index for each of them."""
    if field not in FIELDS:
        raise ValueError(f"There is no index for {field}.")
    with connection.cursor() as cursor:
        query = _WORDS_USED.format(field=field, most=MOST)
        cursor.execute(query, {"project": project.pk})
        return [word for (word,) in cursor.fetchall()]
