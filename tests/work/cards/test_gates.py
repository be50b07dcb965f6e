"""Cards go on where the space lets them, with what the status needs, and when their work is done."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cashboard.activity.models import Event
from cashboard.activity.refusals import Invalid, NotAllowed, Refused
from cashboard.people.models import Group
from cashboard.work.cards.gates import GateClosed
from cashboard.work.cards.models import Card
from cashboard.work.cards.undoing import take_back
from cashboard.work.spaces.flow_events import StatusRemoved
from cashboard.work.spaces.models import Status
from tests.replaying import assert_flow_replayed
from tests.story import Story

gates = pytest.mark.requirement("R10")
flow = pytest.mark.requirement("R18")


@gates
def test_a_new_status_with_a_gate_leaves_old_cards_alone(story: Story) -> None:
    space, card = story.space, story.card
    old = story.cards[1]
    old.move(story.overdue, by=story.by_marco)
    pending = space.add_status("Pending Approval", "in_progress", by=story.by_lena)
    space.gate_status(pending, ["due", "responsible"], by=story.by_lena)
    space.gate_status(story.overdue, ["due"], by=story.by_lena)
    pending, overdue = space.statuses.get(pk=pending.pk), space.statuses.get(pk=story.overdue.pk)
    why = r"^COL-1 needs a responsible person and a due date before it enters Pending Approval\.$"
    with pytest.raises(GateClosed, match=why):
        card.move(pending, by=story.by_marco)
    card.assign(story.marco, by=story.by_marco)
    with pytest.raises(GateClosed, match=r"^COL-1 needs a due date"):
        card.move(pending, by=story.by_marco)
    card.date("due", date(2031, 5, 2), by=story.by_marco)
    card.move(pending, by=story.by_marco)
    old.retitle("Still where it was", by=story.by_marco)
    assert (card.status, Card.objects.get(pk=old.pk).status) == (pending, overdue)
    with pytest.raises(Refused, match="Make it in another status"):
        Card.create(space, "New", status=pending, by=story.by_lena)
    assert_flow_replayed()


@gates
def test_a_gate_asks_for_a_document(story: Story) -> None:
    story.space.gate_status(story.overdue, ["document"], by=story.by_lena)
    overdue = story.space.statuses.get(pk=story.overdue.pk)
    with pytest.raises(GateClosed, match=r"^COL-1 needs a document before it enters Overdue\.$"):
        story.card.move(overdue, by=story.by_marco)
    story.card.link_document("https://example.com/order.pdf", "Order", by=story.by_marco)
    story.card.move(overdue, by=story.by_marco)


@gates
def test_a_gate_asks_for_fields_and_forgets_those_that_are_gone(story: Story) -> None:
    field = story.space.add_field("Reason", "text", by=story.by_lena)
    story.space.gate_status(story.disputed, [f"field:{field.pk}", "checklists"], by=story.by_lena)
    disputed = story.space.statuses.get(pk=story.disputed.pk)
    with pytest.raises(GateClosed, match=r"^COL-1 needs Reason before it enters Disputed\.$"):
        story.card.move(disputed, by=story.by_marco)
    steps = story.card.add_checklist("Steps", by=story.by_marco)
    [item] = story.card.add_items(steps, "Call", by=story.by_marco)
    story.card.fill(field, "Wrong price", by=story.by_marco)
    with pytest.raises(GateClosed, match=r"needs all items of its checklists done"):
        story.card.move(disputed, by=story.by_marco)
    story.card.check_off(item, by=story.by_marco)
    story.card.move(disputed, by=story.by_marco)
    field.refresh_from_db()
    story.space.archive_field(field, by=story.by_lena)
    story.cards[1].move(disputed, by=story.by_marco)
    with pytest.raises(Invalid, match="cannot ask for 'field:0'"):
        story.space.gate_status(disputed, ["field:0"], by=story.by_lena)


@flow
def test_cards_go_only_where_the_matrix_lets_them(story: Story) -> None:
    space = story.space
    space.rule_transition(story.open, story.paid, "none", by=story.by_lena)
    space.rule_transition(story.overdue, story.paid, "owner", by=story.by_lena)
    paid = space.statuses.get(pk=story.paid.pk)
    why = r"^Cards do not go from Open to Paid\. From there they go to Overdue or Disputed\.$"
    with pytest.raises(Refused, match=why):
        story.card.move(paid, by=story.by_lena)
    with pytest.raises(Refused, match=why):
        story.card.complete(by=story.by_marco)
    story.card.move(story.overdue, by=story.by_marco)
    with pytest.raises(Refused, match=r"^Only an owner of the space moves cards from Overdue to Paid"):
        story.card.move(paid, by=story.by_marco)
    story.card.move(paid, by=story.by_lena)
    space.rule_transition(story.open, story.paid, "all", by=story.by_lena)
    story.cards[1].move(space.statuses.get(pk=paid.pk), by=story.by_marco)
    count = Event.objects.count()
    space.rule_transition(story.open, story.paid, "all", by=story.by_lena)
    assert Event.objects.count() == count
    assert_flow_replayed()


@flow
def test_only_the_people_of_a_group_move_cards_there(story: Story) -> None:
    credit, elsewhere = Group.objects.create(name="Credit"), Group.objects.create(name="Elsewhere")
    story.space.workspace.add_member(credit, "member", by=story.by_lena)
    with pytest.raises(Invalid, match="Elsewhere has no role here"):
        story.space.rule_transition(story.open, story.paid, "group", group=elsewhere, by=story.by_lena)
    with pytest.raises(NotAllowed):
        story.space.rule_transition(story.open, story.paid, "group", group=elsewhere, by=story.by_marco)
    with pytest.raises(Invalid, match="Choose which group"):
        story.space.rule_transition(story.open, story.paid, "group", by=story.by_lena)
    story.space.rule_transition(story.open, story.paid, "group", group=credit, by=story.by_lena)
    paid = story.space.statuses.get(pk=story.paid.pk)
    with pytest.raises(Refused, match=r"^Only somebody of Credit moves cards from Open to Paid"):
        story.card.move(paid, by=story.by_marco)
    credit.add_person(story.marco, by=story.by_ada)
    story.card.move(paid, by=story.by_marco)
    assert_flow_replayed()


@gates
def test_a_definition_of_done_comes_with_the_status_and_is_done_before_it_is_left(story: Story) -> None:
    space = story.space
    story.cards[1].move(story.overdue, by=story.by_marco)
    space.define_done(story.overdue, ["Customer  called", "", "Promise noted"], by=story.by_lena)
    overdue = space.statuses.get(pk=story.overdue.pk)
    moved = story.card.move(overdue, by=story.by_marco)
    [carried] = story.card.checklists.all()
    added = Event.objects.get(type="card.checklist_added")
    assert moved is not None
    assert (carried.name, added.cause, added.change) == ("Done in Overdue", moved.uid, moved.change)
    why = r"^COL-1 is not done in Overdue: “Customer called” and “Promise noted” still open\.$"
    with pytest.raises(GateClosed, match=why):
        story.card.move(story.disputed, by=story.by_marco)
    story.card.move(story.open, by=story.by_marco)
    story.card.move(overdue, by=story.by_marco)
    assert story.card.checklists.count() == 1
    for item in story.card.items.all():
        story.card.check_off(item, by=story.by_marco)
    story.card.move(story.disputed, by=story.by_marco)
    story.cards[1].move(story.disputed, by=story.by_marco)  # it came before there was a definition
    with pytest.raises(Refused, match="is the definition of done of a status"):
        story.card.remove_checklist(carried, by=story.by_marco)
    with pytest.raises(Refused, match="is the definition of done of a status"):
        story.card.remove_item(carried.items.all()[0], by=story.by_marco)
    assert_flow_replayed()


@gates
def test_what_is_taken_back_and_what_other_systems_say_is_let_through(story: Story) -> None:
    moved = story.card.move(story.overdue, by=story.by_marco)
    assert moved is not None
    story.space.gate_status(story.open, ["due"], by=story.by_lena)
    story.space.rule_transition(story.overdue, story.open, "none", by=story.by_lena)
    story.space.gate_status(story.paid, ["due"], by=story.by_lena)
    take_back(Card.objects.get(pk=story.card.pk), moved, by=story.by_marco)
    paid = story.space.statuses.get(pk=story.paid.pk)
    Card.objects.get(pk=story.card.pk).move(paid, by=story.marco.acting("import"))


@flow
def test_rules_of_a_removed_status_do_no_harm(story: Story) -> None:
    from cashboard.work.cards.flowing import remove_status

    story.space.rule_transition(story.disputed, story.paid, "none", by=story.by_lena)
    remove_status(story.space, story.disputed, by=story.by_lena)
    assert Event.objects.filter(type=StatusRemoved.name).exists()
    story.card.move(story.space.statuses.get(pk=story.paid.pk), by=story.by_marco)
    assert_flow_replayed()


def test_a_space_without_rules_asks_nothing_more(story: Story) -> None:
    def queries(to: Status) -> int:
        with CaptureQueriesContext(connection) as asked:
            story.card.move(to, by=story.by_marco)
        return len(asked)

    story.card.move(story.overdue, by=story.by_marco)
    plain = queries(story.disputed)
    story.space.rule_transition(story.paid, story.overdue, "none", by=story.by_lena)
    assert queries(story.space.statuses.get(pk=story.overdue.pk)) == plain
