"""The face of the pages: readable by everybody, at every width, in both themes."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from corpus.actions.projects import invite
from tests.factories import make_project

pytestmark = pytest.mark.django_db(transaction=True)

WIDE, NARROW = {"width": 1280, "height": 800}, {"width": 360, "height": 740}
CONTROLS = ", ".join(
    [
        *("button", "select", "summary", "nav a"),
        "input:not([type=checkbox], [type=radio])",
    ]
)
PAGES = [
    "/",
    "/projects/new/",
    "/projects/winter/members/",
    "/account/",
    "/account/tokens/",
    "/accounts/password/change/",
    "/accounts/logout/",
]


def complaints(page):
    """What axe finds wrong, a line each."""
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html']}" for one in found]


def overflow(page):
    """By how many pixels the page is wider than its window."""
    return page.evaluate("document.documentElement.scrollWidth - innerWidth")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_wrong(open_page, project, olga, alice, scheme):
    page = open_page(olga, "/", color_scheme=scheme, viewport=WIDE)
    for path in PAGES:
        page.goto(path)
        assert complaints(page) == [], path


def test_axe_finds_nothing_wrong_before_signing_in(open_page, project, olga):
    _, secret = invite(project=project, role="coder", by=olga)
    page = open_page(None, "/accounts/login/")
    assert complaints(page) == []
    page.goto(f"/invitations/{secret}/")
    assert complaints(page) == []


def test_nothing_scrolls_sideways_on_a_narrow_screen(open_page, project, olga, alice):
    make_project(by=olga, slug="long", title="Unaussprechlich" * 12, empty=True)
    page = open_page(olga, "/", viewport=NARROW)
    for path in [*PAGES, "/projects/long/members/"]:
        page.goto(path)
        assert overflow(page) <= 0, path


def test_what_can_be_clicked_is_large_enough(open_page, project, olga, alice):
    page = open_page(olga, "/", viewport=NARROW)
    for path in PAGES:
        page.goto(path)
        # a box to tick is enlarged by its label
        for control in page.locator(CONTROLS).all():
            box = control.bounding_box() if control.is_visible() else None
            assert box is None or min(box["width"], box["height"]) >= 24, path


def test_the_theme_is_remembered_without_a_flash(open_page, project, olga):
    page = open_page(olga, "/", color_scheme="light")
    paper = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(paper)
    page.get_by_text("Account", exact=True).click()
    page.get_by_role("button", name="Dark theme").click()
    assert page.evaluate(paper) != light
    page.reload()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert page.evaluate(paper) != light


def test_the_menu_lists_the_projects(open_page, project, olga):
    make_project(by=olga, slug="summer", title="The summer", empty=True)
    page = open_page(olga, "/projects/winter/members/")
    page.locator(".switcher summary").click()
    page.get_by_role("link", name="The summer").click()
    page.wait_for_url("**/projects/summer/texts/")


def test_all_can_be_reached_without_script(open_page, project, olga):
    page = open_page(
        olga, "/projects/winter/members/", java_script_enabled=False, viewport=NARROW
    )
    for name in ("Texts", "Doctrines", "Positions"):
        assert page.get_by_role("link", name=name).is_visible()
    page.get_by_text("More", exact=True).click()
    assert page.get_by_role("link", name="Export").is_visible()
    page.locator(".switcher summary").click()
    page.get_by_role("link", name="All projects").click()
    page.get_by_text("Account", exact=True).click()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/accounts/login/")


def test_the_first_tab_offers_to_skip_the_navigation(open_page, project, olga):
    page = open_page(olga, "/")
    page.keyboard.press("Tab")
    skip = page.get_by_text("Skip to the content")
    assert skip.bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_focus_can_always_be_seen(open_page, project, olga, alice):
    page = open_page(olga, "/projects/winter/members/")
    seen = set()
    for _ in range(25):
        page.keyboard.press("Tab")
        width = page.evaluate(
            "parseFloat(getComputedStyle(document.activeElement).outlineWidth)"
        )
        seen.add(width)
    assert min(seen) >= 2


def test_a_title_proposes_its_short_name(open_page, olga):
    page = open_page(olga, "/projects/new/")
    page.fill("#id_title", "Fälle & Völkerrecht")
    assert page.input_value("#id_slug") == "falle-volkerrecht"
    page.fill("#id_slug", "mine")
    page.fill("#id_title", "Something else")
    assert page.input_value("#id_slug") == "mine"


def test_an_invitation_goes_all_the_way(open_page, project, olga):
    page = open_page(olga, "/projects/winter/members/")
    page.get_by_label("For whom").fill("Dr New")
    page.get_by_role("button", name="Make a link").click()
    link = page.get_by_label("Invitation link").input_value()
    guest = open_page(None, link)
    guest.get_by_label("E-mail").fill("new@example.org")
    guest.get_by_label("Name").fill("Dr New")
    guest.get_by_label("Password", exact=True).fill("a staple of batteries")
    guest.get_by_label("The same password again").fill("a staple of batteries")
    guest.get_by_role("button", name="Make the account and join").click()
    guest.wait_for_url("**/projects/winter/texts/")


def test_paper_shows_no_navigation(open_page, project, olga):
    page = open_page(olga, "/projects/winter/members/", color_scheme="dark")
    page.emulate_media(media="print")
    assert not page.locator(".site-header").is_visible()
    background = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert background == "rgb(251, 250, 246)"
