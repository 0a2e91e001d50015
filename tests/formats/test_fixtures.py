"""The codebook and situations that every new project begins with."""

import json
from pathlib import Path

import pytest

from corpus.importers import partial_date
from formats import words

FIXTURES = Path(__file__).parents[2] / "fixtures"


@pytest.fixture(scope="module")
def codebook():
    return json.loads((FIXTURES / "codebook.json").read_text(encoding="utf-8"))


def test_each_doctrine_comes_after_its_parent(codebook):
    seen = {None}
    for doctrine in codebook["doctrines"]:
        assert doctrine["parent"] in seen
        assert doctrine["slug"] not in seen
        seen.add(doctrine["slug"])


def test_each_doctrine_tells_a_coder_what_it_holds(codebook):
    for doctrine in codebook["doctrines"]:
        assert doctrine["polarity"] in words.POLARITIES
        assert 1 <= doctrine["palette"] <= 12
        assert all(doctrine[part] for part in ("definition", "include", "exclude"))


def test_a_checked_pin_cite_is_there(codebook):
    checked = [item for item in codebook["doctrines"] if item["checked"]]
    assert checked
    assert all(item["pin_cite"] for item in checked)


def test_links_join_doctrines_that_are_there(codebook):
    slugs = {doctrine["slug"] for doctrine in codebook["doctrines"]}
    for link in codebook["links"]:
        assert {link["source"], link["target"]} <= slugs
        assert link["kind"] in words.DOCTRINE_LINKS


def test_the_two_wordings_of_a_provision_do_not_overlap(codebook):
    names = {instrument["name"] for instrument in codebook["instruments"]}
    until = {}
    for provision in codebook["provisions"]:
        place = provision["instrument"], provision["locator"]
        assert provision["instrument"] in names
        assert until.get(place, "") < (provision["in_force_from"] or "9")
        until[place] = provision["in_force_to"]
        partial_date.validate(provision["in_force_from"])


def test_the_situations_are_the_twelve():
    found = json.loads((FIXTURES / "situations.json").read_text(encoding="utf-8"))
    assert len({situation["code"] for situation in found}) == 12
    for situation in found:
        assert situation["kind"] in words.SITUATION_KINDS
        partial_date.validate(situation["dates"])
