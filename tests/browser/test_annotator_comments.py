"""Comments beside the text: what is written is neither lost nor taken away."""

import pytest
from playwright.sync_api import expect

from review.models import Comment
from tests.factories import make_annotation

pytestmark = pytest.mark.django_db(transaction=True)


def test_what_is_written_stays_and_no_older_list_takes_it_away(
    open_annotator, alice, document
):
    make_annotation(document=document, by=alice)
    page = open_annotator(alice, document)
    asked = []

    def answer(route):
        """The second question is answered after the third, by hand."""
        asked.append(route)
        if len(asked) != 2:
            route.continue_()

    page.route("**/comments?annotation=*", answer)
    page.locator("p > mark").click()
    comments = page.locator(".comment-section")
    comments.locator("summary").click()
    said = page.get_by_label("Your comment")
    send = page.get_by_role("button", name="Comment", exact=True)

    def add(words):
        said.fill(words)
        with page.expect_request("**/comments?annotation=*"):
            send.click()

    add("Is that an attack?")
    expect(send).to_be_enabled()
    older = asked[1].fetch()
    add("The treaty is newer.")
    items = comments.get_by_role("listitem")
    expect(items).to_have_count(2)
    page.get_by_label("Your answer").first.fill("It is, see")
    with page.expect_response("**/comments?annotation=*"):
        asked[1].fulfill(response=older)
    add("And older.")
    expect(items).to_have_count(3)
    expect(page.get_by_label("Your answer").first).to_have_value("It is, see")
    page.get_by_role("button", name="Cancel").click()
    page.locator("p > mark").click()
    comments.locator("summary").click()
    expect(page.get_by_label("Your answer").first).to_have_value("It is, see")
    assert Comment.objects.count() == 3
    # else the page asks before it goes
    page.get_by_label("Your answer").first.fill("")
