"""Owners define the fields of a space; the log tells of all of it."""

from __future__ import annotations

from typing import Any

import pytest

from cashboard.activity.models import Event, Head
from cashboard.activity.refusals import Invalid, NotAllowed
from cashboard.work.fields.formulas.tokens import FormulaError
from cashboard.work.fields.models import Field
from cashboard.work.spaces.fielding import MOST_FIELDS
from tests.story import Story

pytestmark = pytest.mark.requirement("R10", "R11")


def add(story: Story, name: str, kind: str = "text", **more: Any) -> Field:
    return story.space.add_field(name, kind, by=story.by_lena, **more)


def said() -> str:
    """The last sentence of the log."""
    return Event.objects.latest("seq").typed.say()


def test_a_field_is_added_at_the_end_with_its_options_in_the_colours_in_turn(story: Story) -> None:
    add(story, "Reason")
    field = add(story, " Priority ", "select", options=["High", "Low", " "], help="How soon?", on_front=True)
    assert said() == "added the field Priority (select)"
    assert [each.name for each in story.space.fields.all()] == ["Reason", "Priority"]
    assert [(one.name, one.colour) for one in field.options.all()] == [("High", "blue"), ("Low", "violet")]
    assert (field.help, field.on_front) == ("How soon?", True)


@pytest.mark.parametrize(
    ("name", "kind", "more", "sentence"),
    [
        (" ", "text", {}, r"^Give the field a name\.$"),
        ("reason", "text", {}, "There is a field Reason already"),
        ("Other", "colour", {}, "There is no kind 'colour'. Choose one of: text, number"),
        ("Other", "select", {"options": ["A", "a"]}, "The option a is there twice"),
        ("Other", "select", {"options": [str(number) for number in range(101)]}, "at most 100 options"),
        ("Other", "text", {"help": "x" * 301}, "at most 300 characters; this one has 301"),
        ("Other", "formula", {}, "Write a formula"),
        ("Other", "formula", {"formula": "Reason + 1"}, r"“\+” does not work on a text and a number"),
    ],
)
def test_what_cannot_be_a_field_is_refused(
    story: Story, name: str, kind: str, more: Any, sentence: str
) -> None:
    add(story, "Reason")
    before = Head.objects.get().seq
    with pytest.raises(Invalid, match=sentence):
        add(story, name, kind, **more)
    assert (story.space.fields.count(), Head.objects.get().seq) == (1, before)


def test_only_so_many_fields(story: Story) -> None:
    for number in range(MOST_FIELDS):
        add(story, f"Field {number}")
    with pytest.raises(Invalid, match=r"at most 50 fields"):
        add(story, "One more")


def test_it_is_renamed_explained_shown_archived_and_brought_back(story: Story) -> None:
    field, space, by = add(story, "Reason"), story.space, story.by_lena
    space.rename_field(field, "Dispute reason", by=by)
    assert said() == "renamed the field Reason to Dispute reason"
    space.explain_field(field, "What the customer says", by=by)
    assert said() == "changed the help of the field Dispute reason"
    space.show_field(field, by=by)
    assert said() == "showed the field Dispute reason on the front of cards"
    space.show_field(field, on_front=False, by=by)
    assert said() == "took the field Dispute reason off the front of cards"
    space.archive_field(field, by=by)
    assert said() == "archived the field Dispute reason"
    space.restore_field(field, by=by)
    assert said() == "brought the field Dispute reason back"


def test_twice_records_nothing(story: Story) -> None:
    field, space, by = add(story, "Priority", "select", options=["High", "Low"]), story.space, story.by_lena
    high = field.options.all()[0]
    before = Head.objects.get().seq
    space.rename_field(field, " Priority", by=by)
    space.explain_field(field, "", by=by)
    space.show_field(field, on_front=False, by=by)
    space.restore_field(field, by=by)
    space.move_field(field, None, by=by)
    space.move_field(field, field, by=by)
    space.rename_option(high, "High", by=by)
    space.colour_option(high, "blue", by=by)
    space.restore_option(high, by=by)
    space.move_option(high, field.options.all()[1], by=by)
    assert Head.objects.get().seq == before


def test_fields_are_put_into_another_order(story: Story) -> None:
    one, two, three = (add(story, name) for name in ("One", "Two", "Three"))
    story.space.move_field(three, one, by=story.by_lena)
    assert said() == "changed the place of the field Three"
    story.space.move_field(one, None, by=story.by_lena)
    assert [each.name for each in story.space.fields.all()] == ["Three", "Two", "One"]
    story.space.move_field(two, three, by=story.by_lena)
    assert [each.name for each in story.space.fields.all()] == ["Two", "Three", "One"]


def test_options_are_added_renamed_coloured_ordered_and_retired(story: Story) -> None:
    field, space, by = add(story, "Priority", "select", options=["High", "Low"]), story.space, story.by_lena
    high, low = field.options.all()
    none = space.add_option(field, "None", by=by)
    assert (said(), none.colour) == ("added the option None to the field Priority", "teal")
    space.rename_option(high, "Urgent", by=by)
    assert said() == "renamed the option High of the field Priority to Urgent"
    space.colour_option(high, "rose", by=by)
    assert said() == "changed the colour of the option Urgent from blue to rose"
    space.move_option(none, high, by=by)
    assert said() == "changed the place of the option None of the field Priority"
    assert [one.name for one in field.options.all()] == ["None", "Urgent", "Low"]
    space.retire_option(low, by=by)
    assert said() == "retired the option Low of the field Priority"
    assert [one.name for one in Field.objects.get().current_options] == ["None", "Urgent"]
    space.restore_option(low, by=by)
    assert said() == "brought the option Low of the field Priority back"


