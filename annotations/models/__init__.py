from annotations.models.annotation import Annotation, Comparator, Via
from annotations.models.authority import Instrument, Provision
from annotations.models.codebook import Doctrine, DoctrineLink
from annotations.models.coverage import Coverage
from annotations.models.exchange import ImportedSet
from annotations.models.relation import Relation
from annotations.models.tag import Tag, TaggedAnnotation

__all__ = [
    "Annotation",
    "Comparator",
    "Coverage",
    "Doctrine",
    "DoctrineLink",
    "ImportedSet",
    "Instrument",
    "Provision",
    "Relation",
    "Tag",
    "TaggedAnnotation",
    "Via",
]
