"""What can go wrong with an annotation, apart from wrong fields."""


class Conflict(Exception):
    """Somebody was faster, or the id stands for something else.

    ``annotation`` is the current row, or None when the caller may not see it.
    """

    code = "conflict"

    def __init__(self, sentence, annotation=None, code="conflict"):
        super().__init__(sentence)
        self.annotation = annotation
        self.code = code


class Deleted(Exception):
    """The annotation was deleted; ``annotation`` says in which version."""

    def __init__(self, annotation):
        super().__init__("This annotation was deleted. It can be restored.")
        self.annotation = annotation
