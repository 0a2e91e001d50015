"""Two actors, as pages and API name them."""

from django.core.exceptions import ValidationError

from corpus.models import Actor


def two_actors(project, sent, one, other):
    """The two actors whose ids or names stand under two words of what was sent.

    Raises:
        ValidationError: {word: sentence}
    """
    problems, found = {}, []
    for word in (one, other):
        actor = _find(project, str(sent.get(word, "")).strip())
        if actor is None:
            problems[word] = "There is no such actor in this project."
        else:
            actor.project = project
            found.append(actor)
    if problems:
        raise ValidationError(problems)
    return found


def _find(project, said):
    rows = Actor.objects.of_project(project)
    if said.isascii() and said.isdigit():
        return rows.filter(pk=min(int(said[:30]), 2**63 - 1)).first()
    return rows.filter(name=" ".join(said.replace("\x00", "").split())).first()
