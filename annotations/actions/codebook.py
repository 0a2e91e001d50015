"""The codebook: load one, add, change, move and retire its entries."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from annotations.models import Doctrine, DoctrineLink, Instrument, Provision
from corpus import access
from corpus.access import Verb

#: What an entry of a codebook file may say beside its slug and its parent.
ENTRY_FIELDS = (
    "order",
    "polarity",
    "name",
    "definition",
    "include",
    "exclude",
    "pin_cite",
    "palette",
    "key",
)


@transaction.atomic
def load_codebook(*, project, data, by):
    """Add a codebook's doctrines, links and provisions; what is there stays.

    Args:
        data: {"doctrines": [...], "links": [...], "instruments": [...]}.

    Returns:
        the number of doctrines made.

    Raises:
        ValidationError: an entry names a parent that is neither there nor in the data.
    """
    access.require(by, Verb.EDIT_CODEBOOK, project)
    entries = data["doctrines"]
    slugs = {
        doctrine.slug: doctrine for doctrine in Doctrine.objects.filter(project=project)
    }
    new = [entry for entry in entries if entry["slug"] not in slugs]
    for entry in new:
        slugs[entry["slug"]] = Doctrine(
            project=project,
            slug=entry["slug"],
            checked=timezone.localdate() if entry.get("checked") else None,
            checked_by="codebook" if entry.get("checked") else "",
            **{name: entry[name] for name in ENTRY_FIELDS if name in entry},
        )
    made = Doctrine.objects.bulk_create(slugs[entry["slug"]] for entry in new)
    children = []
    for entry in new:
        if parent := entry.get("parent"):
            if parent not in slugs:
                raise ValidationError(
                    f"“{entry['slug']}” lies under “{parent}”, which is not there."
                )
            slugs[entry["slug"]].parent = slugs[parent]
            children.append(slugs[entry["slug"]])
    Doctrine.objects.bulk_update(children, ["parent"])
    _load_links(project, data.get("links", []), slugs)
    _load_instruments(project, data.get("instruments", []))
    return len(made)


def _load_links(project, links, slugs):
    DoctrineLink.objects.bulk_create(
        (
            DoctrineLink(
                project=project,
                source=slugs[link["source"]],
                target=slugs[link["target"]],
                kind=link["kind"],
            )
            for link in links
        ),
        ignore_conflicts=True,
    )


def _load_instruments(project, instruments):
    for entry in instruments:
        instrument, _ = Instrument.objects.get_or_create(
            project=project,
            name=entry["name"],
            defaults={
                "kind": entry.get("kind", ""),
                "adopted": entry.get("adopted", ""),
            },
        )
        Provision.objects.bulk_create(
            (
                Provision(project=project, instrument=instrument, **provision)
                for provision in entry.get("provisions", [])
            ),
            ignore_conflicts=True,
        )
