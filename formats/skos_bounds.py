"""What a graph of a stranger may hold: it is refused while it is read, not after."""

from rdflib import RDF, SKOS, BNode
from rdflib.plugins.stores.memory import Memory

from formats.codebook import MOST_ENTRIES, Unreadable

#: An entry of ours with all that it can say has about twenty.
MOST_STATEMENTS = 250_000
#: Things without an address of their own: a codebook of ours has none.
MOST_NAMELESS = 20_000


class Bounded(Memory):
    """A store that refuses what is more than a codebook holds; each refusal is told."""

    def __init__(self):
        super().__init__()
        self.statements = 0
        self.concepts = 0
        self.nameless = set()

    def add(self, triple, context, quoted=False):
        """Raises: Unreadable"""
        _subject, predicate, value = triple
        self.statements += 1
        if predicate == RDF.type and value == SKOS.Concept:
            self.concepts += 1
        self.nameless.update(node for node in triple if isinstance(node, BNode))
        for number, most, things in (
            (self.concepts, MOST_ENTRIES, "concepts"),
            (len(self.nameless), MOST_NAMELESS, "things without an address"),
            (self.statements, MOST_STATEMENTS, "statements"),
        ):
            if number > most:
                raise Unreadable(
                    [f"This file has more than {most:,} {things}. Cut it into parts."]
                )
        super().add(triple, context, quoted)
