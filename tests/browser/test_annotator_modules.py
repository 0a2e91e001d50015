"""The annotator's page names every module beforehand that it needs at once."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "static/glossator/js/annotator"
IMPORT = re.compile(r'^(?:import|export) .*from "\./([\w-]+\.js)";$', re.MULTILINE)


def needed(name, found=()):
    """The module, and all that it imports at once."""
    found = {*found, name}
    for other in IMPORT.findall((FOLDER / name).read_text()):
        if other not in found:
            found |= needed(other, found)
    return found


def test_every_module_needed_at_once_is_preloaded():
    partial = ROOT / "templates/annotations/_annotator_modules.html"
    named = re.findall(r"annotator/([\w-]+\.js)", partial.read_text())
    assert sorted(named) == sorted(needed("annotator.js") - {"annotator.js"})


def test_every_other_module_is_asked_for_later():
    later = {path.name for path in FOLDER.glob("*.js")} - needed("annotator.js")
    sources = [path.read_text() for path in FOLDER.glob("*.js")]
    sources += [path.read_text() for path in (ROOT / "templates").rglob("*.html")]
    sources += [path.read_text() for path in FOLDER.parent.glob("*.js")]
    asked = set(re.findall(r"[\"'][\w./-]*/([\w-]+\.js)[\"']", "\n".join(sources)))
    assert later <= asked
