"""Turtle and JSON-LD of strangers as a graph; nothing is fetched."""

import json
from typing import Any

from rdflib import Graph

from formats.codebook import Unreadable
from formats.skos_bounds import Bounded

ELSEWHERE = (
    "This JSON-LD names a context that stands elsewhere, and nothing is fetched. Export"
    " it with its context inside, or as Turtle."
)
DEEPEST = 100


def of_turtle(data: bytes) -> Graph:
    """Raises: Unreadable"""
    return parsed(data, "turtle", "Turtle")


def of_jsonld(data: bytes) -> Graph:
    """Raises: Unreadable"""
    try:
        whole = json.loads(data)
    except (ValueError, RecursionError):
        raise Unreadable(["This is no JSON-LD: it is no whole JSON."]) from None
    refuse_fetching(whole)
    return parsed(data, "json-ld", "JSON-LD")


def refuse_fetching(value: Any, depth=0) -> None:
    """Contexts that stand elsewhere would be fetched by the library."""
    if depth > DEEPEST:
        raise Unreadable(["This JSON-LD is nested too deeply to be a codebook."])
    if isinstance(value, dict):
        context = value.get("@context")
        listed = context if isinstance(context, list) else [context]
        if "@import" in value or any(isinstance(one, str) for one in listed):
            raise Unreadable([ELSEWHERE])
        for one in value.values():
            refuse_fetching(one, depth + 1)
    elif isinstance(value, list):
        for one in value:
            refuse_fetching(one, depth + 1)


def parsed(data: bytes, format: str, name: str) -> Graph:
    graph = Graph(store=Bounded())
    try:
        graph.parse(data=data, format=format, publicID="urn:glossator:file:")
    except Unreadable:
        raise
    except RecursionError:
        raise Unreadable([f"This {name} is nested too deeply."]) from None
    except Exception as error:  # noqa: BLE001, the library raises anything
        line = getattr(error, "lines", None)
        where = f" (line {line + 1})" if isinstance(line, int) else ""
        raise Unreadable([f"This is no {name}{where}: it cannot be read."]) from None
    return graph
