"""Partial dates in the database: their field, their rule, the days that sort them."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Func, Q, Value

from formats import partial_date


def validate_partial_date(value):
    """A validator: such as "2022", "2022-01-07", "2022~" or nothing."""
    try:
        partial_date.validate(value)
    except ValueError as error:
        raise ValidationError(str(error)) from error


def partial_date_field(**more):
    """The date as it was written; "" when it is not known."""
    return models.CharField(
        max_length=partial_date.LONGEST,
        blank=True,
        validators=[validate_partial_date],
        **more,
    )


def has_pattern(model, field):
    """The CHECK that refuses most of what is no date; the calendar is the action's."""
    return models.CheckConstraint(
        condition=Q(**{field: ""})
        | Q(**{f"{field}__regex": f"^({partial_date.PATTERN})$"}),
        name=f"{model}_{field}_partial_date",
        violation_error_message=(
            f"“{field}” is a year, a month or a day: 2022, 2022-01 or 2022-01-07; ?"
            " behind it says doubtful, ~ about."
        ),
    )


def first_day(field):
    """An expression: the first day that a date may mean, as a number YYYYMMDD."""
    return Func(
        F(field),
        Value(False),
        function="corpus_day",
        output_field=models.BigIntegerField(),
    )


def last_day(field):
    """An expression: the last day that a date may mean, as a number YYYYMMDD."""
    return Func(
        F(field),
        Value(True),
        function="corpus_day",
        output_field=models.BigIntegerField(),
    )


def stored_day(expression):
    """A column that the database computes: lists sort and filter by it."""
    return models.GeneratedField(
        expression=expression,
        output_field=models.BigIntegerField(),
        db_persist=True,
        editable=False,
    )
