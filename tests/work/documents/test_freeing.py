"""Bytes go when no version refers to them any more, and never before."""

from __future__ import annotations

import os
import time
from typing import Any

import pytest
from django.db import transaction

from cashboard.activity.reading import catch_up
from cashboard.activity.refusals import Refused
from cashboard.work.documents.freeing import A_DAY, Freer, free, sweep
from cashboard.work.documents.models import Document, KeptFile
from cashboard.work.documents.storage import Stored, storage
from tests.story import Story

pytestmark = pytest.mark.requirement("R16")


def bytes_of(text: str, *, days_ago: int = 0) -> Stored:
    stored = storage().take([text.encode()])
    then = time.time() - days_ago * A_DAY
    os.utime(storage().path(stored.sha256), (then, then))
    return stored


def deleted(story: Story, card: Any) -> None:
    document = card.documents.get()
    card.remove_document(document, by=story.by_lena)
    card.delete_document(document, by=story.by_lena)


def test_bytes_go_with_the_last_document_that_has_them(story: Story) -> None:
    stored = bytes_of("net 30")
    for card in story.cards[:2]:
        card.attach("Terms.txt", stored, by=story.by_marco)
    deleted(story, story.card)
    catch_up(Freer())
    assert storage().holds(stored.sha256), "another card has the same bytes"
    deleted(story, story.cards[1])
    catch_up(Freer())
    assert not storage().holds(stored.sha256)
    assert not KeptFile.objects.exists()


def test_removing_frees_nothing(story: Story) -> None:
    stored = bytes_of("removed and kept", days_ago=3)
    story.card.attach("a.txt", stored, by=story.by_marco)
    story.card.remove_document(story.card.documents.get(), by=story.by_marco)
    catch_up(Freer())
    sweep()
    assert storage().holds(stored.sha256)


def test_what_nobody_attached_goes_after_a_day(story: Story) -> None:
    old, fresh, used = bytes_of("old", days_ago=2), bytes_of("fresh"), bytes_of("used", days_ago=2)
    story.card.attach("a.txt", used, by=story.by_marco)
    sweep()
    held = [storage().holds(each.sha256) for each in (old, fresh, used)]
    assert held == [False, True, True]


def test_whoever_comes_while_bytes_go_is_asked_to_send_them_again(
    transactional_db: None, story: Story, at_once: Any
) -> None:
    """Attaching and letting go at once: either the bytes stay with the document, or there is no document."""
    for turn in range(10):
        stored = bytes_of(f"both at once {turn}")

        def attach(stored: Stored = stored, name: str = f"{turn}.txt") -> bool:
            try:
                story.card.attach(name, stored, by=story.by_marco)
            except Refused:
                return False
            return True

        attached, _ = at_once([attach, lambda stored=stored: free(stored.sha256)])
        assert attached == storage().holds(stored.sha256)
        assert attached == Document.objects.filter(name=f"{turn}.txt").exists()


def test_a_rolled_back_attachment_leaves_bytes_for_the_sweep(story: Story) -> None:
    stored = bytes_of("rolled back", days_ago=2)
    with transaction.atomic():
        story.card.attach("a.txt", stored, by=story.by_marco)
        transaction.set_rollback(True)
    assert storage().holds(stored.sha256)
    sweep()
    assert not storage().holds(stored.sha256)
    story.card.refresh_from_db()


def test_a_purged_card_gives_its_files_up(story: Story) -> None:
    mine, shared = bytes_of("mine"), bytes_of("shared")
    for name, stored in (("a.txt", mine), ("b.txt", shared)):
        story.card.attach(name, stored, by=story.by_marco)
    story.cards[1].attach("b.txt", shared, by=story.by_marco)
    story.card.trash(by=story.by_marco)
    catch_up(Freer())
    assert storage().holds(mine.sha256), "the card can still be restored"
    assert not Document.objects.visible_to(story.by_marco).filter(card=story.card).exists()
    story.card.purge(by=story.by_lena, key=story.card.key)
    catch_up(Freer())
    assert [storage().holds(each.sha256) for each in (mine, shared)] == [False, True]
