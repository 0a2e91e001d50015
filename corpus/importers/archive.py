"""Read a ZIP of files: each is a text, or several; a manifest among them says more.

One file that cannot be read refuses the archive, as nothing is half imported.
"""

from pathlib import PurePosixPath

from corpus.importers import files, packages, sources, statements
from corpus.importers.plain_text import Unreadable
from corpus.importers.reading import Reading

MOST_TEXTS = 5_000
MOST_PROBLEMS = 10
MOST_SHOWN = 8
#: What systems put beside people's files.
JUNK = ("__macosx", ".ds_store", "thumbs.db", "desktop.ini")
ARCHIVES = (".zip", ".7z", ".rar", ".gz", ".tar", ".tgz", ".bz2", ".xz")
#: Of a file that is a package itself, and no archive of texts.
PACKAGED = ("[Content_Types].xml", "mimetype", "META-INF/container.xml")


def looks_right(data: bytes) -> bool:
    return packages.looks_right(data)


def read(data: bytes) -> list[Reading]:
    package = packages.Package(data)
    if any(name in package for name in PACKAGED):
        raise Unreadable(
            "This is no archive of texts but one document of another program. Give it"
            " the ending that it had, such as .docx, .odt or .epub."
        )
    members, left_out = members_of(package)
    found, problems = [], []
    for source in sources_in(members):
        try:
            found += of_member(source)
        except Unreadable as error:
            problems.append(f"{source.filename}: {error}")
        if len(problems) >= MOST_PROBLEMS:
            break
        if len(found) > MOST_TEXTS:
            raise Unreadable(
                f"This archive holds more than {MOST_TEXTS:,} texts. Cut it into parts."
            )
    if problems:
        raise Unreadable(" ".join(problems))
    if not found:
        raise Unreadable("This archive holds no file that can be read as a text.")
    if left_out:
        found[0].warnings.append(left_out_sentence(left_out))
    name_apart(found)
    return found


def members_of(package: packages.Package) -> tuple[dict[str, bytes], list[str]]:
    """The files that can be read, by name, and the names of those that cannot."""
    readable = set(files.extensions())
    members, left_out = {}, []
    for name in package:
        path = PurePosixPath(name)
        if is_junk(path):
            continue
        suffix = path.suffix.lower()
        if suffix in ARCHIVES:
            raise Unreadable(
                f"“{packages.shown(name)}” is an archive in the archive. Unpack it, and"
                " pack all files into one."
            )
        if suffix in readable:
            members[name] = package.read(name)
        else:
            left_out.append(name)
    return members, left_out


def is_junk(path: PurePosixPath) -> bool:
    return any(part.lower() in JUNK or part.startswith("._") for part in path.parts)


def sources_in(members: dict[str, bytes]) -> list[sources.Source]:
    """The files with what a manifest says of each.

    Raises:
        Unreadable: the manifest is wrong, or there are two.
    """
    manifests = [
        name
        for name, data in members.items()
        if name.lower().endswith(".csv") and statements.is_manifest(data)
    ]
    if not manifests:
        return [sources.Source(data, name) for name, data in members.items()]
    if len(manifests) > 1:
        raise Unreadable(
            f"There are {len(manifests)} manifests in this archive. Keep one of them."
        )
    # files are named from the manifest's own folder
    folder = manifests[0].rpartition("/")[0]
    inside = {
        name.removeprefix(f"{folder}/") if folder else name: data
        for name, data in members.items()
        if name != manifests[0]
    }
    found, problems = sources.with_manifest(
        inside, members[manifests[0]], PurePosixPath(manifests[0]).name
    )
    if problems:
        raise Unreadable(" ".join(problems[:MOST_PROBLEMS]))
    return found


def of_member(source: sources.Source) -> list[Reading]:
    readings = files.read(source.data, source.filename)
    said = {name: value for name, value in source.head.items() if value}
    for reading in readings:
        reading.filename = reading.filename or source.filename
        reading.head = {**reading.head, **said}
        if reading.data is None:
            reading.data = source.data
    return readings


def name_apart(readings: list[Reading]) -> None:
    """File names without folders, unless two would be the same."""
    last = [PurePosixPath(reading.filename).name for reading in readings]
    for reading, name in zip(readings, last, strict=True):
        if last.count(name) > 1:
            name = reading.filename.replace("/", "-")
        reading.filename = name


def left_out_sentence(names: list[str]) -> str:
    shown = ", ".join(f"“{packages.shown(name)}”" for name in names[:MOST_SHOWN])
    more = f" and {len(names) - MOST_SHOWN} more" if names[MOST_SHOWN:] else ""
    return f"Files of the archive that are no texts were left out: {shown}{more}."
