"""Static files under names that carry their hash: browsers may keep them for ever."""

from whitenoise.storage import CompressedManifestStaticFilesStorage as Storage

_, AGGREGATION = Storage._js_module_import_aggregation_patterns
# import("./x.js") is how a JSDoc comment names a type: those may go in circles,
# and a file whose name holds the hash of its text cannot. What is asked for later
# is always awaited at once.
LATER = (
    r"""(?P<matched>await import\((["'])(?P<url>\.{1,2}/[^"']+)\2\))""",
    'await import("%(url)s")',
)
IMPORTS = [
    *(pair for pair in AGGREGATION if not pair[1].startswith("import(")),
    LATER,
]


class ModuleStaticFilesStorage(Storage):
    """Rewrites the imports of our own ES modules, and leaves packages' files alone."""

    patterns = (
        *Storage.patterns,
        ("glossator/*.js", IMPORTS),
    )

    def stored_name(self, name):
        """The hashed name, or the plain one where nothing was collected (tests)."""
        return super().stored_name(name) if self.hashed_files else name
