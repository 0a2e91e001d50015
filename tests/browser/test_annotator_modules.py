"""The annotator's page names every module beforehand."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_every_module_is_preloaded():
    folder = ROOT / "static/glossator/js/annotator"
    there = {path.name for path in folder.glob("*.js")} - {"annotator.js"}
    partial = ROOT / "templates/annotations/_annotator_modules.html"
    named = re.findall(r"annotator/([\w-]+\.js)", partial.read_text())
    assert sorted(named) == sorted(there)
