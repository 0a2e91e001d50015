"""Dates of texts and situations, as ``formats.partial_date`` tells; by its own name."""

from formats.partial_date import (
    LONGEST,
    MONTHS,
    NO_DATE,
    PATTERN,
    display,
    earliest,
    ends_before,
    latest,
    parse,
    refusal,
    validate,
    validate_plain,
)

__all__ = [
    "LONGEST",
    "MONTHS",
    "NO_DATE",
    "PATTERN",
    "display",
    "earliest",
    "ends_before",
    "latest",
    "parse",
    "refusal",
    "validate",
    "validate_plain",
]
