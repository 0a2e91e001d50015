"""The codebook as a whole: load one, and change it one at a time."""

from django.core.exceptions import ValidationError
from django.utils import timezone

from annotations.actions.recording import recording
from annotations.models import Doctrine, DoctrineLink, Instrument, Provision

#: Ids that are addresses of their own.
RESERVED = {"new"}

#: What an entry says beside its slug and its parent; all of it can be edited.
EDITABLE = (
    "name",
    "definition",
    "include",
    "exclude",
    "pin_cite",
    "polarity",
    "palette",
    "key",
    "order",
)


def load_codebook(*, project, data, by):
    """Add a codebook's doctrines, links and provisions; what is there stays.

    Args:
        data: {"doctrines": [...], "links": [...], "instruments": [...]}.

    Returns:
        the number of doctrines made.

    Raises:
        ValidationError: an entry names a parent that is neither there nor in the data.
    """
    with recording(project=project, by=by, kind="import"):
        doctrines = {row.slug: row for row in Doctrine.objects.of_project(project)}
        new = [entry for entry in data["doctrines"] if entry["slug"] not in doctrines]
        _load_doctrines(project, new, doctrines)
        _load_links(project, data.get("links", []), doctrines)
        _load_instruments(project, data.get("instruments", []))
        _load_provisions(project, data.get("provisions", []))
    return len(new)


def _load_doctrines(project, entries, doctrines):
    """Make new entries; ``doctrines`` ({slug: row}) has them, too, afterwards."""
    made = [_doctrine(project, entry) for entry in entries]
    doctrines |= {doctrine.slug: doctrine for doctrine in made}
    Doctrine.objects.bulk_create(made)
    # a parent may stand below its children in the file
    children = []
    for entry, doctrine in zip(entries, made, strict=True):
        if parent := entry.get("parent"):
            if parent not in doctrines:
                raise ValidationError(
                    f"“{doctrine.slug}” lies under “{parent}”, which is not there."
                )
            doctrine.parent = doctrines[parent]
            children.append(doctrine)
    Doctrine.objects.bulk_update(children, ["parent"])


def _doctrine(project, entry):
    return Doctrine(
        project=project,
        slug=entry["slug"],
        checked=timezone.localdate() if entry.get("checked") else None,
        checked_by="codebook" if entry.get("checked") else "",
        **{name: entry[name] for name in EDITABLE if name in entry},
    )


def _load_links(project, links, doctrines):
    DoctrineLink.objects.bulk_create(
        (
            DoctrineLink(
                project=project,
                source=doctrines[link["source"]],
                target=doctrines[link["target"]],
                kind=link["kind"],
            )
            for link in links
        ),
        ignore_conflicts=True,
    )


def _load_instruments(project, instruments):
    Instrument.objects.bulk_create(
        (
            Instrument(
                project=project,
                name=entry["name"],
                kind=entry.get("kind", ""),
                adopted=entry.get("signed", ""),
            )
            for entry in instruments
        ),
        ignore_conflicts=True,
    )


def _load_provisions(project, provisions):
    instruments = dict(
        Instrument.objects.filter(project=project).values_list("name", "pk")
    )
    Provision.objects.bulk_create(
        (
            Provision(
                project=project,
                instrument_id=instruments[entry["instrument"]],
                locator=entry["locator"],
                version=entry.get("version", ""),
                in_force_from=entry.get("in_force_from", ""),
                in_force_to=entry.get("in_force_to", ""),
                link=entry.get("link", ""),
                description=entry.get("summary", ""),
            )
            for entry in provisions
        ),
        ignore_conflicts=True,
    )
