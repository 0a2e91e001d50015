"""Print who agrees with whom, and who parts: a list, GraphML, CSV or the API's JSON."""

import msgspec
from django.core.management.base import CommandError

from accounts.command import ActingCommand
from annotations.forms.selection import one_of
from compare.api.networks import FORMATS, network_of
from compare.joined import answer
from compare.networks.files import WRITERS
from corpus import access


class Command(ActingCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--project", required=True, metavar="SLUG")
        for name, told in (
            ("--type", "subtract (default), congruence, conflict or affiliation"),
            ("--qualifier", "of an affiliation: subtract (default), ignore or combine"),
            (
                "--normalisation",
                "no (default); average, jaccard or cosine between holders; activity or"
                " prominence of an affiliation",
            ),
            ("--least", "leave edges of smaller weight out"),
            ("--rows", "actor (default), author, speaker, kind, document or genre"),
            ("--unit", "equal statements: passage (all, default), document or holder"),
            ("--voice", "own (default), attributed or all"),
            ("--situation", "a code, or all; without it, that of each text"),
            ("--doctrine", "a doctrine, with those below it"),
            ("--since", "texts of this date or later"),
            ("--until", "texts of this date or earlier"),
        ):
            parser.add_argument(name, default="", help=told)
        for name, told in (
            ("--status", "without it, all but rejected"),
            ("--coder", "an e-mail address; without it, all coders"),
        ):
            parser.add_argument(name, action="append", help=f"{told}; may be repeated")
        parser.add_argument("--format", default="", help=", ".join(FORMATS))
        parser.add_argument(
            "--output", metavar="FILE", help="write there, not to the terminal"
        )

    def act(self, by, *, project, rows, format, output, **options):
        project = access.get_project(by, project)
        if format:
            one_of(FORMATS, format)
        selection, named = network_of(project, {**options, "by": rows})
        pieces = written(named, selection, format)
        if output:
            try:
                with open(output, "wb") as file:
                    file.writelines(pieces)
            except OSError as error:
                raise CommandError(
                    f"{output}: {error.strerror}; name another file."
                ) from error
            return
        for piece in pieces:
            self.stdout.write(piece.decode(), ending="")


def written(named, selection, format):
    """The network in pieces, as asked."""
    if format == "json":
        yield msgspec.json.encode(answer(named, selection)) + b"\n"
    elif format:
        yield from WRITERS[format](named)
    elif len(named.network):
        yield from (line(named, edge).encode() for edge in named.network)
    else:
        yield b"No edge under these filters.\n"


def line(named, edge):
    """For a reader: "Doe, Jane · Roe, Richard · -1.6"."""
    source, target = named.ends(edge)
    return f"{source.name} · {target.name} · {edge.weight:.4g}\n"
