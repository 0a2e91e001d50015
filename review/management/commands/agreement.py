"""Print how far coders agree, as a list or as the API's JSON."""

import msgspec

from accounts.command import ActingCommand
from corpus import access
from corpus.access import Verb
from review.compared import measures
from review.compared.answer import answer
from review.compared.chosen import chosen
from review.forms.agreement import AgreementForm


class Command(ActingCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--project", required=True, metavar="SLUG")
        for name, metavar, told in (
            ("--coders", "A,B", "e-mail addresses; without it, all who coded a text"),
            ("--documents", "1,2", "numbers or file names of texts; without it, all"),
            ("--doctrine", "SLUG", "doctrines, each with those below it"),
            ("--status", "STATUS", "without it, all but rejected; “all” for all"),
        ):
            parser.add_argument(name, action="append", metavar=metavar, help=told)
        for name, metavar, told in (
            ("--level", "N", "what lies deeper counts as the doctrine at this depth"),
            ("--situation", "CODE", "a code, text, none, or all (default)"),
            ("--tolerance", "N", "characters that equal edges may lie apart"),
            ("--split", "DAY", "one coder's marks before this day and from it on"),
        ):
            parser.add_argument(name, default="", metavar=metavar, help=told)
        parser.add_argument("--json", action="store_true", help="as the API answers")

    def act(self, by, *, project, json, **options):
        project = access.get_project(by, project, Verb.SEE_AGREEMENT)
        found = chosen(AgreementForm(options, project=project, user=by).choice())
        comparison = found.compare()
        if json:
            told = answer(found, comparison)
            self.stdout.write(msgspec.json.encode(told).decode())
            return
        people = ", ".join(map(str, found.coders.values())) or "nobody"
        self.stdout.write(
            f"{people} · {len(found.texts)} texts · {comparison.passages} passages,"
            f" {len(comparison.differences)} of them differ"
        )
        for warning in measures.warnings(comparison):
            self.stdout.write(warning)
        for row in measures.all_of(comparison, found):
            self.stdout.write(line(row))


def line(row):
    """For a reader: "Krippendorff’s alpha · Stance · 0.743 (0.61 to 0.85) · n 41"."""
    result = row.result
    name = " · ".join(filter(None, (row.name, row.about)))
    if result.value is None:
        return f"{name} · none: {result.reason}"
    between = ""
    if result.interval:
        low, high = result.interval
        between = f" ({low:.3f} to {high:.3f})"
    return f"{name} · {result.value:.3f}{between} · n {result.n}"
