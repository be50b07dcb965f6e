"""Documents on a card: versions stay, equal bytes are nothing new, and what was removed comes back."""

from __future__ import annotations

import hashlib

import pytest

from cashboard.activity.models import Event, Head
from cashboard.activity.redacting import redact
from cashboard.activity.refusals import Invalid, NotAllowed, Refused
from cashboard.work.cards.undoing import take_back
from cashboard.work.documents import attaching
from cashboard.work.documents.models import Document, KeptFile
from cashboard.work.documents.storage import Stored, storage
from tests.story import Story

pytestmark = pytest.mark.requirement("R16")


def bytes_of(text: str) -> Stored:
    return storage().take([text.encode()])


def said() -> str:
    return Event.objects.get(seq=Head.objects.get().seq).typed.say()


def read(document: Document, number: int) -> bytes:
    with storage().open(document.versions.get(number=number).file_id) as file:
        return file.read()


def test_a_new_version_leaves_the_old_one(story: Story) -> None:
    document = story.card.attach("Order.txt", bytes_of("twelve"), by=story.by_marco)
    assert said() == "attached Order.txt"
    assert (document.latest, document.size, story.card.document_count) == (1, 6, 1)
    story.card.add_version(document, "Order, corrected.txt", bytes_of("thirteen"), by=story.by_lena)
    assert said() == "added version 2 of Order.txt"
    document.refresh_from_db()
    assert (document.name, document.latest, document.size) == ("Order.txt", 2, 8)
    assert [version.name for version in document.versions.all()] == ["Order, corrected.txt", "Order.txt"]
    assert (read(document, 1), read(document, 2)) == (b"twelve", b"thirteen")
    assert document.versions.get(number=1).file_id == hashlib.sha256(b"twelve").hexdigest()


def test_the_same_bytes_twice_record_nothing(story: Story) -> None:
    document = story.card.attach("Order.txt", bytes_of("twelve"), by=story.by_marco)
    seq, version = Head.objects.get().seq, story.card.version
    assert story.card.attach("Order.txt", bytes_of("twelve"), by=story.by_lena) == document
    story.card.add_version(document, "Other.txt", bytes_of("twelve"), by=story.by_lena)
    assert (Head.objects.get().seq, story.card.version) == (seq, version)


def test_a_file_of_the_same_name_is_the_next_version(story: Story) -> None:
    document = story.card.attach("Order.txt", bytes_of("twelve"), by=story.by_marco)
    again = story.card.attach("ORDER.txt", bytes_of("thirteen"), by=story.by_lena)
    assert (again.pk, again.latest, story.card.document_count) == (document.pk, 2, 1)


def test_two_cards_keep_equal_bytes_once(story: Story) -> None:
    for card in story.cards[:2]:
        card.attach("Terms.txt", bytes_of("net 30"), by=story.by_marco)
    assert KeptFile.objects.get().versions.count() == 2


def test_a_name_is_made_safe_and_keeps_its_ending(story: Story) -> None:
    document = story.card.attach('C:\\x\\a/b\x00<"\u202egpj.exe>  .pdf', bytes_of("x"), by=story.by_marco)
    assert document.name == "b gpj.exe .pdf"
    story.card.rename_document(document, "Reminder", by=story.by_marco)
    assert said() == "renamed b gpj.exe .pdf to Reminder.pdf"
    story.card.rename_document(document, "Reminder.txt", by=story.by_marco)
    assert story.card.documents.get().name == "Reminder.txt"
    long = story.card.attach(f"{'x' * 300}.pdf", bytes_of("y"), by=story.by_marco)
    assert (len(long.name), long.name[-5:]) == (200, "x.pdf")
    with pytest.raises(Invalid, match=r"^Give the document a name\.$"):
        story.card.attach(" ./ ", bytes_of("x"), by=story.by_marco)


def test_two_documents_cannot_have_one_name(story: Story) -> None:
    first = story.card.attach("a.txt", bytes_of("a"), by=story.by_marco)
    story.card.attach("b.txt", bytes_of("b"), by=story.by_marco)
    with pytest.raises(Invalid, match=r"^COL-1 has a document of this name already\. Choose another\.$"):
        story.card.rename_document(first, "B.txt", by=story.by_marco)
    story.card.rename_document(first, "A.txt", by=story.by_marco)
    assert said() == "renamed a.txt to A.txt"


