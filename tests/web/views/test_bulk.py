"""Many cards at once: the preview, one change id, what could not be done, one undo."""

from __future__ import annotations

import re
from typing import Any

import pytest

from cashboard.activity.guards import GUARDS
from cashboard.activity.models import Event, Head
from cashboard.activity.refusals import Refused
from cashboard.web.views import bulk
from cashboard.work.cards import bulk as domain
from cashboard.work.cards.models import Card
from tests.replaying import assert_replayed
from tests.story import Story
from tests.web.conftest import Browser
from tests.web.test_queries import crowd
from tests.web.world import make_world


def fields_of(html: str) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', html))


def ids(cards: list[Card]) -> str:
    return ",".join(str(card.pk) for card in cards)


def change(browser: Browser, **fields: Any) -> str:
    """Look at the preview, then do it: what the page says then."""
    seen = browser.act("/spaces/COL/bulk/preview/", fields)
    assert (seen.status_code, seen.headers["HX-Trigger-After-Swap"]) == (200, "many-open")
    done = browser.act("/spaces/COL/bulk/", fields_of(seen.content.decode()))
    assert done.status_code == 200
    return str(done.content.decode())


def undo(browser: Browser, said: str) -> str:
    return str(browser.act("/spaces/COL/bulk/undo/", fields_of(said)).content.decode())


def test_the_preview_counts_and_changes_nothing(story: Story, marco: Browser) -> None:
    story.card.move(story.overdue, by=story.by_lena)
    before = Head.objects.get().seq
    asked = {"action": "move", "status": story.overdue.pk, "cards": ids(story.cards)}
    html = marco.act("/spaces/COL/bulk/preview/", asked).content.decode()
    assert "2 cards will move to Overdue" in html
    assert "1 is so already" in html
    assert Head.objects.get().seq == before


ACTIONS: dict[str, tuple[dict[str, Any], str]] = {
    "assign": ({}, "given to Marco Rossi"),
    "due": ({"on": "2026-12-24"}, "made due on 24 Dec 2026"),
    "label": ({"name": "Urgent"}, "labelled Urgent"),
    "complete": ({}, "completed"),
    "archive": ({}, "archived"),
    "move": ({}, "moved to Overdue"),
}


@pytest.mark.parametrize("action", ACTIONS)
def test_each_action_and_its_one_undo(story: Story, marco: Browser, action: str) -> None:
    fields, done = ACTIONS[action]
    fields = fields | {"person": story.marco.pk, "status": story.overdue.pk}
    before = [card.state() for card in story.cards]
    seq = Head.objects.get().seq
    said = change(marco, action=action, cards=ids(story.cards), **fields)
    assert f"3 cards were {done}" in said
    events = Event.objects.filter(seq__gt=seq)
    assert (len(events), len({event.change for event in events})) == (3, 1)
    assert_replayed()
    told = undo(marco, said)
    assert "3 cards were put back" in told
    assert [Card.objects.get(pk=card.pk).state() for card in story.cards] == before
    assert {event.cause for event in Event.objects.filter(seq__gt=seq + 3)} == {event.uid for event in events}
    assert_replayed()


def test_all_that_match_a_filter(story: Story, marco: Browser) -> None:
    said = change(marco, action="complete", all="?q=Nordwind&sort=-key")
    assert "2 cards were completed" in said
    assert {card.key for card in Card.objects.filter(status=story.paid)} == {"COL-1", "COL-2"}


@pytest.mark.requirement("R3")
def test_a_foreign_card_is_ignored_without_a_trace(story: Story, marco: Browser) -> None:
    world = make_world(story)
    before = Head.objects.get().seq
    answers = []
    for foreign in (world.secret.card_id, world.hidden.card_id, 10**15):
        asked = {"action": "archive", "cards": f"{foreign},{story.card.pk}"}
        html = marco.act("/spaces/COL/bulk/preview/", asked).content.decode()
        assert "1 card will be archived" in html
        answers.append(re.sub(r'name="job" value="[^"]*"|value="[^"]*" ?>|csrf\S*', "", html))
        forced = fields_of(html) | {"cards": str(foreign)}
        said = marco.act("/spaces/COL/bulk/", forced).content.decode()
        assert "0 cards were archived" in said
        assert "Hush" not in said + html
    assert len(set(answers)) == 1
    assert Head.objects.get().seq == before


