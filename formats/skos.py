"""The codebook as SKOS, in Turtle or JSON-LD: for triple stores and thesaurus tools.

Names, definitions, notes, examples and the tree are SKOS; what SKOS has no word for has
one in a namespace of ours, so that nothing is lost. No blank nodes; the same codebook
gives the same bytes. Literals carry no language: a codebook says none.

Source: https://www.w3.org/TR/skos-reference/
"""

import json
from typing import Any

from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, OWL, SKOS, XSD

from formats.codebook import Codebook, Entry, in_one_order
from formats.skos_terms import NAMESPACE, NOT_FOR, USE_FOR

TERMS = Namespace(NAMESPACE)
#: Field of an entry -> how it is said; fields that need more are said below.
PLAIN = {
    "polarity": TERMS.polarity,
    "pin_cite": DCTERMS.bibliographicCitation,
    "checked_by": TERMS.checkedBy,
    "key": TERMS.key,
}
LINKS = {"element_of": TERMS.elementOf, "exception_to": TERMS.exceptionTo}
EXAMPLE = {
    "kind": TERMS.kind,
    "text": TERMS.text,
    "note": SKOS.note,
    "quote": TERMS.quote,
    "source": DCTERMS.source,
    "annotation": TERMS.annotation,
}
INSTRUMENT = {
    "name": DCTERMS.title,
    "kind": DCTERMS.type,
    "signed": DCTERMS.issued,
    "link": TERMS.link,
}
PROVISION = {
    "locator": TERMS.locator,
    "version": TERMS.version,
    "in_force_from": TERMS.inForceFrom,
    "in_force_to": TERMS.inForceTo,
    "in_force_for": TERMS.inForceFor,
    "link": TERMS.link,
    "summary": DCTERMS.description,
}


def write_turtle(codebook: Codebook, *, iri: str, **about) -> bytes:
    return graph_of(codebook, iri).serialize(format="turtle", encoding="utf-8")


def write_jsonld(codebook: Codebook, *, iri: str, **about) -> bytes:
    graph = graph_of(codebook, iri)
    context = {
        "skos": str(SKOS),
        "dcterms": str(DCTERMS),
        "owl": str(OWL),
        "xsd": str(XSD),
        "terms": NAMESPACE,
    }
    written = json.loads(graph.serialize(format="json-ld", context=context))
    ordered = in_fixed_order(written)
    return json.dumps(ordered, ensure_ascii=False, indent=1).encode() + b"\n"


def in_fixed_order(value: Any) -> Any:
    """The same JSON-LD with its keys and its sets sorted."""
    if isinstance(value, dict):
        return {key: in_fixed_order(value[key]) for key in sorted(value)}
    if isinstance(value, list):
        return sorted(map(in_fixed_order, value), key=json.dumps)
    return value


def graph_of(codebook: Codebook, iri: str) -> Graph:
    """
    Args:
        iri: the project's address, with a slash at its end.
    """
    codebook = in_one_order(codebook)
    graph = Graph()
    for prefix, space in (("skos", SKOS), ("dcterms", DCTERMS), ("terms", TERMS)):
        graph.bind(prefix, space)
    scheme = URIRef(f"{iri}codebook/")
    graph.add((scheme, RDF.type, SKOS.ConceptScheme))
    if codebook.title:
        graph.add((scheme, DCTERMS.title, Literal(codebook.title)))
    if codebook.release is not None:
        graph.add((scheme, OWL.versionInfo, Literal(str(codebook.release))))
    slugs = {entry.slug for entry in codebook.doctrines}
    for entry in codebook.doctrines:
        add_concept(graph, scheme, entry, iri, slugs)
    for link in codebook.links:
        source, target = concept(iri, link.source), concept(iri, link.target)
        graph.add((source, LINKS[link.kind], target))
        if link.order:
            node = URIRef(f"{source}#{link.kind}-{link.target}")
            graph.add((node, RDF.type, TERMS.Link))
            graph.add((node, TERMS.kind, Literal(link.kind)))
            graph.add((node, TERMS.linkSource, source))
            graph.add((node, TERMS.linkTarget, target))
            graph.add((node, TERMS.order, Literal(link.order)))
    add_authorities(graph, codebook, iri)
    return graph


def concept(iri: str, slug: str) -> URIRef:
    return URIRef(f"{iri}doctrines/{slug}/")


def add_concept(graph: Graph, scheme, entry: Entry, iri: str, slugs) -> None:
    subject = concept(iri, entry.slug)

    def say(predicate, value):
        graph.add((subject, predicate, value))

    say(RDF.type, SKOS.Concept)
    say(SKOS.inScheme, scheme)
    say(SKOS.notation, Literal(entry.slug))
    say(SKOS.prefLabel, Literal(entry.name))
    if entry.parent:
        say(SKOS.broader, concept(iri, entry.parent))
        graph.add((concept(iri, entry.parent), SKOS.narrower, subject))
    if entry.parent not in slugs:
        say(SKOS.topConceptOf, scheme)
        graph.add((scheme, SKOS.hasTopConcept, subject))
    if entry.definition:
        say(SKOS.definition, Literal(entry.definition))
    if entry.include:
        say(SKOS.scopeNote, Literal(USE_FOR + entry.include))
    if entry.exclude:
        say(SKOS.scopeNote, Literal(NOT_FOR + entry.exclude))
    for name, predicate in PLAIN.items():
        if value := getattr(entry, name):
            say(predicate, Literal(value))
    say(TERMS.order, Literal(entry.order))
    if entry.palette is not None:
        say(TERMS.palette, Literal(entry.palette))
    if entry.pin_cite:
        say(TERMS.checked, Literal(entry.checked))
    if entry.checked_on:
        say(TERMS.checkedOn, Literal(entry.checked_on))
    if entry.retired:
        say(OWL.deprecated, Literal(True))
        say(TERMS.retiredOn, Literal(entry.retired_on))
    if entry.replaced_by:
        say(DCTERMS.isReplacedBy, concept(iri, entry.replaced_by))
    for number, example in enumerate(entry.examples, start=1):
        if example.kind == "positive":
            say(SKOS.example, Literal(example.text or example.quote))
        node = URIRef(f"{subject}#example-{number}")
        say(TERMS.example, node)
        graph.add((node, TERMS.order, Literal(number)))
        add_fields(graph, node, example, EXAMPLE)


def add_fields(graph: Graph, node, thing, names) -> None:
    for name, predicate in names.items():
        if value := getattr(thing, name):
            graph.add((node, predicate, Literal(value)))


def add_authorities(graph: Graph, codebook: Codebook, iri: str) -> None:
    nodes = {}
    for number, instrument in enumerate(codebook.instruments, start=1):
        node = nodes[instrument.name] = URIRef(f"{iri}codebook/#instrument-{number}")
        graph.add((node, RDF.type, TERMS.Instrument))
        add_fields(graph, node, instrument, INSTRUMENT)
    for number, provision in enumerate(codebook.provisions, start=1):
        node = URIRef(f"{iri}codebook/#provision-{number}")
        graph.add((node, RDF.type, TERMS.Provision))
        graph.add((node, DCTERMS.isPartOf, nodes[provision.instrument]))
        add_fields(graph, node, provision, PROVISION)
