"""A card is blocked for named reasons; its status is frozen until they are gone."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from cashboard.activity import clock
from cashboard.activity.models import Event, Head
from cashboard.activity.refusals import Invalid, NotAllowed, Refused
from cashboard.trade.customers.models import Customer
from cashboard.trade.invoices.models import Invoice
from cashboard.trade.money import Money
from cashboard.work.blockers.models import Blocker
from cashboard.work.cards.blocking import Block
from cashboard.work.cards.flowing import remove_status
from cashboard.work.cards.models import Card
from tests.story import Story

pytestmark = pytest.mark.requirement("R23")


@pytest.fixture
def missing(story: Story) -> Blocker:
    return Blocker.objects.add_blocker("Missing purchase order", by=story.by_ada)


@pytest.fixture
def dispute(story: Story) -> Blocker:
    return Blocker.objects.add_blocker("Price dispute", by=story.by_lena, space=story.space)


def head() -> int:
    return Head.objects.get().seq


def said() -> str:
    return Event.objects.get(seq=head()).typed.say()


def test_it_is_told_with_its_owner_and_once(story: Story, missing: Blocker) -> None:
    story.card.block(missing, owner=story.lena, note=" They look for it ", by=story.by_marco)
    assert said() == "blocked the card: Missing purchase order, owned by Lena Fischer"
    block = Block.objects.get()
    assert (block.note, block.ended_at) == ("They look for it", None)
    assert story.card.blocked_at == block.began_at
    before = head()
    story.card.block(missing, owner=story.marco, by=story.by_marco)
    assert head() == before


def test_its_status_is_frozen_by_every_way(story: Story, missing: Blocker) -> None:
    event = story.card.move(story.disputed, by=story.by_marco)
    story.card.block(missing, owner=story.lena, by=story.by_marco)
    sentence = (
        r"^COL-1 is blocked \(Missing purchase order, owned by Lena Fischer\)\. "
        r"End that first, then move the card\.$"
    )
    assert event is not None
    for act in (
        lambda: story.card.move(story.overdue, by=story.by_marco),
        lambda: story.card.complete(by=story.by_lena),
        lambda: story.card.move_back(event, by=story.by_marco),
        lambda: remove_status(story.space, story.disputed, into=story.paid, by=story.by_lena),
    ):
        with pytest.raises(Refused, match=sentence):
            act()
    assert Card.objects.get(pk=story.card.pk).status == story.disputed


def test_it_is_still_ranked_written_on_and_given_to_others(story: Story, missing: Blocker) -> None:
    story.card.block(missing, owner=story.lena, by=story.by_marco)
    story.card.move(story.open, by=story.by_marco)
    story.card.assign(story.lena, by=story.by_marco)
    story.card.comment("Asked again", by=story.by_marco)


def test_several_blockers_end_one_by_one(story: Story, missing: Blocker, dispute: Blocker) -> None:
    start = clock.now()
    with clock.travelling(to=start + timedelta(days=1)):
        story.card.block(missing, owner=story.lena, by=story.by_marco)
    with clock.travelling(to=start + timedelta(days=3)):
        story.card.block(dispute, owner=story.marco, by=story.by_marco)
        story.card.unblock(missing, by=story.by_marco)
    assert said() == "ended the blocker Missing purchase order after 2 days"
    assert story.card.blocked_at == Block.objects.current().get().began_at
    with pytest.raises(Refused, match="Price dispute, owned by Marco Rossi"):
        story.card.move(story.overdue, by=story.by_marco)
    with clock.travelling(to=start + timedelta(days=4)):
        story.card.unblock(by=story.by_marco)
    assert said() == "ended the blocker Price dispute after 1 day"
    assert Card.objects.get(pk=story.card.pk).blocked_at is None
    before = head()
    story.card.unblock(by=story.by_marco)
    assert head() == before
    story.card.move(story.overdue, by=story.by_marco)


def test_blocked_time_is_in_the_log_over_several_times(story: Story, missing: Blocker) -> None:
    start = clock.now()
    for day in (1, 10):
        with clock.travelling(to=start + timedelta(days=day)):
            story.card.block(missing, owner=story.lena, by=story.by_marco)
        with clock.travelling(to=start + timedelta(days=day, hours=6)):
            story.card.unblock(by=story.by_marco)
    assert said() == "ended the blocker Missing purchase order after less than a day"
    ends = Event.objects.about("card", story.card.pk).filter(type="card.unblocked")
    assert [event.data["seconds"] for event in ends] == [21_600] * 2
    assert Block.objects.filter(card=story.card).exclude(ended_at=None).count() == 2


def test_what_is_done_is_not_blocked(story: Story, missing: Blocker) -> None:
    story.card.complete(by=story.by_marco)
    with pytest.raises(Refused, match="COL-1 is completed: nothing holds it up any more"):
        story.card.block(missing, owner=story.lena, by=story.by_marco)


def test_the_owner_must_belong_to_the_space(story: Story, missing: Blocker) -> None:
    for stranger in (story.nils, story.vera):
        with pytest.raises(Invalid, match="is not a member of Collections"):
            story.card.block(missing, owner=stranger, by=story.by_marco)


def test_a_blocker_that_cannot_be_used_here_is_refused(story: Story, dispute: Blocker) -> None:
    other = story.workspace.add_space("ORD", "Orders", by=story.by_lena)
    card = Card.create(other, "x", by=story.by_marco)
    demand = Blocker.objects.add_blocker("Strike", by=story.by_ada, scope="on_demand")
    for blocker in (dispute, demand):
        with pytest.raises(Invalid, match=r"cannot be used in Orders\. Choose another"):
            card.block(blocker, owner=story.lena, by=story.by_marco)
    demand.take_up(other, by=story.by_lena)
    card.block(demand, owner=story.lena, by=story.by_marco)


@pytest.mark.parametrize("who", ["by_vera", "by_nils"])
def test_who_is_no_member_is_refused(story: Story, missing: Blocker, who: str) -> None:
    with pytest.raises(NotAllowed):
        story.card.block(missing, owner=story.lena, by=getattr(story, who))
    story.card.block(missing, owner=story.lena, by=story.by_marco)
    with pytest.raises(NotAllowed):
        story.card.unblock(by=getattr(story, who))
    assert Block.objects.current().count() == 1


def test_two_who_block_for_the_same_reason_at_once(
    transactional_db: None, story: Story, missing: Blocker, at_once: Any
) -> None:
    outcomes = at_once(
        [
            lambda: Card.objects.get(pk=story.card.pk).block(missing, owner=story.lena, by=story.by_marco),
            lambda: Card.objects.get(pk=story.card.pk).block(missing, owner=story.marco, by=story.by_lena),
        ]
    )
    assert outcomes == [None, None]
    assert Block.objects.count() == 1


def test_a_payment_holds_and_ends_what_blocked_the_card(story: Story, missing: Blocker) -> None:
    customer = Customer.add(story.workspace, "C-1", "Nordwind", by=story.by_lena)
    day, amount = date(2026, 11, 2), Money(Decimal(100), "EUR")
    invoice = Invoice.issue(
        story.space, customer, "4711", issued_on=day, due_on=day, amount=amount, by=story.by_lena
    )
    assert invoice.card is not None
    invoice.card.block(missing, owner=story.lena, by=story.by_marco)
    invoice.settle(day, by=story.by_lena)
    paid = Card.objects.get(pk=invoice.card.pk)
    assert (paid.status, paid.blocked_at) == (story.paid, None)
    ended = Event.objects.about("card", paid.pk).get(type="card.unblocked")
    assert ended.cause == Event.objects.get(type="invoice.settled").uid
