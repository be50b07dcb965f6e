"""The search page and the command palette."""

from __future__ import annotations

from decimal import Decimal

import pytest

from cashboard.trade.customers.models import Customer
from tests.story import Story
from tests.web.conftest import Browser
from tests.web.pages import Page
from tests.web.world import issue_in


def found(browser: Browser, words: str) -> list[str | None]:
    """The addresses that the palette offers."""
    answer = browser.client.get("/palette/", {"q": words})
    return [link["href"] for link in Page(answer.content).all("a")]


def test_cards_are_found_by_key_title_and_customer(story: Story, marco: Browser) -> None:
    customer = Customer.add(story.workspace, "C-1", "Sanders & Söhne", by=story.by_lena)
    issue_in(story.space, customer, Decimal("5"), story.lena)
    assert found(marco, "col-2")[0] == "/cards/COL-2/"
    assert found(marco, "815")[0] == "/cards/COL-3/"
    assert found(marco, "sanders söhne")[:2] == ["/cards/COL-5/", "/cards/COL-4/"]
    assert found(marco, "nordwind 4712")[:-1] == ["/cards/COL-2/"]
    assert found(marco, "collections")[0] == "/spaces/COL/"
    assert found(marco, "") == ["/spaces/COL/"]
    page = marco.client.get("/search/", {"q": "sanders"}).content.decode()
    assert "2 cards, 0 spaces" in page
    assert "5.00 EUR" in page


def test_an_archived_card_is_not_found(story: Story, marco: Browser) -> None:
    story.card.archive(by=story.by_lena)
    assert "/cards/COL-1/" not in found(marco, "4711")


@pytest.mark.parametrize(
    "words", ["%", "_", "\\", "'", '"', "\0", "\0\0nord", "a" * 10_000, "; DROP TABLE work_card", "é\u202e"]
)
def test_any_words_are_answered(story: Story, marco: Browser, words: str) -> None:
    for address in ("/search/", "/palette/"):
        assert marco.client.get(address, {"q": words}).status_code == 200
    assert len(found(marco, words)) <= 3


def test_a_percent_sign_is_a_letter_like_others(story: Story, marco: Browser) -> None:
    story.card.retitle("2 % cash discount", by=story.by_lena)
    assert found(marco, "%")[:-1] == ["/cards/COL-1/"]
    assert found(marco, "_")[:-1] == []
