"""What an action refuses, shown in the form that asked for it."""


def add_problems(form, error):
    """Put an action's sentences beside the fields they are about."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for field, problems in error.error_dict.items():
        form.add_error(field if field in form.fields else None, problems)
