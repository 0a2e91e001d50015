"""How many marks a project has of each doctrine, situation and holder."""

from django.db import connection, models

#: The marks of withdrawn texts, which are few, are taken off.
STANDING = """
SELECT counted."of", counted.coder, sum(counted.n)::bigint
FROM (
    SELECT "of", coder, n FROM annotations_tally
    WHERE project = %(project)s AND kind = 'doctrine'
    UNION ALL
    SELECT mark.doctrine_id, mark.coder_id, -1
    FROM corpus_document AS document
    JOIN annotations_annotation AS mark
        ON mark.document_id = document.id AND mark.deleted IS NULL
    WHERE document.project_id = %(project)s AND document.withdrawn IS NOT NULL
) AS counted
GROUP BY 1, 2 HAVING sum(counted.n) <> 0
"""

# what is written meanwhile is not seen, and left for the next time
ADD_UP = """
WITH gone AS (DELETE FROM annotations_tally RETURNING project, kind, "of", coder, n)
INSERT INTO annotations_tally (project, kind, "of", coder, n)
SELECT project, kind, "of", coder, sum(n) FROM gone
GROUP BY 1, 2, 3, 4 HAVING sum(n) <> 0
"""


class TallyQuerySet(models.QuerySet):
    def counts(self, project, kind):
        """{id: how many}: one query over the sums, however many marks there are."""
        rows = self.filter(project=project.pk, kind=kind).order_by()
        return dict(rows.values_list("of").annotate(models.Sum("n")))

    def standing(self, project):
        """[(doctrine's id, coder's id, how many)] of marks in texts not withdrawn."""
        with connection.cursor() as cursor:
            cursor.execute(STANDING, {"project": project.pk})
            return cursor.fetchall()

    def add_up(self):
        """Replace the rows by their sums: one statement, which no writer waits for."""
        with connection.cursor() as cursor:
            cursor.execute(ADD_UP)


class Tally(models.Model):
    """A difference that one statement made; what counts is the sum of a kind.

    Triggers write them and never change one, so that nobody waits for another who
    saves a mark of the same doctrine; the worker adds them up from time to time.
    They are no facts: without keys, without history, and doctor compares them.

    The kind "change" counts nothing: each statement that changes what positions are
    counted from adds a number by chance, so that their sum tells a project's state.
    """

    KINDS = ("doctrine", "situation", "holder", "change")

    project = models.BigIntegerField()
    #: One of KINDS. Doctrines count all marks that were not deleted, the others only
    #: those that were not rejected either.
    kind = models.CharField(max_length=9)
    #: The doctrine's, the situation's or the actor's id; 0 of a change.
    of = models.BigIntegerField()
    #: Who made the marks; of doctrines only.
    coder = models.BigIntegerField(null=True)
    n = models.BigIntegerField()

    objects = TallyQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["project", "kind", "of"], name="tally_of_project")
        ]

    def __str__(self):
        return f"{self.n} of {self.kind} {self.of}"
