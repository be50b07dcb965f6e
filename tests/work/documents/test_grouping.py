"""Documents stand in groups with names and an order."""

from __future__ import annotations

import pytest

from cashboard.activity.models import Event, Head
from cashboard.activity.refusals import Invalid
from cashboard.work.documents import grouping
from cashboard.work.documents.models import Document, DocumentGroup
from cashboard.work.documents.storage import storage
from tests.story import Story

pytestmark = pytest.mark.requirement("R16")


def said() -> str:
    return Event.objects.get(seq=Head.objects.get().seq).typed.say()


@pytest.fixture
def letters(story: Story) -> DocumentGroup:
    return story.card.add_document_group("Letters", by=story.by_marco)


@pytest.fixture
def document(story: Story) -> Document:
    return story.card.attach("a.txt", storage().take([b"one"]), by=story.by_marco)


def test_a_document_goes_into_a_group_and_out_again(
    story: Story, letters: DocumentGroup, document: Document
) -> None:
    story.card.group_document(document, letters, by=story.by_marco)
    assert said() == "moved a.txt from no group to Letters"
    seq = Head.objects.get().seq
    story.card.group_document(document, letters, by=story.by_marco)
    assert Head.objects.get().seq == seq
    story.card.group_document(document, None, by=story.by_marco)
    assert said() == "moved a.txt from Letters to no group"


def test_a_group_goes_and_its_documents_stay(
    story: Story, letters: DocumentGroup, document: Document
) -> None:
    story.card.group_document(document, letters, by=story.by_marco)
    story.card.remove_document_group(letters, by=story.by_marco)
    story.card.remove_document_group(letters, by=story.by_marco)
    assert said() == "removed the document group Letters"
    document.refresh_from_db()
    assert document.group is None


def test_groups_are_named_and_ordered(story: Story, letters: DocumentGroup) -> None:
    orders = story.card.add_document_group("Orders", by=story.by_marco)
    assert story.card.add_document_group("Orders", by=story.by_marco) == orders
    story.card.place_document_group(orders, before=letters, by=story.by_marco)
    assert [group.name for group in story.card.document_groups.all()] == ["Orders", "Letters"]
    seq = Head.objects.get().seq
    story.card.place_document_group(letters, before=None, by=story.by_marco)
    assert Head.objects.get().seq == seq
    story.card.rename_document_group(letters, "Reminders", by=story.by_marco)
    assert said() == "renamed the document group Letters to Reminders"


def test_a_group_of_another_card_is_refused(story: Story, letters: DocumentGroup) -> None:
    other = story.cards[1]
    document = other.attach("a.txt", storage().take([b"one"]), by=story.by_marco)
    for act in (
        lambda: other.group_document(document, letters, by=story.by_marco),
        lambda: other.attach("b.txt", storage().take([b"two"]), group=letters, by=story.by_marco),
    ):
        with pytest.raises(Invalid, match=r"^That group is on another card\.$"):
            act()
    with pytest.raises(Invalid, match=r"^That group is not on this card any more\."):
        other.rename_document_group(letters, "X", by=story.by_marco)


def test_there_is_an_end_to_groups(
    story: Story, letters: DocumentGroup, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(grouping, "MOST_GROUPS", 1)
    with pytest.raises(Invalid, match=r"^A card has at most 1 groups of documents\.$"):
        story.card.add_document_group("Orders", by=story.by_marco)
