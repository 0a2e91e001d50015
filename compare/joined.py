"""The network of a selection, with the names that people read; and as JSON."""

from urllib.parse import quote

import numpy

from compare.networks import words
from compare.networks.files import Named, Node
from compare.networks.network import network
from compare.talk import kinds_of, talk


def joined(selection, works, choice, rule):
    """Named network: six queries, two more where texts repeat.

    Args:
        rule: the counting rule, in sentences.

    Raises:
        ValueError: too many holders; a whole sentence.
    """
    by_text = selection.unit == "document"
    found = talk(selection, works, by_text)
    rows = found.rows
    if by_text:
        # a work is the text that its reprints and translations repeat
        texts, of_rows = numpy.unique(rows.documents, return_inverse=True)
        mains = [works.mains.get(text, text) for text in texts.tolist()]
        rows = rows._replace(documents=numpy.array(mains, dtype=int)[of_rows])
    one = network(rows, [*found.holders], [*found.doctrines], selection.unit, choice)
    kinds = kinds_of(found.holders)
    holders = [
        Node(_id(found.holders[key]), found.holders[key]["name"], kinds[key])
        for key in one.holders
    ]
    doctrines = [
        Node(f"doctrine:{slug}", found.doctrines[slug].name, "doctrine")
        for slug in one.said.doctrines
    ]
    said = f"{rule} {words.formula(choice, selection.unit)}"
    return Named(one, words.title(choice), said, holders, doctrines)


def _id(holder):
    """As the addresses of Compare name a holder: "actor:7", "genre:blog%20post"."""
    return f"{holder['kind']}:{quote(str(holder['id']))}"


def answer(named, selection):
    """As the API answers: all edges, never paged."""
    choice = named.network.choice
    return {
        "by": selection.by,
        "filters": selection.said(),
        "unit": selection.unit,
        "type": choice.kind,
        "qualifier": choice.qualifier if choice.two_mode else None,
        "normalisation": choice.normalisation,
        "least": choice.least,
        "counted": named.rule,
        "holders": [node._asdict() for node in named.holders],
        "doctrines": [node._asdict() for node in named.doctrines],
        "edges": [_edge(named, edge) for edge in named.network],
    }


def _edge(named, edge):
    source, target = named.ends(edge)
    found = {
        "source": source.id,
        "target": target.id,
        "weight": edge.weight,
        "sign": edge.sign,
    }
    if named.network.choice.two_mode:
        return {**found, **named.network.levels(edge)}
    behind = named.network.behind(edge)
    return {
        **found,
        "agree": [slug for slug, _added in behind.agree],
        "part": [slug for slug, _added in behind.part],
    }
