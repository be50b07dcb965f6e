"""All documents of a space on one page."""

from __future__ import annotations

import pytest

from cashboard.work.documents import finding
from cashboard.work.documents.storage import storage
from tests.story import Story
from tests.web.conftest import Browser

pytestmark = pytest.mark.requirement("R16")
HERE = "/spaces/COL/documents/"


@pytest.fixture
def papers(story: Story) -> None:
    for card, names in zip(story.cards, (["Order.txt", "Terms.pdf"], ["Note.txt"], []), strict=True):
        for name in names:
            card.attach(name, storage().take([name.encode()]), by=story.by_marco)
    story.card.link_document("https://portal.example.com/4711", "Portal", by=story.by_marco)


def names(browser: Browser, query: str = "") -> list[str]:
    shown = browser.get(HERE + query).content.decode().split('<ul class="documents-table">')[-1]
    found = [(shown.find(f">{name}</a>"), name) for name in ("Order.txt", "Terms.pdf", "Note.txt", "Portal")]
    return [name for place, name in sorted(found) if place >= 0]


def test_documents_are_found_by_name_card_and_title(papers: None, vera: Browser) -> None:
    assert names(vera) == ["Portal", "Note.txt", "Terms.pdf", "Order.txt"]
    assert names(vera, "?q=ORDER") == ["Order.txt"]
    assert names(vera, "?q=col-2") == ["Note.txt"]
    assert names(vera, "?q=4711+txt") == ["Order.txt"], "every word must be there"
    assert "No document has these words" in vera.get(f"{HERE}?q=nothing").content.decode()


def test_they_are_ordered_and_come_in_pages(
    papers: None, vera: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert names(vera, "?sort=name") == ["Note.txt", "Order.txt", "Portal", "Terms.pdf"]
    assert names(vera, "?sort=card") == ["Order.txt", "Portal", "Terms.pdf", "Note.txt"]
    monkeypatch.setattr(finding, "PAGE", 3)
    assert names(vera, "?sort=name") == ["Note.txt", "Order.txt", "Portal"]
    assert names(vera, "?sort=name&page=2") == ["Terms.pdf"]


def test_what_is_removed_or_in_the_trash_is_not_there(papers: None, story: Story, vera: Browser) -> None:
    story.card.remove_document(story.card.documents.get(name="Order.txt"), by=story.by_marco)
    story.cards[1].trash(by=story.by_marco)
    assert names(vera) == ["Portal", "Terms.pdf"]


def test_an_empty_space_says_what_to_do(story: Story, vera: Browser, nils: Browser) -> None:
    assert "Open a card and drop files on it" in vera.get(HERE).content.decode()
    assert nils.get(HERE).status_code == 404


def test_the_beginning_of_a_text_stands_on_its_page(story: Story, marco: Browser) -> None:
    made = story.card.attach("a.csv", storage().take([b"a,<b>\n1,2\n"]), by=story.by_marco)
    shown = marco.get(f"/documents/{made.pk}/").content.decode()
    assert "<td>&lt;b&gt;</td>" in shown
