"""Partial dates in templates: {{ document.issued|partial_date }}."""

from django.template import Library

from corpus.importers import partial_date as dates

register = Library()


@register.filter
def partial_date(value):
    """ "2022-01" as "January 2022"; what is no date stays as it is."""
    try:
        return dates.display(value)
    except ValueError:
        return value
