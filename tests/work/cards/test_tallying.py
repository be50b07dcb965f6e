"""The sums of a large board, brought forward by the log, are what the database counts."""

from __future__ import annotations

from collections import OrderedDict

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from cashboard.work.cards import tallying
from cashboard.work.cards.fronts import UNFILTERED
from cashboard.work.cards.models import Card
from tests.story import Story, tell_story


@pytest.fixture
def large(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> Story:
    """Any board passes for a large one."""
    monkeypatch.setattr(tallying, "LARGE", 1)
    monkeypatch.setattr(tallying, "_KEPT", OrderedDict())
    return tell_story()


def assert_true(story: Story) -> None:
    """Nothing more, nothing less."""
    assert sorted(tallying.sums_of(story.space.pk)) == sorted(UNFILTERED.sums(story.space.pk))


def test_every_verb_on_a_card_is_followed(large: Story) -> None:
    assert_true(large)
    large.card.move(large.paid, by=large.by_marco)
    assert_true(large)
    large.card.archive(by=large.by_marco)
    assert_true(large)
    large.card.restore(by=large.by_marco)
    Card.create(large.space, "One more", by=large.by_marco)
    assert_true(large)


def test_money_is_added_by_currency(large: Story) -> None:
    assert_true(large)
    for card, minor, currency in zip(large.cards, (1_000, 250, 70), ("EUR", "EUR", "USD"), strict=True):
        with card.changing(by=large.by_marco) as change:
            card.set_amount(minor, currency, 2, change)
        card.retitle(f"{card.title}, with money", by=large.by_marco)
    assert sorted(tallying.sums_of(large.space.pk)) == [
        (large.open.pk, "EUR", 2, 2, 1_250),
        (large.open.pk, "USD", 2, 1, 70),
    ]


def test_what_the_log_told_is_read_once(large: Story) -> None:
    assert_true(large)
    large.card.move(large.paid, by=large.by_marco)
    tallying.sums_of(large.space.pk)
    with CaptureQueriesContext(connection) as asked:
        tallying.sums_of(large.space.pk)
    assert len(asked) == 1


def test_too_much_news_is_counted_anew(large: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    assert_true(large)
    monkeypatch.setattr(tallying, "MANY", 1)
    for card in large.cards:
        card.move(large.overdue, by=large.by_marco)
    assert_true(large)


def test_what_is_rolled_back_is_never_kept(large: Story) -> None:
    assert_true(large)
    with transaction.atomic():
        large.card.move(large.paid, by=large.by_marco)
        assert (large.paid.pk, "", 2, 1, None) in tallying.sums_of(large.space.pk)
        transaction.set_rollback(True)
    assert_true(large)
    assert tallying.sums_of(large.space.pk) == [(large.open.pk, "", 2, 3, None)]


def test_there_is_room_for_so_many_cards(large: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tallying, "ROOM", 2)
    assert_true(large)
    assert not tallying._KEPT
