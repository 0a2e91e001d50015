"""The kinds of work of this app."""

from annotations import editions
from annotations.actions.carry import carry as carry_annotations
from corpus import jobs
from corpus.access import Verb
from corpus.addresses import carried_path
from corpus.models import Document


@jobs.kind("carry", verb=Verb.CARRY)
def carry(work, *, document):
    """Carry the earlier edition's annotations to a text, all or none."""
    found = Document.objects.of_project(work.project).get(pk=document)
    found.project = work.project
    done = carry_annotations(document=found, by=work.by, step=work.step)
    return jobs.Result(editions.told(done), carried_path(work.project.slug, found.pk))
