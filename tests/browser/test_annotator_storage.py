"""Whatever a browser keeps, spoilt or out of reach: the page starts and can be used."""

import pytest

from tests.browser.annotator import mark, painted

pytestmark = pytest.mark.django_db(transaction=True)
#: By the keys of the page; each was of another kind when it was written.
SPOILT = """() => {
  const page = document.querySelector("glossator-annotator");
  const { user, doctrinesUrl } = page.dataset;
  const label = { doctrine: "ibi.request", via: 5, holder: {}, tags: 5, stance: [] };
  const kept = {
    [page.codebook.key]: { a: 1 },
    [page.shortcuts.name]: { own: { find: [null], undo: [5] }, letters: null },
    [`glossator-hints-${user}`]: { seen: 5, counts: 5, off: 0 },
    [`glossator-last-${doctrinesUrl}-${user}`]: label,
    [`glossator-more-${user}`]: [5],
    [`glossator-places-${user}`]: [{ document: page.dataset.document, start: 1e99 }],
    [`glossator-text-${user}`]: { "--text-size": { a: 1 } },
    theme: "purple",
  };
  for (const [key, value] of Object.entries(kept)) {
    localStorage.setItem(key, JSON.stringify(value));
  }
}"""
UNREADABLE = """
for (const name of ["getAll", "getAllKeys", "put"]) {
  IDBObjectStore.prototype[name] = () => {
    throw new DOMException("full", "QuotaExceededError");
  };
}
"""


def test_the_page_starts_over_a_spoilt_storage(open_annotator, alice, document):
    page = open_annotator(alice, document)
    page.evaluate(SPOILT)
    page.add_init_script(UNREADABLE)
    page.reload()
    page.wait_for_selector("glossator-annotator[data-ready]")
    mark(page, "asked", "help", doctrine="armed att", stance="Asserts")
    assert painted(page) == ["asked its allies for help"]
    page.locator("[data-text]").press("?")
    page.get_by_role("dialog").wait_for()
