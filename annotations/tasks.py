"""The kinds of work of this app, and what the worker does of itself once an hour.

Not at one hour of the night: a computer that is switched off then would never do it.
What was missed while nothing ran is done the next hour.
"""

from django.core.exceptions import ValidationError
from procrastinate.contrib.django import app

from accounts.models import User
from annotations import editions
from annotations.actions import deletion, heads, heads_files, heads_jobs
from annotations.actions.carry import carry as carry_annotations
from annotations.actions.heads_import import propose_table
from annotations.addresses import heads_change_path
from annotations.models import HeadsChange, Tally
from corpus import jobs
from corpus.access import Verb
from corpus.addresses import carried_path
from corpus.models import Document


@app.periodic(cron="23 * * * *")
@app.task(name="annotations.purge")
def purge(timestamp):
    """Delete the texts whose days of grace are over."""
    deletion.purge_due(by=User.objects.command())


@app.periodic(cron="41 * * * *")
@app.task(name="annotations.add_up")
def add_up(timestamp):
    """Make one row of the many that say how many marks there are."""
    Tally.objects.add_up()


@jobs.kind("carry", verb=Verb.CARRY)
def carry(work, *, document):
    """Carry the earlier edition's annotations to a text, all or none."""
    found = Document.objects.of_project(work.project).get(pk=document)
    found.project = work.project
    done = carry_annotations(document=found, by=work.by, step=work.step)
    return jobs.Result(editions.told(done), carried_path(work.project.slug, found.pk))


@jobs.kind("propose_heads_change", verb=Verb.EDIT_HEAD, left="No text was changed.")
def propose_heads_change(work, *, pks, wish):
    """Look what a wish changes in many texts."""
    change = heads.propose_wish(
        project=work.project, pks=pks, wish=wish, by=work.by, step=work.step
    )
    return _proposed(work, change)


@jobs.kind(
    "propose_heads_table",
    verb=Verb.EDIT_HEAD,
    # one row is written, at the end; the file goes with the first try
    whole=False,
    left="No text was changed.",
)
def propose_heads_table(work, *, folder, filename):
    """Look what a table changes; its file is not needed again."""
    try:
        work.step(0)
        change = propose_table(
            project=work.project,
            data=heads_files.load(folder),
            filename=filename,
            by=work.by,
            step=work.step,
        )
    finally:
        heads_files.forget(folder)
    return _proposed(work, change)


def _proposed(work, change):
    path = heads_change_path(work.project.slug, change.pk)
    return jobs.Result("Nothing is changed yet: look at it first.", path)


@jobs.kind("make_heads_change", verb=Verb.EDIT_HEAD, left="No text was changed.")
def make_heads_change(work, *, change):
    """Change the heads of many texts, all or none."""
    return _change_heads(work, change, "changed")


@jobs.kind("undo_heads_change", verb=Verb.EDIT_HEAD, left="No text was changed.")
def undo_heads_change(work, *, change):
    """Put back what such a change replaced, all or none."""
    return _change_heads(work, change, "as they were before")


def _change_heads(work, change, done):
    found = HeadsChange.objects.of_project(work.project).get(pk=change)
    number = len(found.rows)
    try:
        heads_jobs.DOES[work.job.kind](
            change=found, by=work.by, step=lambda texts: work.step(texts, number)
        )
    except heads.ChangedMeanwhile as error:
        raise ValidationError(str(error)) from error
    path = heads_change_path(work.project.slug, found.pk)
    return jobs.Result(f"{number:,} texts are {done}.", path)
