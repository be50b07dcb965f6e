"""What is deleted lies in the trash: it is nowhere else, comes back as it was, or goes for good."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import connection

from cashboard.activity import clock
from cashboard.activity.models import Event, Head
from cashboard.activity.refusals import Invalid, NotAllowed, Refused
from cashboard.work.blockers.models import Blocker
from cashboard.work.cards.flowing import remove_status
from cashboard.work.cards.mine import work_of
from cashboard.work.cards.models import Card
from cashboard.work.cards.relations import Relation
from cashboard.work.cards.relatives import Relatives
from cashboard.work.cards.standstill import standstills
from cashboard.work.cards.tallying import sums_of
from cashboard.work.spaces.overview import figures_of
from tests.replaying import assert_replayed
from tests.story import Story


def test_a_deleted_card_is_nowhere(story: Story) -> None:
    card, today = story.card, clock.now().date()
    card.assign(story.marco, by=story.by_marco)
    card.relate("child", story.cards[1], by=story.by_marco)
    story.cards[2].relate("previous", card, by=story.by_marco)
    blocker = Blocker.objects.add_blocker("Strike", by=story.by_lena, space=story.space)
    card.block(blocker, owner=story.marco, by=story.by_marco)
    assert figures_of([story.space], today)[story.space.pk].open == 3

    card.trash(by=story.by_marco)

    assert card not in Card.objects.visible_to(story.by_marco)
    assert card not in Card.objects.on_board()
    assert card not in work_of(story.by_marco)
    assert figures_of([story.space], today)[story.space.pk].open == 2
    assert sum(row[3] for row in sums_of(story.space.pk)) == 2
    assert not standstills(story.by_marco, clock.now(), today)
    assert not Relatives([story.cards[1].pk], story.by_marco)
    assert not Relatives([story.cards[2].pk], story.by_marco)
    assert [each.pk for each in Card.objects.in_trash()] == [card.pk]
    assert card.trashed_by == story.marco


def test_it_comes_back_as_it_was(story: Story) -> None:
    card = story.cards[1]
    card.relate("child", story.card, by=story.by_marco)
    card.trash(by=story.by_marco)
    card.recover(by=story.by_lena)
    column = Card.objects.on_board().filter(status=story.open).order_by("rank", "pk")
    assert list(column) == story.cards
    assert Relatives([card.pk], story.by_marco)
    assert (card.trashed_at, card.trashed_by, card.archived_at) == (None, None, None)


def test_an_archived_card_comes_back_into_the_archive(story: Story) -> None:
    story.card.archive(by=story.by_marco)
    story.card.trash(by=story.by_marco)
    story.card.recover(by=story.by_marco)
    assert story.card.archived_at is not None
    assert story.card in Card.objects.visible_to(story.by_marco)


def test_twice_records_nothing(story: Story) -> None:
    story.card.recover(by=story.by_marco)
    story.card.trash(by=story.by_marco)
    before = Head.objects.get().seq
    story.card.trash(by=story.by_lena)
    assert Head.objects.get().seq == before
    assert story.card.trashed_by == story.marco


@pytest.mark.parametrize("verb", ["trash", "recover"])
def test_a_visitor_is_refused(story: Story, verb: str) -> None:
    if verb == "recover":
        story.card.trash(by=story.by_marco)
    with pytest.raises(NotAllowed):
        getattr(story.card, verb)(by=story.by_vera)


def test_who_still_has_it_open_changes_nothing(story: Story) -> None:
    open_elsewhere = Card.objects.get(pk=story.card.pk)
    story.card.trash(by=story.by_marco)
    with pytest.raises(Refused, match="in the trash: Marco Rossi deleted it"):
        open_elsewhere.move(story.overdue, by=story.by_lena)
    with pytest.raises(Refused, match="in the trash"):
        open_elsewhere.restore(by=story.by_lena)


def test_its_status_goes_and_it_follows_the_others(story: Story) -> None:
    story.card.move(story.disputed, by=story.by_marco)
    story.card.trash(by=story.by_marco)
    remove_status(story.space, story.disputed, into=story.overdue, by=story.by_lena)
    card = Card.objects.get(pk=story.card.pk)
    card.recover(by=story.by_marco)
    assert card.status == story.overdue


def test_a_full_status_takes_it_back_only_when_there_is_room(story: Story) -> None:
    story.card.trash(by=story.by_marco)
    story.space.limit_status(story.open, 2, rule="refuse", by=story.by_lena)
    card = Card.objects.get(pk=story.card.pk)
    with pytest.raises(Refused, match="takes at most 2 cards"):
        card.recover(by=story.by_marco)
    assert Card.objects.get(pk=card.pk).is_trashed


def test_gone_for_good_takes_an_owner_and_the_key(story: Story) -> None:
    with pytest.raises(Refused, match="not in the trash"):
        story.card.purge(by=story.by_lena, key=story.card.key)
    story.card.trash(by=story.by_marco)
    with pytest.raises(NotAllowed):
        story.card.purge(by=story.by_marco, key=story.card.key)
    with pytest.raises(Invalid, match="Type COL-1"):
        story.card.purge(by=story.by_lena, key="COL-2")
    pk = story.card.pk
    story.card.purge(by=story.by_lena, key="col-1")
    assert not Card.objects.filter(pk=pk).exists()
    assert Event.objects.about("card", pk).latest("seq").type == "card.purged"


def test_those_related_with_it_are_told(story: Story) -> None:
    card, other = story.card, story.cards[1]
    card.relate("child", other, by=story.by_marco)
    card.comment("Gone soon", by=story.by_marco)
    card.trash(by=story.by_marco)
    card.purge(by=story.by_lena, key=card.key)
    other.refresh_from_db()
    assert not other.is_related
    assert not Relation.objects.exists()
    assert_replayed()


def test_a_month_later_it_is_gone(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    story.card.trash(by=story.by_marco)
    Card.purge_expired()
    assert Card.objects.in_trash().exists()
    later = clock.now() + timedelta(days=31)
    monkeypatch.setattr(clock, "now", lambda: later)
    story.cards[1].trash(by=story.by_marco)
    Card.purge_expired()
    assert list(Card.objects.in_trash()) == [story.cards[1]]
    Card.purge_expired()


@pytest.mark.django_db(transaction=True)
def test_of_two_who_restore_and_purge_at_once_one_wins(story: Story) -> None:
    story.card.trash(by=story.by_marco)
    key, outcomes, ready = story.card.key, {}, threading.Barrier(2)

    def act(name: str) -> None:
        card = Card.objects.select_related("space__workspace", "status").get(key=key)
        ready.wait()
        try:
            if name == "recover":
                card.recover(by=story.by_marco)
            else:
                card.purge(by=story.by_lena, key=key)
            outcomes[name] = ""
        except Refused as refused:
            outcomes[name] = str(refused)
        finally:
            connection.close()

    threads = [threading.Thread(target=act, args=(name,)) for name in ("recover", "purge")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if Card.objects.filter(key=key).exists():
        assert outcomes == {
            "recover": "",
            "purge": f"{key} is not in the trash any more: somebody restored it.",
        }
    else:
        message = f"{key} is gone: somebody removed it for good meanwhile."
        assert outcomes == {"recover": message, "purge": ""}
