"""The kinds of work of this app, and what the worker does of itself once an hour.

Not at one hour of the night: a computer that is switched off then would never do it.
What was missed while nothing ran is done the next hour.
"""

from procrastinate.contrib.django import app

from accounts.models import User
from annotations import editions
from annotations.actions import deletion
from annotations.actions.carry import carry as carry_annotations
from annotations.models import Tally
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
