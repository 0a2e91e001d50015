"""What can go wrong with an annotation, relation or region, apart from wrong fields."""


class Conflict(Exception):
    """Somebody was faster, or the id stands for something else.

    ``row`` is the current one, or None when the caller may not see it.
    """

    code = "conflict"

    def __init__(self, sentence, row=None, code="conflict"):
        super().__init__(sentence)
        self.row = row
        self.code = code


class Deleted(Exception):
    """It was deleted; ``row`` says in which version."""

    def __init__(self, row, sentence=""):
        noun = row._meta.verbose_name
        super().__init__(sentence or f"This {noun} was deleted. It can be restored.")
        self.row = row
