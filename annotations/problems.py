"""What is wrong with a set, told once for all lines that have it."""

#: Lines that are named of one problem.
MOST_LINES = 5


def together(problems):
    """Sentences, in the order of the first line that each is about.

    Args:
        problems: of formats.jsonl, by line.
    """
    lines: dict = {}
    for problem in problems:
        lines.setdefault((problem.field, problem.sentence), []).append(problem.line)
    return [
        f"{places(found)}{', ' if field else ''}{field}: {sentence}"
        for (field, sentence), found in lines.items()
    ]


def places(lines):
    """Such as "Line 3", "Lines 3, 4", "Lines 1, 2, 3, 4, 5 and 7 more"."""
    named = ", ".join(map(str, lines[:MOST_LINES]))
    rest = len(lines) - MOST_LINES
    word = "Line" if len(lines) == 1 else "Lines"
    return f"{word} {named}" + (f" and {rest:,} more" if rest > 0 else "")


def missing(problems):
    """Whether something is wrong that making what is missing would mend."""
    return any(
        problem.sentence.startswith("The project has no") for problem in problems
    )
