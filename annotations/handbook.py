"""The codebook as a document: entries numbered by their place in the tree."""

from dataclasses import dataclass, field

from annotations import tree
from annotations.codebook_record import codebook_of
from annotations.models import CodebookChange, CodebookRelease, Doctrine, Precedent
from formats.codebook import Example


@dataclass
class Section:
    """An entry as the handbook prints it."""

    doctrine: Doctrine
    #: Such as "2.1.3".
    number: str
    depth: int
    definition: str = ""
    include: str = ""
    exclude: str = ""
    examples: list[Example] = field(default_factory=list)
    counters: list[Example] = field(default_factory=list)
    #: Sections of entries that are its elements, or exceptions to it, or the reverse.
    elements: list["Section"] = field(default_factory=list)
    element_of: list["Section"] = field(default_factory=list)
    exceptions: list["Section"] = field(default_factory=list)
    exception_to: list["Section"] = field(default_factory=list)
    #: Changes with a note, oldest first.
    decisions: list[CodebookChange] = field(default_factory=list)
    #: Reasons that guide decisions about marks, oldest first; their passages stay out.
    precedents: list[Precedent] = field(default_factory=list)


@dataclass
class Handbook:
    #: Entries that are in use.
    sections: list[Section]
    retired: list[Section]
    #: All places that a branch may be chosen by.
    nodes: list[tree.Node]
    branch: tree.Node | None
    release: CodebookRelease | None
    #: Whether the codebook was changed after the release.
    changed_since: bool


def load(project, branch="") -> Handbook:
    """Thirteen queries, whatever the size of the codebook.

    Args:
        branch: the slug of an entry: it and all below it; all without.

    Raises:
        KeyError: there is no such entry.
    """
    found = tree.load(project, counted=False)
    record = codebook_of(project)
    sections: dict[str, Section] = {}
    number_from(found.roots, "", 1, sections)
    for entry in record.doctrines:
        section = sections[entry.slug]
        section.definition = tree.in_names(found, entry.definition)
        section.include = tree.in_names(found, entry.include)
        section.exclude = tree.in_names(found, entry.exclude)
        for one in entry.examples:
            listed = section.examples if one.kind == "positive" else section.counters
            listed.append(one)
    for link in record.links:
        source, target = sections[link.source], sections[link.target]
        if link.kind == "element_of":
            target.elements.append(source)
            source.element_of.append(target)
        else:
            target.exceptions.append(source)
            source.exception_to.append(target)
    noted = CodebookChange.objects.of_project(project).filter(undone=None)
    for change in noted.exclude(note="").for_list().reverse():
        if change.about in sections:
            sections[change.about].decisions.append(change)
    guiding = Precedent.objects.of_project(project).standing()
    for precedent in guiding.select_related("doctrine", "by").order_by("created", "pk"):
        sections[precedent.doctrine.slug].precedents.append(precedent)
    release = CodebookRelease.objects.of_project(project).for_list().first()
    chosen = found.nodes[branch] if branch else None
    nodes = chosen.branch() if chosen else found.walk()
    shown = [sections[node.doctrine.slug] for node in nodes]
    return Handbook(
        sections=[one for one in shown if not one.doctrine.retired],
        retired=[one for one in shown if one.doctrine.retired],
        nodes=list(found.walk()),
        branch=chosen,
        release=release,
        changed_since=release is not None
        and noted.filter(created__gt=release.created).exists(),
    )


def number_from(nodes, above, depth, sections) -> None:
    """Number siblings, retired ones last, so that they take no number in between."""
    ordered = sorted(nodes, key=lambda node: bool(node.doctrine.retired))
    for place, node in enumerate(ordered, start=1):
        number = f"{above}{place}"
        sections[node.doctrine.slug] = Section(node.doctrine, number, depth)
        number_from(node.children, f"{number}.", depth + 1, sections)
