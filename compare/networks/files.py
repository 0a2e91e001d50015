"""Networks as files: GraphML, and a list of edges as CSV.

GraphML 1.0: nodes with name, kind (that of the actor, or "document", "doctrine" …) and
side ("holder" or "doctrine"), undirected edges with weight and sign, and for the whole
what was counted. Read by Gephi, visone, igraph, networkx. A character that XML cannot
hold becomes "�".

Source: http://graphml.graphdrawing.org/specification.html
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape

from compare.networks.network import Edge, Network
from formats import spreadsheet
from formats.xml_characters import for_xml

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
 xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns
 http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""
#: What a value belongs to -> its names, with their types.
KEYS = {
    "graph": {
        "title": "string",
        "network": "string",
        "qualifier": "string",
        "normalisation": "string",
        "counted": "string",
    },
    "node": {"name": "string", "kind": "string", "side": "string"},
    "edge": {"weight": "double", "sign": "string"},
}


class Node(NamedTuple):
    #: No other node's; in a file other characters than a token's are escaped.
    id: str
    name: str
    kind: str


class Named(NamedTuple):
    """A network with what people read of it."""

    network: Network
    title: str
    #: The counting rule, a sentence.
    rule: str
    holders: Sequence[Node]
    doctrines: Sequence[Node]

    def ends(self, edge: Edge) -> tuple[Node, Node]:
        others = self.doctrines if self.network.choice.two_mode else self.holders
        return self.holders[edge.source], others[edge.target]


def graphml(named: Named) -> Iterator[bytes]:
    """The file in pieces; nobody without an edge is left out."""
    choice = named.network.choice
    about = {
        "title": named.title,
        "network": choice.kind,
        "normalisation": choice.normalisation,
        "counted": named.rule,
    }
    nodes = [("holder", node) for node in named.holders]
    if choice.two_mode:
        about["qualifier"] = choice.qualifier
        nodes += [("doctrine", node) for node in named.doctrines]
    lines = [HEAD]
    for owner, names in KEYS.items():
        lines += [
            f'<key id="{owner}-{name}" for="{owner}" attr.name="{name}"'
            f' attr.type="{kind}"/>\n'
            for name, kind in names.items()
        ]
    lines.append('<graph id="network" edgedefault="undirected">\n')
    lines.append(_data("graph", about) + "\n")
    for side, node in nodes:
        data = _data("node", {"name": node.name, "kind": node.kind, "side": side})
        lines.append(f'<node id="{_token(node)}">{data}</node>\n')
    for edge in named.network:
        source, target = map(_token, named.ends(edge))
        data = _data("edge", {"weight": repr(edge.weight), "sign": edge.sign})
        lines.append(f'<edge source="{source}" target="{target}">{data}</edge>\n')
        if len(lines) >= spreadsheet.BATCH:
            yield "".join(lines).encode()
            lines = []
    lines.append("</graph>\n</graphml>\n")
    yield "".join(lines).encode()


def _token(node):
    """An id of letters, digits, ".", ":", "-" and "_", as a schema of GraphML asks."""
    return re.sub("[^A-Za-z0-9.:-]", lambda one: f"_{ord(one[0]):x}_", node.id)


def _data(owner, values):
    return "".join(
        f'<data key="{owner}-{name}">{escape(for_xml(value))}</data>'
        for name, value in values.items()
    )


def edge_list(named: Named) -> Iterator[bytes]:
    """CSV in pieces: a line an edge, with what is behind it."""
    network = named.network
    between = ["agree", "part"]
    if network.choice.two_mode:
        between = (
            ["affirms", "contests"] if network.choice.qualified else ["statements"]
        )
    head = ("source", "source_kind", "target", "target_kind", "weight", "sign")

    def lines():
        yield (*head, *between)
        for edge in network:
            source, target = named.ends(edge)
            words = (source.name, source.kind, target.name, target.kind)
            # a sign alone would be taken for a formula
            sign = {"+": "positive", "-": "negative"}.get(edge.sign, edge.sign)
            yield (*words, edge.weight, sign, *_behind(named, edge))

    return spreadsheet.pieces(lines())


def _behind(named, edge):
    network = named.network
    if network.choice.two_mode:
        return [f"{number:g}" for number in network.levels(edge).values()]
    names = {
        doctrine: node.name
        for doctrine, node in zip(network.said.doctrines, named.doctrines, strict=True)
    }
    return [
        "; ".join(names[doctrine] for doctrine, _added in doctrines)
        for doctrines in network.behind(edge)
    ]


#: Name of a format -> who writes it, and what it is called in HTTP.
WRITERS = {"graphml": graphml, "csv": edge_list}
TYPES = {"graphml": "application/graphml+xml", "csv": "text/csv; charset=utf-8"}
