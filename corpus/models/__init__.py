from corpus.models.actor import Actor
from corpus.models.document import Authorship, Block, Document, Region
from corpus.models.job import Job, JobState
from corpus.models.project import (
    Invitation,
    Membership,
    OwnedQuerySet,
    Project,
    Role,
)
from corpus.models.situation import Situation

__all__ = [
    "Actor",
    "Authorship",
    "Block",
    "Document",
    "Invitation",
    "Job",
    "JobState",
    "Membership",
    "OwnedQuerySet",
    "Project",
    "Region",
    "Role",
    "Situation",
]
