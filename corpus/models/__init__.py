from corpus.models.actor import Actor, ActorAffiliation, DifferentActors
from corpus.models.deletion import PlannedDeletion, Tombstone
from corpus.models.document import Authorship, Block, Document, Region
from corpus.models.edition import Edition
from corpus.models.head_edit import HeadEdit
from corpus.models.job import Job, JobState
from corpus.models.project import (
    Invitation,
    Membership,
    OwnedQuerySet,
    Project,
    Role,
)
from corpus.models.rules_change import RulesChange
from corpus.models.situation import Situation, SituationState
from corpus.models.snapshot import Snapshot
from corpus.models.upload import Upload, UploadedFile, UploadedText, UploadState

__all__ = [
    "Actor",
    "ActorAffiliation",
    "Authorship",
    "Block",
    "DifferentActors",
    "Document",
    "Edition",
    "HeadEdit",
    "Invitation",
    "Job",
    "JobState",
    "Membership",
    "OwnedQuerySet",
    "PlannedDeletion",
    "Project",
    "Region",
    "Role",
    "RulesChange",
    "Situation",
    "Snapshot",
    "Upload",
    "UploadState",
    "UploadedFile",
    "UploadedText",
    "SituationState",
    "Tombstone",
]
