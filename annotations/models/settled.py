"""Which marks count: all of them, but of what was adjudicated the settled ones.

Once a text and a doctrine, with all below it, are adjudicated, positions and exports
count the settled marks alone, unless somebody asks for a coder's layer. This is the
whole rule. Adjudications belong to the layer above, so their tables are named here in
SQL, and no model is imported.
"""

from dataclasses import dataclass, field
from uuid import UUID

from django.db import connection
from django.db.models import BooleanField
from django.db.models.expressions import RawSQL

from annotations.models import sight

#: A hashed list, empty in most projects: then it costs a mark next to nothing.
COVERED = """(
    WITH RECURSIVE covered AS (
        SELECT document_id, doctrine_id FROM review_adjudication
        WHERE project_id = {project} AND settled IS NOT NULL
            AND NOT document_id = ANY('{{{hidden}}}'::bigint[])
        UNION
        SELECT covered.document_id, child.id
        FROM covered
        JOIN annotations_doctrine AS child ON child.parent_id = covered.doctrine_id
    )
    SELECT document_id, doctrine_id FROM covered
)"""
SETTLED = """(
    SELECT mark.annotation_id FROM review_settledmark AS mark
    JOIN review_settlement AS settlement ON settlement.id = mark.settlement_id
    WHERE mark.project_id = {project} AND mark.part = 'settled'
        AND settlement.undone IS NULL
)"""


#: Of settled marks: how, by whom, and whose reading it is where several stand.
TOLD = """
SELECT annotation.uuid, settlement.outcome, person.email,
    CASE WHEN settlement.outcome = 'disagreement'
        THEN coalesce(nullif(coder.name, ''), coder.email) ELSE '' END
FROM review_settledmark AS mark
JOIN review_settlement AS settlement ON settlement.id = mark.settlement_id
JOIN annotations_annotation AS annotation ON annotation.id = mark.annotation_id
JOIN accounts_user AS person ON person.id = settlement.by_id
JOIN accounts_user AS coder ON coder.id = annotation.coder_id
WHERE mark.project_id = %s AND mark.part = 'settled' AND settlement.undone IS NULL
    AND NOT annotation.document_id = ANY(%s)
"""
#: Of some doctrines, or of all where their list is NULL.
ANY = """
SELECT EXISTS (
    SELECT FROM review_adjudication
    WHERE project_id = %s AND settled IS NOT NULL AND NOT document_id = ANY(%s)
        AND (%s::bigint[] IS NULL OR doctrine_id = ANY(%s::bigint[]))
)
"""


@dataclass(frozen=True)
class Settled:
    """The conditions on a project's marks, in SQL without parameters."""

    project: int
    #: Ids of texts in which the reader works blind: to them nothing is settled.
    hidden: list[int] = field(default_factory=list)

    def open(self, mark: str) -> str:
        """Marks of what was not adjudicated; looks at no more than an index holds.

        Args:
            mark: the alias of annotations_annotation.
        """
        hidden = ",".join(map(str, map(int, self.hidden)))
        covered = COVERED.format(project=int(self.project), hidden=hidden)
        return f"({mark}.document_id, {mark}.doctrine_id) NOT IN {covered}"

    def chosen(self, mark: str) -> str:
        """Marks that were settled, of what was adjudicated; found by their ids."""
        settled = SETTLED.format(project=int(self.project))
        return f"{mark}.id = ANY(ARRAY{settled}) AND NOT {self.open(mark)}"

    def counted(self, mark: str) -> str:
        """Both together."""
        settled = SETTLED.format(project=int(self.project))
        return f"({self.open(mark)} OR {mark}.id IN {settled})"

    def condition(self) -> RawSQL:
        """``counted`` for a queryset of annotations."""
        return _for_queryset(self.counted("annotations_annotation"))

    def is_chosen(self) -> RawSQL:
        """Whether a queryset's annotation was settled, be all of its text or not."""
        settled = SETTLED.format(project=int(self.project))
        return _for_queryset(f"annotations_annotation.id IN {settled}")

    def any(self, doctrines=None) -> bool:
        """Whether a text was settled, under one of some doctrines or any: one query."""
        with connection.cursor() as cursor:
            cursor.execute(ANY, [self.project, self.hidden, doctrines, doctrines])
            return cursor.fetchone()[0]

    def settlements(self) -> dict[UUID, dict[str, str]]:
        """What exports say of settled marks, by their ids: one query."""
        with connection.cursor() as cursor:
            cursor.execute(TOLD, [self.project, self.hidden])
            return {
                uuid: {"settlement": outcome, "settled_by": by, "reading": reading}
                for uuid, outcome, by, reading in cursor.fetchall()
            }


def _for_queryset(clause):
    return RawSQL(clause, [], BooleanField())  # noqa: S611, holds numbers alone


def of(project) -> Settled:
    """The rule as it stands for a project's reader: no query but that of ``sight``."""
    return Settled(project.pk, sight.of(project).texts)
