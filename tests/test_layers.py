"""Imports go down only (docs/architecture.md), read from the source itself."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
#: From the top; a layer may import itself and those below.
LAYERS = ["config", "compare", "review", "annotations", "corpus", "accounts", "formats"]
#: Inside an app, by the first part of a module's name that is here; any other module
#: stands with the actions, and the pure ones below all.
STEPS = ["urls", "views", "api", "forms", "schemas", "actions", "models"]
EQUAL = {
    "prepared": "models",
    "api": "views",
    "api_comments": "views",
    "schemas": "forms",
    "management": "urls",
    "urls_codebook": "urls",
    "urls_queue": "urls",
    "urls_assignments": "urls",
}
#: Modules and packages of plain Python: neither Django nor models.
PURE = [
    "formats",
    "corpus/addresses.py",
    "corpus/alignment.py",
    "corpus/certainty.py",
    "corpus/differences.py",
    "corpus/equal_runs.py",
    "corpus/likeness.py",
    "corpus/parallel.py",
    "corpus/places.py",
    "corpus/importers",
    "annotations/addresses.py",
    "annotations/comparison.py",
    "annotations/cut.py",
    "annotations/direction.py",
    "annotations/sections.py",
    "review/agreement",
    "review/alignment.py",
    "compare/likeness",
    "compare/parting.py",
    "compare/networks",
    "compare/pictures",
    "compare/timeline",
]
DJANGO = ("django", "ninja", "allauth", "pghistory", "taggit", "psycopg")


def sources():
    for layer in LAYERS:
        for path in sorted((ROOT / layer).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path.relative_to(ROOT)


def imports(path):
    """(line, dotted module) of each import in a file."""
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}:{node.lineno} imports relatively"
            # "from corpus import access" imports corpus.access
            yield from (
                (node.lineno, f"{node.module}.{alias.name}") for alias in node.names
            )


def layer_of(module):
    return module.split(".")[0]


def is_pure(module):
    path = module.replace(".", "/")
    return any(f"{path}/".startswith(f"{pure.removesuffix('.py')}/") for pure in PURE)


def step_of(module):
    """How high a module stands inside its app; the smaller, the higher."""
    if is_pure(module):
        return len(STEPS)
    for part in module.split(".")[1:]:
        name = EQUAL.get(part, part)
        if name in STEPS:
            return STEPS.index(name)
    return STEPS.index("actions")


def goes_up(importer, imported):
    """Whether an import between two of our modules breaks a layer.

    Args:
        importer, imported: dotted names.
    """
    here, there = layer_of(importer), layer_of(imported)
    if here == there:
        return step_of(imported) < step_of(importer)
    # commands install and start: what they install is config's
    if there == "config" and ".management." in importer:
        return False
    return LAYERS.index(there) < LAYERS.index(here)


def dotted(path):
    return ".".join(path.with_suffix("").parts)


@pytest.mark.parametrize("path", list(sources()), ids=str)
def test_imports_go_down_only(path):
    wrong = [
        f"{path}:{line} imports {module}"
        for line, module in imports(path)
        if layer_of(module) in LAYERS and goes_up(dotted(path), module)
    ]
    assert not wrong


@pytest.mark.parametrize(
    "path",
    [path for path in sources() if is_pure(dotted(path))],
    ids=str,
)
def test_pure_modules_know_no_django(path):
    wrong = [
        f"{path}:{line} imports {module}"
        for line, module in imports(path)
        if module.startswith(DJANGO)
        or (layer_of(module) in LAYERS and not is_pure(module))
    ]
    assert not wrong


@pytest.mark.parametrize(
    ("importer", "imported", "expected"),
    [
        ("corpus.actions.documents", "annotations.models", True),
        ("annotations.models.annotation", "corpus.models", False),
        ("corpus.models.actor", "corpus.actions.names", True),
        ("corpus.actions.names", "corpus.views.actors", True),
        ("corpus.views.actors", "corpus.actions.names", False),
        ("corpus.models.document", "corpus.importers.partial_date", False),
        ("formats.jsonl", "accounts.models", True),
        ("accounts.actions", "config.settings", True),
    ],
)
def test_the_rule_tells_up_from_down(importer, imported, expected):
    assert goes_up(importer, imported) is expected
