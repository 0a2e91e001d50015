from review.models.adjudication import Adjudication, SettledMark, Settlement
from review.models.claim import Claim
from review.models.comment import Comment, Notice

__all__ = [
    "Adjudication",
    "Claim",
    "Comment",
    "Notice",
    "SettledMark",
    "Settlement",
]
