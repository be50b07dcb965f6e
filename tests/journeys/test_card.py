"""A card opened: as a panel beside the board and as a page, and what one does there."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from cashboard.work.cards.models import Card
from tests.journeys.ledger import Row, today
from tests.journeys.pages import assert_not_reloaded, card, go, live
from tests.story import Story

PageAs = Callable[..., Page]


@pytest.mark.requirement("R12", "R13", "R14", "R41", "R42")
def test_what_one_does_in_the_panel_is_told_in_the_stream(
    story: Story, rows: list[Row], page_as: PageAs
) -> None:
    page, other = live(page_as(story.marco), "/spaces/COL/"), live(page_as(story.lena), "/spaces/COL/")
    row = next(row for row in rows if row.number == "7036")
    key = Card.objects.get(title__contains=row.number).key
    card(page, key).locator(".card-link").click()
    panel = page.get_by_role("complementary", name=re.compile(row.number))
    facts = panel.get_by_role("region", name="Invoice")
    for fact in (row.number, f"{row.issued.day} {row.issued:%b %Y}", f"{row.due.day} {row.due:%b %Y}"):
        expect(facts.get_by_text(fact, exact=True)).to_be_visible()
    expect(panel.locator(".money-big")).to_have_text(f"{row.amount:,.2f} EUR")

    stream = panel.locator(".stream")
    panel.get_by_label("Responsible person").select_option(label="Marco Rossi")
    expect(stream.get_by_role("listitem").first).to_contain_text("from nobody to Marco Rossi")
    panel.get_by_label("Add a co-worker").select_option(label="Lena Fischer")
    expect(panel.get_by_role("button", name="Remove Lena Fischer")).to_be_visible()
    later = row.due + timedelta(days=5)
    panel.get_by_label("Due date").fill(later.isoformat())
    panel.get_by_label("Due date").press("Tab")
    line = stream.get_by_role("listitem").first
    expect(line).to_contain_text(f"from {row.due.day} {row.due:%b %Y} to {later.day} {later:%b %Y}")
    panel.get_by_label("Add a label").fill("promised by phone")
    panel.get_by_label("Add a label").press("Enter")
    expect(panel.get_by_role("button", name="Take off promised by phone")).to_be_visible()
    expect(card(other, key).get_by_text("promised by phone")).to_be_visible()
    expect(card(other, key).get_by_title("Marco Rossi")).to_be_visible()
    assert_not_reloaded(other)

    page.keyboard.press("Escape")
    expect(page.locator("side-panel")).to_be_hidden()
    expect(page).to_have_url(re.compile("/spaces/COL/$"))
    expect(card(page, key)).to_be_focused()


@pytest.mark.requirement("R42", "R43")
def test_a_comment_calls_somebody_in_and_reaches_an_open_page(story: Story, page_as: PageAs) -> None:
    page, other = go(page_as(story.marco), "/cards/COL-1/"), live(page_as(story.lena), "/cards/COL-1/")
    field = page.get_by_role("textbox", name="Comment", exact=True)
    field.press_sequentially("Please call them, @Len")
    page.get_by_role("listbox").get_by_role("option", name="Lena Fischer").click()
    expect(field).to_have_value(re.compile(r"@\[Lena Fischer\]\(person:\d+\)"))
    page.get_by_role("button", name="Comment", exact=True).click()
    expect(page.locator(".stream-comment")).to_contain_text("Please call them, @Lena Fischer")
    expect(field).to_have_value("")
    expect(other.locator(".stream-comment")).to_contain_text("Please call them")
    assert_not_reloaded(other)


@pytest.mark.requirement("R25")
def test_completing_and_reopening_are_one_key(story: Story, page_as: PageAs) -> None:
    page = go(page_as(story.marco), "/cards/COL-1/")
    page.keyboard.press("t")
    expect(page.locator(".view-head .badge")).to_have_text("Paid")
    expect(page.get_by_text("Completed", exact=True)).to_be_visible()
    page.keyboard.press("t")
    expect(page.locator(".view-head .badge")).to_have_text("Open")
    expect(page.locator(".stream")).to_contain_text("reopened")


@pytest.mark.only("sqlite")
@pytest.mark.requirement("R11")
def test_a_title_that_is_too_long_is_refused_and_not_lost(story: Story, page_as: PageAs) -> None:
    page = live(page_as(story.marco), "/cards/COL-1/")
    field = page.get_by_label("Title")
    field.evaluate(
        "field => { field.maxLength = 2e4; field.value = 'x'.repeat(1e4); field.form.requestSubmit() }"
    )
    expect(page.locator(".toast")).to_contain_text("at most 500 characters")
    expect(field).to_have_value("x" * 10_000)
    assert Card.objects.get(key="COL-1").title == story.card.title


@pytest.mark.only("sqlite")
def test_script_in_a_title_or_comment_is_text(story: Story, page_as: PageAs) -> None:
    script = "<img src=x onerror=\"document.title='broken in'\"><script>document.title='broken in'</script>"
    story.card.retitle(script, by=story.by_lena)
    story.card.comment(f"{script} [link](javascript:alert(1))", by=story.by_lena)
    page = go(page_as(story.marco), "/spaces/COL/")
    expect(card(page, "COL-1").get_by_role("heading")).to_have_text(script)
    go(page, "/cards/COL-1/")
    expect(page.get_by_label("Title")).to_have_value(script)
    expect(page.locator(".stream-comment")).to_contain_text("onerror")
    assert page.locator("main img, main script, a[href^=javascript]").count() == 0
    assert "broken in" not in page.title().replace(script, "")


@pytest.mark.requirement("R27")
def test_of_two_who_write_the_same_title_the_second_is_told(story: Story, page_as: PageAs) -> None:
    one, two = live(page_as(story.marco), "/cards/COL-1/"), live(page_as(story.lena), "/cards/COL-1/")
    one.get_by_label("Title").fill("Marco writes too")
    two.get_by_label("Title").fill("Lena was quicker")
    two.get_by_label("Title").press("Enter")
    expect(one.locator(".stream")).to_contain_text("Lena was quicker")
    one.get_by_label("Title").press("Enter")
    expect(one.locator(".toast")).to_contain_text("changed by somebody else meanwhile")
    expect(one.get_by_label("Title")).to_have_value("Marco writes too")
    stored = Card.objects.get(key="COL-1")
    assert stored.title == "Lena was quicker"
    expect(one.locator(".view-title input[name=version]")).to_have_value(str(stored.version))
    one.get_by_label("Title").press("Enter")
    expect(two.locator(".stream")).to_contain_text("Marco writes too")
    assert Card.objects.get(key="COL-1").title == "Marco writes too"


@pytest.mark.requirement("R41")
def test_the_activity_of_the_space_is_live(story: Story, page_as: PageAs) -> None:
    other = live(page_as(story.lena), "/spaces/COL/activity/")
    story.card.date("due", today(), by=story.by_marco)
    first = other.locator("#stream > li").first
    expect(first).to_contain_text("Marco Rossi")
    expect(first).to_contain_text("COL-1")
    assert_not_reloaded(other)