def test_what_was_removed_comes_back_with_all_versions(story: Story) -> None:
    document = story.card.attach("a.txt", bytes_of("one"), by=story.by_marco)
    story.card.attach("a.txt", bytes_of("two"), by=story.by_marco)
    story.card.remove_document(document, by=story.by_marco)
    story.card.remove_document(document, by=story.by_marco)
    assert (said(), story.card.document_count) == ("removed the document a.txt", 0)
    newer = story.card.attach("a.txt", bytes_of("three"), by=story.by_marco)
    with pytest.raises(Refused, match=r"^COL-1 has another document called a\.txt now\."):
        story.card.restore_document(document, by=story.by_marco)
    story.card.rename_document(newer, "b.txt", by=story.by_marco)
    removed = Event.objects.filter(type="card.document_removed").latest("seq")
    take_back(story.card, removed, by=story.by_marco)
    assert (said(), story.card.document_count) == ("brought the document a.txt back", 2)
    assert Event.objects.latest("seq").cause == removed.uid
    assert read(document, 1) == b"one"


def test_only_owners_delete_for_good_and_only_what_was_removed(story: Story) -> None:
    document = story.card.attach("a.txt", bytes_of("one"), by=story.by_marco)
    with pytest.raises(Refused, match=r"^Remove the document first\."):
        story.card.delete_document(document, by=story.by_lena)
    story.card.remove_document(document, by=story.by_marco)
    with pytest.raises(NotAllowed):
        story.card.delete_document(document, by=story.by_marco)
    story.card.delete_document(document, by=story.by_lena)
    story.card.delete_document(document, by=story.by_lena)
    assert said() == "deleted the document a.txt for good"
    assert not Document.objects.exists()


def test_a_link_leads_where_a_browser_may_go(story: Story) -> None:
    link = story.card.link_document("https://example.com/contract", by=story.by_marco)
    assert (said(), link.name, story.card.document_count) == ("linked contract", "contract", 1)
    assert story.card.link_document("https://example.com/contract", by=story.by_marco) == link
    story.card.link_document("mailto:billing@example.com", "Ask billing", by=story.by_marco)
    with pytest.raises(Invalid, match=r"^A link has no versions\."):
        story.card.add_version(link, "a.txt", bytes_of("a"), by=story.by_marco)
    file = story.card.attach("contract", bytes_of("a"), by=story.by_marco)
    assert file.name == "contract 2", "a file never becomes the version of a link"


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "https://", "x", "https://a b", "//a"],
)
def test_no_other_address_is_taken(story: Story, url: str) -> None:
    with pytest.raises(Invalid, match=r"^(Give an address|This is no whole address)"):
        story.card.link_document(url, by=story.by_marco)


def test_visitors_only_look(story: Story) -> None:
    document = story.card.attach("a.txt", bytes_of("one"), by=story.by_marco)
    with pytest.raises(NotAllowed):
        story.card.attach("b.txt", bytes_of("two"), by=story.by_vera)
    with pytest.raises(NotAllowed):
        story.card.remove_document(document, by=story.by_vera)
    assert list(Document.objects.visible_to(story.by_vera)) == [document]
    assert not Document.objects.visible_to(story.by_nils).exists()


def test_a_document_of_another_card_is_refused(story: Story) -> None:
    document = story.cards[1].attach("a.txt", bytes_of("one"), by=story.by_marco)
    with pytest.raises(Invalid, match=r"^That document is not on this card any more\."):
        story.card.remove_document(document, by=story.by_marco)


def test_bytes_that_went_meanwhile_are_asked_for_again(story: Story) -> None:
    stored = bytes_of("gone")
    storage().drop(stored.sha256)
    with pytest.raises(Refused, match=r"^The file was not kept\. Send it once more\.$"):
        story.card.attach("a.txt", stored, by=story.by_marco)
    assert not KeptFile.objects.exists()


def test_there_is_an_end_to_documents_and_versions(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attaching, "MOST_DOCUMENTS", 1)
    monkeypatch.setattr(attaching, "MOST_VERSIONS", 1)
    document = story.card.attach("a.txt", bytes_of("one"), by=story.by_marco)
    with pytest.raises(Invalid, match=r"^A card has at most 1 documents\.$"):
        story.card.attach("b.txt", bytes_of("two"), by=story.by_marco)
    with pytest.raises(Invalid, match=r"^A document has at most 1 versions\.$"):
        story.card.add_version(document, "a.txt", bytes_of("two"), by=story.by_marco)


def test_a_redaction_takes_the_name_and_leaves_the_rest(story: Story) -> None:
    story.card.attach("Reminder to Jo Doe.pdf", bytes_of("one"), by=story.by_marco)
    event = Event.objects.latest("seq")
    redact([event.seq], by=story.by_ada, reason="asked for by the person")
    event = Event.objects.get(seq=event.seq)
    assert event.data["document"] == {"id": story.card.documents.get().pk, "name": "[redacted]"}
    assert "Jo Doe" not in str(event.data)
    story.card.rename_document(story.card.documents.get(), "[redacted]", by=story.by_marco)
