"""A page of pictures in a browser: readable by everybody, and taken away as PNG."""

import struct

import pytest

from tests.browser.test_look import NARROW, WIDE, complaints, overflow
from tests.compare.test_likeness_page import LINES, PATH, write

pytestmark = pytest.mark.django_db(transaction=True)


def test_pictures_are_read_by_everybody_and_taken_away_as_png(
    open_page, project, olga, alice, victor
):
    for name in LINES:
        write(project, olga, alice, name)
    page = open_page(victor, PATH, viewport=WIDE, color_scheme="dark")
    assert complaints(page) == []
    tree = page.get_by_role("img", name="Who stands together")
    assert tree.is_visible()
    with page.expect_download() as download:
        page.locator("#picture-tree").get_by_role("button", name="PNG").click()
    assert download.value.suggested_filename == "winter-tree.png"
    content = download.value.path().read_bytes()
    assert content[:8] == b"\x89PNG\r\n\x1a\n"
    # twice the drawing's own size, with the margins of the file
    width, _height = struct.unpack(">II", content[16:24])
    assert width > 2 * int(tree.get_attribute("width"))
    matrix = page.get_by_role("region", name="Matrix of likeness")
    assert matrix.is_visible()
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(NARROW)
    assert overflow(page) == 0
    assert matrix.is_hidden()
    pairs = page.get_by_role("link", name="the list of pairs")
    assert pairs.get_attribute("href") == "#pairs"
    assert complaints(page) == []
