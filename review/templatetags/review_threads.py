"""Numbers of open threads for pages that know nothing of comments."""

from django.template import Library

from review import threads

register = Library()


@register.simple_tag
def add_threads(project, annotations):
    """Give each annotation the number of its open ``threads``: one query."""
    threads.add_numbers(project, annotations)
    return ""


@register.simple_tag
def add_text_threads(project, documents):
    """Give each text the number of open ``threads`` on it and its marks: one query."""
    threads.add_numbers_of_texts(project, documents)
    return ""


@register.simple_tag
def threads_in(project, document):
    """{"total": open threads, "marks": "uuid=2 uuid=1"} of a text: one query."""
    numbers = threads.numbers_in(project, document)
    marks = " ".join(f"{mark}={n}" for mark, n in numbers.items() if mark)
    return {"total": sum(numbers.values()), "marks": marks}
