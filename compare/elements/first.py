"""Which doctrine with elements is opened first: the one whose elements divide most."""

from dataclasses import replace

from annotations import tree
from annotations.models import DoctrineLink
from annotations.positions.counts import counts
from annotations.positions.elements import AFFIRM, CONTEST, element_above
from annotations.positions.rows import codebook_of
from formats.words import STANCES


def opened_first(selection, works):
    """Its slug; of equals the one of whom most speak, then the first by name.

    None where no doctrine has elements. Four queries at most.
    """
    links = DoctrineLink.objects.filter(
        project=selection.project, kind="element_of"
    ).order_by("target__name", "target__slug")
    elements: dict[str, set[str]] = {}
    for whole, element in links.values_list("target__slug", "source__slug"):
        elements.setdefault(whole, set()).add(element)
    if len(elements) < 2:
        return next(iter(elements), None)
    sides = sides_of(selection, works, elements)

    def weight(whole):
        found = [sides.get((whole, element), NOBODY) for element in elements[whole]]
        speak = set().union(*(one | other for one, other in found))
        return max(division(*pair) for pair in found), len(speak)

    # the first of equals
    return max(elements, key=weight)


#: Who affirms and who contests an element that nobody speaks of.
NOBODY: tuple[frozenset, frozenset] = frozenset(), frozenset()


def division(affirm, contest):
    """The smaller camp; who is on both sides counts in both."""
    if len(affirm | contest) < 2:
        return 0
    smaller = min(len(affirm - contest), len(contest - affirm))
    return smaller + len(affirm & contest)


def sides_of(selection, works, elements):
    """{(doctrine, element): (who affirms, who contests it or what is below it)}.

    Args:
        elements: {slug of a doctrine: slugs of its elements}
    """
    nodes = list(tree.load(selection.project, counted=False).walk())
    codebook = codebook_of(nodes)
    belongs = {
        node.doctrine.pk: [
            (whole, element)
            for whole, some in elements.items()
            if (element := element_above(codebook, some, node.doctrine.slug))
        ]
        for node in nodes
    }
    everywhere = replace(selection, columns="doctrine", doctrine="", branch=())
    rows, _of_all = counts(everywhere, works)
    sides: dict = {}
    for holder, doctrine, *numbers in rows:
        said = {stance for stance, n in zip(STANCES, numbers, strict=True) if n}
        for key in belongs[doctrine]:
            both = sides.setdefault(key, (set(), set()))
            for camp, stances in zip(both, (AFFIRM, CONTEST), strict=True):
                if said & stances:
                    camp.add(holder)
    return sides
