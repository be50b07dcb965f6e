"""An owner says whether the order of work is a hint or a rule."""

from __future__ import annotations

import pytest

from cashboard.activity.models import Event, Head
from cashboard.activity.refusals import Invalid, NotAllowed
from tests.story import Story

pytestmark = pytest.mark.requirement("R21")


def test_an_owner_changes_it_and_once_is_enough(story: Story) -> None:
    assert story.space.order_of_work == "warn"
    for _ in range(2):
        story.space.order_work("enforce", by=story.by_lena)
    told = Event.objects.filter(type="space.order_set")
    assert [each.typed.say() for each in told] == ["changed the order of work from warn to enforce"]
    story.space.refresh_from_db()
    assert story.space.order_of_work == "enforce"


def test_nobody_else_does(story: Story) -> None:
    before = Head.objects.get().seq
    with pytest.raises(NotAllowed):
        story.space.order_work("enforce", by=story.by_marco)
    with pytest.raises(Invalid, match=r"Choose one of: warn, enforce\.$"):
        story.space.order_work("forbid", by=story.by_lena)
    assert Head.objects.get().seq == before
