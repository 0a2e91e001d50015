"""Networks in words: what a weight is, and what a drawing shows."""

from compare.networks.network import (
    BOTH,
    KINDS,
    MINUS,
    NORMALISATIONS,
    PLUS,
    QUALIFIERS,
    Choice,
)

WEIGHTS = {
    "congruence": "For each doctrine, the one’s statements on a side times the other’s"
    " on the same side, added up.",
    "conflict": "For each doctrine, the one’s statements on a side times the other’s on"
    " the opposite side, added up.",
    "subtract": "Agreement (for each doctrine, the one’s statements on a side times the"
    " other’s on the same side, added up) less conflict (the same with opposite"
    " sides). Below nought where two part more than they agree.",
}
CELLS = {
    "ignore": "How often a holder speaks of a doctrine, on whichever side.",
    "subtract": "How often a holder affirms a doctrine less how often they contest it.",
    "combine": "No weight but a code: 1 affirms, 2 contests, 3 both.",
}
DIVISORS = {
    "no": "",
    "average": "Divided by the average number of statements of the two.",
    "jaccard": "Divided by what the one alone says, what the other alone says, and the"
    " products of what both say, each side of a doctrine by itself.",
    "cosine": "Divided by the product of both numbers of statements, as Discourse"
    " Network Analyzer has it.",
    "activity": "Divided by all statements of the holder.",
    "prominence": "Divided by all statements about the doctrine.",
}
ABOUT_SIDES = (
    "A holder affirms what they assert or concede and contests what they deny or doubt;"
    " reports and predictions are no statements."
)
#: What an edge does, by its sign.
BETWEEN = {PLUS: "of agreement", MINUS: "of conflict"}
TAKEN = {PLUS: "affirming", MINUS: "contesting", BOTH: "doing both"}
#: What of equal statements counts: unit of a selection -> sentence.
DUPLICATES = {
    "passage": "Each passage is a statement.",
    "document": "Equal statements of one text count once.",
    "holder": "Equal statements of a holder count once.",
}


def title(choice: Choice) -> str:
    """Agreement less conflict, cosine."""
    words = KINDS[choice.kind]
    if choice.two_mode:
        words = f"{words}: {QUALIFIERS[choice.qualifier].lower()}"
    if choice.normalisation == "no":
        return words
    divided = NORMALISATIONS[choice.normalisation]
    return f"{words}, {divided[0].lower()}{divided[1:]}"


def formula(choice: Choice, unit: str) -> str:
    """Sentences for a page and a methods section."""
    words = CELLS[choice.qualifier] if choice.two_mode else WEIGHTS[choice.kind]
    said = [
        ABOUT_SIDES,
        DUPLICATES[unit],
        f"Weight: {words}",
        DIVISORS[choice.normalisation],
    ]
    if choice.least:
        said.append(f"Edges below {choice.least:g} are left out.")
    return " ".join(filter(None, said))


def description(named) -> str:
    """What somebody would see: for a screen reader, and as a picture's description."""
    network = named.network
    holders, edges = len(named.holders), len(network)
    said = [
        f"{counted(holders, 'holder')}"
        + (f", {counted(len(named.doctrines), 'doctrine')}" * network.choice.two_mode)
        + f", {counted(edges, 'edge')}."
    ]
    if not edges:
        return said[0]
    signs = network.signs()
    words = TAKEN if network.choice.two_mode else BETWEEN
    told = [f"{signs[sign]:,} {word}" for sign, word in words.items() if signs[sign]]
    if told:
        said.append(f"{', '.join(told)}.")
    if not network.choice.codes:
        source, target = named.ends(network[0])
        said.append(
            f"The heaviest is between {source.name} and {target.name}, of weight"
            f" {written(network[0].weight)}."
        )
    return " ".join(said)


def written(weight: float) -> str:
    """Three digits that tell something, and never a power of ten."""
    digits = f"{weight:,.0f}" if abs(weight) >= 1000 else f"{weight:.3g}"
    return digits.replace("-", "−")


def counted(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'' if number == 1 else 's'}"
