from annotations.models.annotation import Annotation, Comparator, Via
from annotations.models.assignment import Assignment
from annotations.models.authority import Instrument, Provision
from annotations.models.carried import Carried
from annotations.models.codebook import Doctrine, DoctrineLink
from annotations.models.codebook_change import (
    CodebookChange,
    Recoding,
    Reconsideration,
)
from annotations.models.coverage import Coverage
from annotations.models.example import DoctrineExample
from annotations.models.exchange import ImportedSet
from annotations.models.heads_change import HeadsChange
from annotations.models.merge import ActorMerge
from annotations.models.precedent import Precedent
from annotations.models.relation import Relation
from annotations.models.release import CodebookRelease
from annotations.models.saved_view import SavedView
from annotations.models.tag import Tag, TaggedAnnotation, TaggedDocument
from annotations.models.tally import Tally

__all__ = [
    "ActorMerge",
    "Annotation",
    "Assignment",
    "Carried",
    "CodebookChange",
    "CodebookRelease",
    "Comparator",
    "Coverage",
    "Doctrine",
    "DoctrineExample",
    "DoctrineLink",
    "HeadsChange",
    "ImportedSet",
    "Instrument",
    "Precedent",
    "Provision",
    "Recoding",
    "Reconsideration",
    "Relation",
    "SavedView",
    "Tag",
    "TaggedAnnotation",
    "TaggedDocument",
    "Tally",
    "Via",
]
