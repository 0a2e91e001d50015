"""The names that our SKOS files use beside those of SKOS itself."""

#: What SKOS has no word for.
NAMESPACE = "urn:glossator:codebook:"
#: Begins a scope note that says when an entry is used, and when it is not.
USE_FOR = "Use for: "
NOT_FOR = "Do not use for: "

LOSES = (
    "nothing of ours; a program that knows only SKOS sees names, definitions, notes,"
    " examples and the tree",
)
