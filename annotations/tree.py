"""A project's codebook as a tree, with its uses counted: two queries for all of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db.models import Count, Q

from annotations.models import Annotation, Doctrine, DoctrineLink, Tally, sight


@dataclass
class Node:
    """A doctrine in its place."""

    doctrine: Doctrine
    parent: "Node | None" = None
    children: list["Node"] = field(default_factory=list)
    #: Standing annotations of the doctrine itself, and with all below it.
    own: int = 0
    total: int = 0
    #: Whether a page shows those below it at once.
    unfolded: bool = False

    def siblings(self, tree: "Tree") -> list["Node"]:
        """Those of the same place, itself among them."""
        return self.parent.children if self.parent else tree.roots

    def ancestors(self) -> list["Node"]:
        """From the root down, without the node."""
        found: list[Node] = []
        above = self.parent
        while above is not None:
            found.insert(0, above)
            above = above.parent
        return found

    def path(self) -> str:
        """The names from the root down."""
        nodes = [*self.ancestors(), self]
        return " › ".join(node.doctrine.name for node in nodes)

    def branch(self) -> Iterator["Node"]:
        """The node and all below it, in the order of the page."""
        yield self
        for child in self.children:
            yield from child.branch()


@dataclass
class Tree:
    roots: list[Node]
    #: By slug.
    nodes: dict[str, Node]
    #: The ids of all who made a standing annotation; empty when nothing was counted.
    coders: set[int]

    def walk(self) -> Iterator[Node]:
        """Every node, parents before their children."""
        for root in self.roots:
            yield from root.branch()


#: What a tree is made of, and what a sentence about it says.
PLACES = ("project", "slug", "name", "parent", "replaced_by", "order", "retired")


def load(project, counted=True, texts=True) -> Tree:
    """The tree of a project: one query, and one for the counts.

    Args:
        texts: without them an entry has no more than PLACES, and comes sooner.
    """
    rows = Doctrine.objects.of_project(project).for_tree()
    doctrines = list(rows if texts else rows.only(*PLACES))
    by_pk = {doctrine.pk: Node(doctrine) for doctrine in doctrines}
    roots = []
    for node in by_pk.values():
        node.doctrine.project = project
        node.parent = by_pk.get(node.doctrine.parent_id)
        if replacement := by_pk.get(node.doctrine.replaced_by_id):
            node.doctrine.replaced_by = replacement.doctrine
        siblings = node.parent.children if node.parent else roots
        siblings.append(node)
    nodes = {node.doctrine.slug: node for node in by_pk.values()}
    coders = _count(project, by_pk, roots) if counted else set()
    return Tree(roots, nodes, coders)


@dataclass
class Found:
    """The branches that lead to what a query found."""

    roots: list[Node]
    #: How many entries say its words, and how many of these are in the branches.
    count: int = 0
    shown: int = 0


def matching(tree: Tree, query: str, limit: int) -> Found:
    """The first entries that say the words of a query, with those above them.

    What is looked at is all that an entry says but its counts, and the names of those
    above it.
    """
    words = query.casefold().split()
    found = Found([])
    for root in tree.roots:
        if kept := _pruned(root, words, "", found, limit):
            found.roots.append(kept)
    return found


def _pruned(node, words, above, found, limit):
    doctrine = node.doctrine
    path = f"{above} {doctrine.name}".casefold()
    said = " ".join(
        (path, doctrine.slug, doctrine.definition, doctrine.pin_cite)
        + (doctrine.include, doctrine.exclude)
    ).casefold()
    says = all(word in said for word in words)
    if says:
        found.count += 1
        if says := found.shown < limit:
            found.shown += 1
    kept = [_pruned(child, words, path, found, limit) for child in node.children]
    children = [child for child in kept if child]
    if not children and not says:
        return None
    return Node(doctrine, node.parent, children, node.own, node.total, True)


def unfold(tree: Tree, slugs) -> None:
    """Show what lies directly below some entries, and below all that is above them."""
    for slug in slugs:
        node = tree.nodes.get(slug)
        while node is not None and not node.unfolded:
            node.unfolded = True
            node = node.parent


def unfold_all(tree: Tree) -> None:
    for node in tree.nodes.values():
        node.unfolded = True


def _count(project, by_pk, roots):
    """Count each node's uses; the ids of those who coded them come along."""
    coders = set()
    for pk, coder, count in _numbers(project):
        # a doctrine made since the first query is left out
        if pk in by_pk:
            by_pk[pk].own += count
            coders.add(coder)
    for root in roots:
        for node in reversed(list(root.branch())):
            node.total = node.own + sum(child.total for child in node.children)
    return coders


def _numbers(project):
    """[(doctrine's id, coder's id, how many marks the reader sees)]: one query."""
    if not sight.of(project).texts:
        return Tally.objects.standing(project)
    marks = Annotation.objects.of_project(project).standing().order_by()
    counted = marks.values("doctrine", "coder").annotate(n=Count("pk"))
    return counted.values_list("doctrine", "coder", "n")


#: An id in the words of an entry: with dots, or alone in brackets.
ID = re.compile(r"[a-z0-9_]+(?:\.[a-z0-9_]+)+|(?<=\()[a-z0-9_]+(?=\))")


def in_names(tree: Tree, text: str) -> str:
    """What an entry says, with the names of the entries whose ids it gives."""

    def named(found):
        node = tree.nodes.get(found[0])
        return f"“{node.doctrine.name}”" if node else found[0]

    return ID.sub(named, text)


#: Kind of a link -> what it says of its source, and of its target.
PHRASES = {
    "element_of": ("Element of", "Has the element"),
    "exception_to": ("Exception to", "Has the exception"),
}


def links_of(doctrine):
    """Relations beside the tree, as [(phrase, the other doctrine, link)]: one query.

    The elements of the doctrine come in their order.
    """
    links = DoctrineLink.objects.filter(Q(source=doctrine) | Q(target=doctrine))
    found = []
    for link in links.select_related("source", "target").order_by(
        "kind", "order", "pk"
    ):
        of_source, of_target = PHRASES[link.kind]
        if link.source_id == doctrine.pk:
            found.append((of_source, link.target, link))
        else:
            found.append((of_target, link.source, link))
    return sorted(found, key=lambda row: row[0])
