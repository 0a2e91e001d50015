"""A project's codebook as the neutral record that releases, files and pages are of."""

from annotations.models import (
    CodebookRelease,
    Doctrine,
    DoctrineExample,
    DoctrineLink,
    Instrument,
    Provision,
)
from corpus.models import Authorship
from formats.codebook import (
    Codebook,
    Entry,
    Example,
    Link,
    in_one_order,
)
from formats.codebook import (
    Instrument as InstrumentRecord,
)
from formats.codebook import (
    Provision as ProvisionRecord,
)


def codebook_of(project, *, whole=False) -> Codebook:
    """The codebook as it stands: eight queries, whatever its size.

    Of examples that are passages, those that stand come along, with their words.

    Args:
        whole: also passages that the project's reader may not see; for what is kept
            or compared, and shown to nobody as it is.
    """
    doctrines = list(Doctrine.objects.of_project(project).for_tree())
    slugs = {doctrine.pk: doctrine.slug for doctrine in doctrines}
    examples = examples_of(project, slugs, whole=whole)
    instruments = list(Instrument.objects.filter(project=project))
    names = {instrument.pk: instrument.name for instrument in instruments}
    release = CodebookRelease.objects.of_project(project).order_by("-number")
    return in_one_order(
        Codebook(
            doctrines=[
                entry_of(doctrine, slugs, examples.get(doctrine.pk, []))
                for doctrine in doctrines
            ],
            links=[
                Link(slugs[source], slugs[target], kind, order)
                for source, target, kind, order in DoctrineLink.objects.filter(
                    project=project
                ).values_list("source", "target", "kind", "order")
                if source in slugs and target in slugs
            ],
            instruments=[
                InstrumentRecord(one.name, one.kind, one.adopted, one.link)
                for one in instruments
            ],
            provisions=[
                provision_of(one, names)
                for one in Provision.objects.filter(project=project)
                if one.instrument_id in names
            ],
            title=project.title,
            release=release.values_list("number", flat=True).first(),
        )
    )


def entry_of(doctrine, slugs, examples) -> Entry:
    """An entry; ``slugs``: {key: slug} of all."""
    return Entry(
        slug=doctrine.slug,
        name=doctrine.name,
        parent=slugs.get(doctrine.parent_id),
        order=doctrine.order,
        polarity=doctrine.polarity,
        definition=doctrine.definition,
        include=doctrine.include,
        exclude=doctrine.exclude,
        pin_cite=doctrine.pin_cite,
        checked=bool(doctrine.checked),
        checked_by=doctrine.checked_by if doctrine.checked else "",
        checked_on=doctrine.checked.isoformat() if doctrine.checked else "",
        palette=doctrine.palette,
        key=doctrine.key,
        retired=bool(doctrine.retired),
        retired_on=doctrine.retired.isoformat() if doctrine.retired else "",
        replaced_by=slugs.get(doctrine.replaced_by_id) if doctrine.retired else None,
        examples=examples,
    )


def examples_of(project, slugs, *, whole) -> dict[int, list[Example]]:
    """{key of a doctrine: its examples in order}: two queries."""
    found_in = DoctrineExample.objects
    own = found_in.filter(project=project) if whole else found_in.of_project(project)
    rows = list(own.shown().select_related("annotation__document"))
    documents = {row.annotation.document_id for row in rows if row.annotation_id}
    authors: dict[int, list[str]] = {}
    for document, name in (
        Authorship.objects.filter(document__in=documents, role="author")
        .order_by("order", "pk")
        .values_list("document", "actor__name")
    ):
        authors.setdefault(document, []).append(name)
    found: dict[int, list[Example]] = {}
    for row in rows:
        if row.doctrine_id in slugs:
            found.setdefault(row.doctrine_id, []).append(example_of(row, authors))
    return found


def example_of(row, authors) -> Example:
    mark = row.annotation
    if mark is None:
        return Example(row.kind, row.text, row.note)
    return Example(
        row.kind,
        note=row.note,
        quote=mark.quote,
        source=cited(mark.document, authors.get(mark.document_id, [])),
        annotation=str(mark.uuid),
    )


def cited(document, authors) -> str:
    """A text as a person cites it: who, what, where, when."""
    who = "; ".join(authors)
    where = document.publisher if document.publisher != who else ""
    said = (who, f"“{document.title}”", where, document.issued)
    return ", ".join(part for part in said if part)


def provision_of(row, names) -> ProvisionRecord:
    return ProvisionRecord(
        instrument=names[row.instrument_id],
        locator=row.locator,
        version=row.version,
        in_force_from=row.in_force_from,
        in_force_to=row.in_force_to,
        in_force_for=row.in_force_for,
        link=row.link,
        summary=row.description,
    )
