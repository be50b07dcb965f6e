"""Saved views: personal ones concern nobody else, shared ones belong to the owners."""

from __future__ import annotations

from typing import Any

import pytest

from cashboard.activity.models import Event, Head
from cashboard.activity.refusals import Invalid, NotAllowed
from cashboard.people.models import Person
from cashboard.work.spaces import saved_views
from cashboard.work.spaces.saved_views import SavedView
from tests.story import Story


def save(story: Story, owner: Person | None, name: str = "Late", query: str = "overdue=1") -> SavedView:
    by = (owner or story.lena).acting("web")
    return SavedView.save_view(story.space, name, page="table", query=query, owner=owner, by=by)


def replayed(view: int) -> dict[str, Any]:
    state: dict[str, Any] = {}
    for event in Event.objects.about("view", view).order_by("seq"):
        event.typed.apply(state)
    return state


@pytest.mark.parametrize("is_shared", [True, False])
def test_the_log_rebuilds_it(story: Story, is_shared: bool) -> None:
    view = save(story, None if is_shared else story.lena)
    pk = view.pk
    for act in (
        lambda: view.show("q=Nordwind&sort=-due", by=story.by_lena),
        lambda: view.rename("Nordwind", by=story.by_lena),
    ):
        act()
        assert replayed(pk) == SavedView.objects.get(pk=pk).state()
    before = Head.objects.get().seq
    view.show("q=Nordwind&sort=-due", by=story.by_lena)
    view.rename(" Nordwind ", by=story.by_lena)
    assert Head.objects.get().seq == before, "twice records nothing"
    view.remove(by=story.by_lena)
    assert replayed(pk) == {}
    assert not SavedView.objects.exists()


def test_events_of_a_personal_view_belong_to_no_place(story: Story) -> None:
    before = Head.objects.get().seq
    view = save(story, story.marco, "My secret plan", "q=Nordwind")
    view.show("q=Alpen", by=story.by_marco)
    view.rename("Another", by=story.by_marco)
    view.remove(by=story.by_marco)
    told = Event.objects.filter(seq__gt=before)
    assert len(told) == 4
    assert {(event.workspace, event.space) for event in told} == {(None, None)}


def test_who_sees_which(story: Story) -> None:
    shared, mine = save(story, None), save(story, story.marco)
    seen = {
        name: set(SavedView.objects.visible_to(getattr(story, name).acting("web")))
        for name in ("lena", "marco", "vera", "nils")
    }
    assert seen == {"lena": {shared}, "marco": {shared, mine}, "vera": {shared}, "nils": set()}
    story.workspace.remove_member(story.marco, by=story.by_lena)
    assert not SavedView.objects.visible_to(story.by_marco).exists()


def test_only_an_owner_shares_and_changes_what_is_shared(story: Story) -> None:
    with pytest.raises(NotAllowed, match=r"^Only an owner of Collections"):
        SavedView.save_view(story.space, "Ours", page="table", query="", owner=None, by=story.by_marco)
    view = save(story, None)
    acts = (
        lambda: view.show("q=x", by=story.by_marco),
        lambda: view.rename("X", by=story.by_marco),
        lambda: view.remove(by=story.by_marco),
    )
    for act in acts:
        with pytest.raises(NotAllowed):
            act()
    assert SavedView.objects.get().state() == {
        "name": "Late",
        "page": "table",
        "query": "overdue=1",
        "shared": True,
    }


def test_nobody_changes_the_view_of_somebody_else(story: Story) -> None:
    view = save(story, story.marco)
    with pytest.raises(NotAllowed):
        view.rename("Hers", by=story.by_lena)
    with pytest.raises(NotAllowed):
        SavedView.save_view(story.space, "X", page="table", query="", owner=story.marco, by=story.by_lena)


def test_a_visitor_keeps_views_of_their_own(story: Story) -> None:
    assert save(story, story.vera).owner == story.vera


def test_a_name_is_taken_once_by_the_same_people(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    view = save(story, story.marco)
    save(story, story.vera)
    save(story, None)
    with pytest.raises(Invalid, match="There is a view LATE already"):
        save(story, story.marco, "LATE")
    view.rename("late", by=story.by_marco)
    with pytest.raises(Invalid, match=r"^Give the view a name\.$"):
        save(story, story.marco, " ")
    with pytest.raises(Invalid, match="too long"):
        view.show("x" * 2_001, by=story.by_marco)
    monkeypatch.setattr(saved_views, "MOST", 1)
    with pytest.raises(Invalid, match="There are 1 views"):
        save(story, story.marco, "Another")