def test_bad_options_are_refused(story: Story) -> None:
    field, space, by = add(story, "Priority", "select", options=["High", "Low"]), story.space, story.by_lena
    text, high = add(story, "Reason"), field.options.all()[0]
    for sentence, verb in [
        ("Priority has an option Low already", lambda: space.rename_option(high, "low", by=by)),
        ("Choose one of the colours", lambda: space.colour_option(high, "puce", by=by)),
        ("Reason has no options", lambda: space.add_option(text, "High", by=by)),
        ("Give the option a name", lambda: space.add_option(field, " ", by=by)),
    ]:
        with pytest.raises(Invalid, match=sentence):
            verb()


def test_the_fields_of_another_space_are_refused(story: Story) -> None:
    other = story.workspace.add_space("ORD", "Orders", by=story.by_lena)
    foreign = other.add_field("Priority", "select", by=story.by_lena, options=["High"])
    own = add(story, "Priority", "select", options=["High"])
    with pytest.raises(Invalid, match=r"That field belongs to another space"):
        story.space.rename_field(foreign, "Ours", by=story.by_lena)
    with pytest.raises(Invalid, match=r"That field belongs to another space"):
        story.space.move_field(own, foreign, by=story.by_lena)
    with pytest.raises(Invalid, match=r"That option belongs to another space"):
        story.space.rename_option(foreign.options.get(), "Ours", by=story.by_lena)
    with pytest.raises(Invalid, match=r"That option belongs to another field"):
        story.space.move_option(own.options.get(), foreign.options.get(), by=story.by_lena)


def test_only_owners_define_fields(story: Story) -> None:
    field, by = add(story, "Priority", "select", options=["High"]), story.by_marco
    for verb in (
        lambda: story.space.add_field("Mine", "text", by=by),
        lambda: story.space.rename_field(field, "Mine", by=by),
        lambda: story.space.archive_field(field, by=by),
        lambda: story.space.retire_option(field.options.get(), by=by),
    ):
        with pytest.raises(NotAllowed, match=r"needs the role owner"):
            verb()


def test_a_formula_goes_on_when_a_field_that_it_reads_is_renamed(story: Story) -> None:
    rate, by = add(story, "Rate", "number"), story.by_lena
    field = add(story, "Fee", "formula", formula="amount * Rate")
    assert field.formula == f"amount * [#{rate.pk}]"
    story.space.rename_field(rate, "Share", by=by)
    story.space.reckon_field(field, "amount * [Share] / 100", by=by)
    assert said() == "changed the formula of the field Fee"
    before = Head.objects.get().seq
    story.space.reckon_field(field, f"amount * [#{rate.pk}] / 100", by=by)
    assert Head.objects.get().seq == before
    with pytest.raises(Invalid, match=r"^Share is no formula\.$"):
        story.space.reckon_field(rate, "1", by=by)


def test_no_formula_is_worked_out_of_itself(story: Story) -> None:
    one = add(story, "One", "formula", formula="amount * 2")
    two = add(story, "Two", "formula", formula="One + 1")
    three = add(story, "Three", "formula", formula="Two + One")
    for source, field in [("One", one), ("1 + Three", one), ("Three", two)]:
        with pytest.raises(FormulaError, match=f"{field.name} would be worked out of itself"):
            story.space.reckon_field(field, source, by=story.by_lena)
    assert three.name == "Three"


def test_a_field_that_a_formula_reads_is_held_by_it(story: Story) -> None:
    space, by = story.space, story.by_lena
    rate = add(story, "Rate", "number")
    fee = add(story, "Fee", "formula", formula="amount * Rate")
    late = add(story, "Fee twice", "formula", formula="Fee * 2")
    with pytest.raises(Invalid, match=r"^Fee works with Rate\. Change that formula first\.$"):
        space.archive_field(rate, by=by)
    with pytest.raises(Invalid, match=r"Fee twice works with Fee and could not go on"):
        space.reckon_field(fee, "due", by=by)
    space.archive_field(late, by=by)
    space.archive_field(fee, by=by)
    space.archive_field(rate, by=by)
    with pytest.raises(FormulaError, match=r"There is no field \[Fee\] here"):
        space.restore_field(late, by=by)
    with pytest.raises(FormulaError, match=r"There is no field \[Rate\] here"):
        space.restore_field(fee, by=by)
    for field in (rate, fee, late):
        space.restore_field(field, by=by)


def test_a_formula_reads_no_multi_select(story: Story) -> None:
    add(story, "Tags", "multi_select", options=["A"])
    with pytest.raises(FormulaError, match=r"A formula cannot read this field\. \(character 7 of"):
        add(story, "Bad", "formula", formula="empty(Tags)")


def test_an_archived_name_is_free_until_the_field_comes_back(story: Story) -> None:
    old = add(story, "Reason")
    story.space.archive_field(old, by=story.by_lena)
    add(story, "Reason")
    with pytest.raises(Invalid, match=r"There is a field Reason already"):
        story.space.restore_field(old, by=story.by_lena)