def test_what_could_not_be_done_is_listed_with_its_reason(
    story: Story, marco: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(instance: Any, event: Any, actor: Any) -> None:
        if getattr(instance, "key", "") == "COL-2":
            raise Refused("COL-2 waits for an approval.")

    monkeypatch.setattr("cashboard.activity.guards.GUARDS", [*GUARDS, refuse])
    said = change(marco, action="complete", cards=ids(story.cards))
    assert "2 cards were completed" in said
    assert "COL-2 waits for an approval." in said
    assert {card.key for card in Card.objects.filter(status=story.paid)} == {"COL-1", "COL-3"}
    monkeypatch.undo()
    assert "2 cards were put back" in undo(marco, said)


def test_what_somebody_changed_since_stays_when_the_rest_is_put_back(story: Story, marco: Browser) -> None:
    said = change(marco, action="due", on="2026-12-24", cards=ids(story.cards))
    story.card.date("due", None, by=story.by_lena)
    told = undo(marco, said)
    assert "2 cards were put back" in told
    assert "The due date of COL-1 was changed again since" in told


def test_a_long_change_goes_on_with_the_next_request(
    story: Story, marco: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "AT_A_TIME", -1)
    monkeypatch.setattr(domain, "AT_ONCE", 2)
    said = change(marco, action="archive", cards=ids(story.cards))
    assert '<progress class="bulk-progress" max="3" value="2"' in said
    said = marco.act("/spaces/COL/bulk/", fields_of(said)).content.decode()
    assert "3 cards were archived" in said
    assert len({event.change for event in Event.objects.filter(type="card.archived")}) == 1
    told = undo(marco, said)
    assert 'max="3" value="2"' in told
    told = marco.act("/spaces/COL/bulk/undo/", fields_of(told)).content.decode()
    assert "3 cards were put back" in told


def test_too_many_are_refused_with_the_number(
    story: Story, marco: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(domain, "MOST", 20)
    crowd(story, story.open, 20)
    answer = marco.act("/spaces/COL/bulk/preview/", {"action": "archive", "all": "?"})
    assert (answer.status_code, answer.content.decode()) == (
        422,
        "These are 23 cards; at most 20 change at once. Narrow the filter.",
    )


@pytest.mark.parametrize(
    "fields",
    [
        {"action": "explode"},
        {"action": "archive"},
        {"action": "due", "on": "soon"},
        {"action": "label", "name": " "},
        {"action": "move", "status": "7"},
        {"action": "assign", "person": str(10**15)},
    ],
    ids=str,
)
def test_bad_input_is_told(story: Story, marco: Browser, fields: dict[str, str]) -> None:
    fields = {"cards": "" if fields == {"action": "archive"} else str(story.card.pk)} | fields
    answer = marco.act("/spaces/COL/bulk/preview/", fields)
    assert answer.status_code in {404, 422}
    assert answer.content.decode().endswith(".")


def test_nobody_goes_on_with_the_change_of_somebody_else(story: Story, marco: Browser, lena: Browser) -> None:
    html = marco.act("/spaces/COL/bulk/preview/", {"action": "archive", "cards": ids(story.cards)})
    fields = fields_of(html.content.decode())
    assert lena.act("/spaces/COL/bulk/", fields).status_code == 422
    assert lena.act("/spaces/COL/bulk/", fields | {"job": "forged"}).status_code == 422
    assert lena.act("/spaces/COL/bulk/undo/", fields).status_code == 422
    assert not Card.objects.exclude(archived_at=None).exists()
