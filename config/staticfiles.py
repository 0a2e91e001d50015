"""Static files under names that carry their hash: browsers may keep them for ever."""

from whitenoise.storage import CompressedManifestStaticFilesStorage

MODULE_IMPORTS = (
    CompressedManifestStaticFilesStorage._js_module_import_aggregation_patterns[1]
)


class ModuleStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Rewrites the imports of our own ES modules, and leaves packages' files alone."""

    patterns = (
        *CompressedManifestStaticFilesStorage.patterns,
        ("glossator/*.js", MODULE_IMPORTS),
    )

    def stored_name(self, name):
        """The hashed name, or the plain one where nothing was collected (tests)."""
        return super().stored_name(name) if self.hashed_files else name
