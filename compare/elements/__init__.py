"""The elements of a doctrine: who accepts which, and what divides the holders."""
