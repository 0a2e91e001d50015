"""Add texts to a project from files and folders; a manifest says what each is.

All texts are taken, or none. One that the project has already is named and not doubled.
"""

from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError

from accounts.command import ActingCommand, progress
from corpus import access
from corpus.access import Verb
from corpus.actions.documents import add_documents
from corpus.importers.files import extensions as readable
from corpus.importers.plain_text import LIMIT
from corpus.importers.sources import Source, named_in, with_manifest
from corpus.importers.statements import is_manifest


class Command(ActingCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--project", required=True, metavar="SLUG")
        parser.add_argument(
            "--manifest",
            metavar="CSV",
            type=Path,
            help="says title, authors, date and more of each file",
        )
        parser.add_argument(
            "paths",
            nargs="*",
            metavar="PATH",
            type=Path,
            help="a file, or a folder with files; without any, the manifest's",
        )

        parser.add_argument(
            "--furniture",
            action="store_true",
            help="guess what surrounds a text (biographies, teasers, forms for"
            " comments) and set it as outside the text; nothing is removed",
        )

    def act(self, by, *, project, manifest, paths, furniture, **options):
        project = access.get_project(by, project, Verb.ADD_TEXT)
        if not paths and not manifest:
            raise CommandError("Name at least one file or folder.")
        sources = gather(paths or [manifest.parent], manifest)
        added = add_documents(
            project=project, sources=sources, by=by, guess_furniture=furniture
        )
        self.report(added)

    def report(self, added):
        for sentence in added.deleted_before:
            self.stdout.write(sentence)
        for already in added.already:
            self.stdout.write(str(already))
        for document in added.documents:
            self.stdout.write(
                f"Added: {document.title} ({document.length:,} characters)"
            )
        for noun, names in (("actor", added.actors), ("situation", added.situations)):
            for name in names:
                self.stdout.write(f"New {noun}: {name}")
        plural = "" if len(added.documents) == 1 else "s"
        self.stdout.write(
            f"{len(added.documents)} text{plural} added,"
            f" {len(added.already)} there already."
        )


def gather(paths, manifest):
    """The texts to add, with what the manifest says of each.

    Raises:
        ValidationError: a sentence for each path or line that is wrong.
    """
    table = read_file(manifest) if manifest else b""
    files, problems = find_files(paths, named_in(table) if manifest else None)
    if problems:
        raise ValidationError(problems)
    loaded = {
        name: read_file(path)
        for name, path in progress(files.items(), len(files), "files read")
    }
    if not manifest:
        return [Source(data, name) for name, data in loaded.items()]
    sources, problems = with_manifest(loaded, table, manifest.name)
    if problems:
        raise ValidationError(problems)
    return sources


def find_files(paths, named):
    """Files by the name a manifest calls them: the path below a folder that was given.

    Args:
        named: the names in the manifest; of a folder only these are taken. None takes
            every file that can be read, but no manifest.

    Returns:
        ({name: path}, problems)
    """
    files, problems = {}, []
    for path in paths:
        if path.is_dir():
            found = in_folder(path, named)
            if not found and named is None:
                problems.append(
                    f"{path}: there is no file in this folder that can be read"
                    f" ({', '.join(readable())})."
                )
        elif path.is_file():
            found = {path.name: path}
        else:
            found = {}
            problems.append(f"{path}: there is no such file or folder.")
        for name, file in found.items():
            if name in files and not file.samefile(files[name]):
                problems.append(
                    f"{file}: another file is called “{name}” as well. Import the two"
                    " one after the other."
                )
            files[name] = file
    return files, problems


def in_folder(folder, named):
    names = {
        file.relative_to(folder).as_posix(): file
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }
    if named is None:
        endings = readable()
        return {
            name: file
            for name, file in names.items()
            if file.suffix.lower() in endings and not is_named_manifest(file)
        }
    return {name: file for name, file in names.items() if name in named}


def is_named_manifest(path):
    """A manifest beside the texts counts only when it is named as one."""
    return path.suffix.lower() == ".csv" and is_manifest(read_file(path))


def read_file(path):
    """The bytes of a file.

    Raises:
        ValidationError: it cannot be read, or is larger than a text may be.
    """
    try:
        size = path.stat().st_size
        if size > LIMIT:
            raise ValidationError(
                f"{path}: this file has {size:,} bytes; the limit is {LIMIT:,}. Cut it"
                " into parts."
            )
        return path.read_bytes()
    except OSError as error:
        raise ValidationError(
            f"{path}: this file cannot be read ({error.strerror})."
        ) from error
