"""Every route, called by everybody, with an id of one's own, of a stranger and of nothing."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.db import transaction

from cashboard.activity.actors import Actor
from cashboard.api import urls
from cashboard.api.routing import ROUTES, Route
from cashboard.people.models import Token
from cashboard.work.blockers.models import Blocker
from cashboard.work.spaces.models import Space, Workspace
from tests.api.conftest import Caller, caller
from tests.api.world import Things, things_in, things_of
from tests.story import Story

pytestmark = pytest.mark.requirement("R3", "R4", "R105")

MISSING = 10**15
assert urls.urlpatterns  # the routes are known

OWNERS_ONLY = {
    "workspaces/{id}/name",
    "workspaces/{id}/archive",
    "workspaces/{id}/colour",
    "spaces/{id}/colour",
    "spaces/{id}/archive",
    "workspaces/{id}/members/{person}",
    "cards/{id}/purge",
    "spaces/{id}/name",
    "spaces/{id}/order-of-work",
    "documents/{id}",
    "spaces/{id}/statuses",
    "spaces/{id}/members/{person}",
    "spaces/{id}/fields",
    *(f"spaces/{{id}}/fields/{{field}}/{verb}" for verb in ("name", "help", "formula", "front", "place")),
    *(f"spaces/{{id}}/fields/{{field}}/{verb}" for verb in ("archive", "options")),
    *(f"spaces/{{id}}/options/{{option}}/{verb}" for verb in ("name", "colour", "place", "retirement")),
    "spaces/{id}/statuses/{status}/name",
    "spaces/{id}/statuses/{status}/kind",
    "spaces/{id}/statuses/{status}/limit",
    "spaces/{id}/statuses/{status}/position",
    "spaces/{id}/statuses/{status}/removal",
    "spaces/{id}/statuses/{status}/transition",
    "spaces/{id}/statuses/{status}/gate",
    "spaces/{id}/statuses/{status}/definition",
    "spaces/{id}/beginning",
    "spaces/{id}/condition",
    "spaces/{id}/blockers/{blocker}",
    "blockers",
    "blockers/{id}/words",
    "blockers/{id}/retirement",
}
ANYBODY = {"POST workspaces", "DELETE tokens/{id}"}  # a workspace or a token of one's own

MADE_IN_A_PLACE = {"cards", "comments", "customers", "folders", "invoices", "spaces"}


def bodies(things: Things, story: Story) -> dict[str, dict[str, Any]]:
    """A body that changes something, for each path that takes one."""
    day = "2026-11-20"
    money = {"amount": "99.00", "currency": "EUR"}
    return {
        "cards": {"space": things.space, "title": "New"},
        "cards/{id}/moves": {"status": things.status},
        "cards/{id}/assignment": {"person": story.marco.pk},
        "cards/{id}/dates": {"due_on": day},
        "cards/{id}/shifts": {"days": 3},
        "cards/{id}/title": {"title": "Other"},
        "cards/{id}/description": {"description": "Other"},
        "cards/{id}/labels": {"name": "Urgent"},
        "cards/{id}/coworkers": {"person": story.lena.pk},
        "cards/{id}/checklists": {"name": "After the call"},
        "cards/{id}/checklists/{checklist}/name": {"name": "Steps"},
        "cards/{id}/checklists/{checklist}/items": {"text": "One\nTwo"},
        "cards/{id}/items/{item}": {"done": True},
        "cards/{id}/links": {"url": "https://example.com/contract"},
        "cards/{id}/document-groups": {"name": "Letters"},
        "cards/{id}/document-groups/{group}/name": {"name": "Letters"},
        "cards/{id}/document-groups/{group}/place": {"before": None},
        "documents/{id}/name": {"name": "Other"},
        "documents/{id}/group": {"group": None},
        "cards/{id}/relations": {"tie": "child", "card": things.done_card},
        "cards/{id}/subcards": {"title": "New"},
        "cards/{id}/purge": {"key": things.trashed_key},
        "comments": {"card": things.card, "text": "Hello"},
        "comments/{id}/text": {"text": "Other"},
        "comments/{id}/reactions": {"emoji": "done"},
        "comments/{id}/idea": {"space": things.space},
        "customers": {"workspace": things.workspace, "number": "C-9"},
        "folders": {"workspace": things.workspace, "name": "New"},
        "folders/{id}/name": {"name": "Other"},
        "folders/{id}/place": {"workspace": things.workspace, "parent": things.other_folder},
        "folders/{id}/position": {"before": None},
        "invoices": {
            **{"space": things.space, "customer": things.customer, "number": "N-1", "amount": money},
            **{"issued_on": day, "due_on": day},
        },
        "invoices/{id}/settlement": {"on": "2026-11-03"},
        "invoices/{id}/corrections": {"purchase_order": "PO-1"},
        "invoices/{id}/withdrawal": {"reason": "Issued twice"},
        "spaces": {"workspace": things.workspace, "key": "NEW", "name": "New"},
        "spaces/{id}/name": {"name": "Other"},
        "spaces/{id}/place": {"workspace": things.workspace, "folder": things.folder},
        "spaces/{id}/position": {"before": None},
        "spaces/{id}/colour": {"colour": "rose"},
        "workspaces/{id}/colour": {"colour": "rose"},
        "spaces/{id}/folder": {"folder": things.folder},
        "spaces/{id}/order-of-work": {"order_of_work": "enforce"},
        "spaces/{id}/statuses": {"name": "Other", "kind": "completed"},
        "spaces/{id}/members/{person}": {"role": "visitor"},
        "spaces/{id}/fields": {"name": "Other", "kind": "text"},
        "spaces/{id}/fields/{field}/name": {"name": "Other"},
        "spaces/{id}/fields/{field}/help": {"help": "Other"},
        "spaces/{id}/fields/{field}/formula": {"formula": "amount * 3"},
        "spaces/{id}/fields/{field}/front": {"on_front": True},
        "spaces/{id}/fields/{field}/place": {"before": None},
        "spaces/{id}/fields/{field}/options": {"name": "Other"},
        "spaces/{id}/options/{option}/name": {"name": "Other"},
        "spaces/{id}/options/{option}/colour": {"colour": "rose"},
        "spaces/{id}/options/{option}/place": {"before": None},
        "cards/{id}/fields/{field}": {"options": [things.option]},
        "spaces/{id}/statuses/{status}/name": {"name": "Other"},
        "spaces/{id}/statuses/{status}/kind": {"kind": "completed"},
        "spaces/{id}/statuses/{status}/limit": {"limit": 40, "rule": "refuse"},
        "spaces/{id}/statuses/{status}/position": {"before": None},
        "spaces/{id}/statuses/{status}/removal": {"into": things.other_status},
        "spaces/{id}/statuses/{status}/transition": {"start": things.other_status, "who": "none"},
        "spaces/{id}/statuses/{status}/gate": {"needs": ["due"]},
        "spaces/{id}/statuses/{status}/definition": {"items": ["Called"]},
        "spaces/{id}/beginning": {"status": things.status},
        "spaces/{id}/condition": {"needs_responsible": True},
        "blockers": {"name": "New", "scope": "local", "space": things.space},
        "blockers/{id}/words": {"name": "Other"},
        "cards/{id}/blocks": {"blocker": things.blocker, "owner": story.marco.pk},
        "workspaces": {"name": "New"},
        "workspaces/{id}/name": {"name": "Other"},
        "workspaces/{id}/members/{person}": {"role": "visitor"},
    }


class World:
    """The story with one of each, the stranger's things, and everybody with a token."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.own = things_in(story.workspace, story.space, story.marco, story.by_lena)
        story.space.add_member(story.marco, "member", by=story.by_lena)
        self.foreign = things_of(story.nils)
        self.offered, self.taken_up = (
            Blocker.objects.add_blocker(name, scope="on_demand", by=Actor.system())
            for name in ("Strike", "Flood")
        )
        self.taken_up.take_up(story.space, by=story.by_lena)
        people = {"visitor": story.vera, "member": story.marco, "owner": story.lena, "stranger": story.nils}
        self.callers = {name: caller(person) for name, person in people.items()}
        self.callers["read-only"] = caller(story.marco, "read")
        self.callers["nobody"] = Caller(None)
        self.people = people | {"read-only": story.marco}

    def path(self, route: Route, things: Things, who: str) -> str:
        """The address of a route for these things."""
        special = {
            "POST cards/{id}/reopening": things.done_card,
            "DELETE cards/{id}/archive": things.archived_card,
            "DELETE cards/{id}/blocks": things.stuck_card,
            "DELETE cards/{id}/blocks/{blocker}": things.stuck_card,
            "POST cards/{id}/recovery": things.trashed_card,
            "POST cards/{id}/purge": things.trashed_card,
            "POST invoices/{id}/reopening": things.paid_invoice,
            "DELETE documents/{id}": things.removed_document,
            "DELETE documents/{id}/removal": things.removed_document,
            "DELETE invoices/{id}/dispute": things.disputed_invoice,
        }
        by_noun = {
            f"{noun}s": getattr(things, noun) for noun in ["workspace", "folder", "space", "card", "comment"]
        }
        by_noun |= {"customers": things.customer, "invoices": things.invoice, "events": things.event}
        by_noun["documents"] = things.document
        by_noun["blockers"] = things.blocker
        by_noun["tokens"] = self.token(things, who)
        pk = special.get(f"{route.method} {route.path}", by_noun.get(route.noun))
        added = self.story.nils if route.method == "PUT" else self.story.marco
        demand = self.offered if route.method == "PUT" else self.taken_up
        blocker = demand.pk if route.noun == "spaces" else things.blocker
        names = vars(things) | {"id": pk, "person": added.pk, "blocker": blocker}
        if route.path.endswith("/formula"):
            names["field"] = things.formula
        if route.method == "DELETE" and route.noun == "spaces":
            names |= {"field": things.archived_field, "option": things.retired_option}
        return route.path.format_map(names)

    def token(self, things: Things, who: str) -> int:
        person = self.people.get(who) if things is self.own else self.story.ada
        return Token.objects.filter(person=person or self.story.ada).latest("pk").pk

    def put_away(self, route: Route, things: Things) -> None:
        """What is taken out of the archive lies in there before."""
        places: dict[str, type[Workspace | Space]] = {
            "DELETE workspaces/{id}/archive": Workspace,
            "DELETE spaces/{id}/archive": Space,
        }
        model = places.get(named(route))
        if model is not None:
            for place in model._default_manager.filter(pk=getattr(things, route.noun[:-1])):
                place.archive(by=Actor.system())

    def call(self, who: str, route: Route, things: Things) -> Any:
        """Call it, look at the answer, and take back what it did."""
        address = self.path(route, things, who)
        if address == "people":
            address += "?email=marco@example.com"
        body: Any = bodies(things, self.story).get(route.path) if route.body else None
        headers = {}
        if route.takes_file:
            address, body = f"{address}?name=Reminder.txt", b"They pay on Friday"
            headers["Content-Type"] = "application/octet-stream"
        with transaction.atomic():
            self.put_away(route, things)
            response = self.callers[who].send(route.method, address, body, **headers)
            transaction.set_rollback(True)
        if response.streaming:
            response.getvalue()  # a file is read to its end
        return response


@pytest.fixture
def world(story: Story) -> World:
    caller(story.ada)
    return World(story)


def named(route: Route) -> str:
    """A route for people."""
    return f"{route.method} {route.path}"


def expected(who: str, route: Route) -> int:
    """The status that somebody with this role gets for a thing of the story's workspace."""
    if who == "nobody":
        return 401
    if who == "read-only" and route.changes:
        return 403
    if named(route) == "POST tokens":
        return 422  # no body was sent; with one: a token makes no tokens
    if not route.changes or named(route) in ANYBODY:
        return route.status
    if named(route) == "POST comments/{id}/text":
        return route.status if who == "member" else 403
    if named(route) == "DELETE comments/{id}":
        return route.status if who in ("member", "owner") else 403
    allowed = who == "owner" or (who == "member" and route.path not in OWNERS_ONLY)
    return route.status if allowed else 403


def routes() -> list[Route]:
    return [each for each in ROUTES if not each.is_public]


@pytest.mark.parametrize("who", ["nobody", "visitor", "member", "owner", "read-only"])
def test_own_things_answer_by_role(world, who):
    answers = {
        f"{each.method} {each.path}": world.call(who, each, world.own).status_code for each in routes()
    }
    assert answers == {f"{each.method} {each.path}": expected(who, each) for each in routes()}


def names_a_thing(route: Route, world: World) -> bool:
    """Whether the call names something of a workspace, in its path or in its body."""
    return "{id}" in route.path or route.path in {
        "cards",
        "comments",
        "customers",
        "folders",
        "invoices",
        "spaces",
        "blockers",
    }


@pytest.mark.parametrize("who", ["visitor", "member", "owner"])
def test_foreign_and_missing_things_answer_alike(world, who):
    nothing: dict[str, Any] = dict.fromkeys(Things.__dataclass_fields__, MISSING)
    missing = Things(**nothing | {"event": UUID(int=7 << 76), "trashed_key": "NONE-1"})
    for each in routes():
        if not names_a_thing(each, world) or (each.method == "GET" and "{id}" not in each.path):
            continue
        foreign = world.call(who, each, world.foreign)
        absent = world.call(who, each, missing)
        told = (foreign.status_code, foreign.content, sorted(foreign.headers.items()))
        assert told == (absent.status_code, absent.content, sorted(absent.headers.items())), each.path
        assert foreign.status_code == 404, each.path


def test_a_stranger_gets_404_for_the_things_of_others(world):
    for each in routes():
        if "{id}" in each.path and each.noun != "tokens":
            assert world.call("stranger", each, world.own).status_code == 404, each.path


def test_lists_hold_nothing_of_others(world):
    for each in routes():
        if each.method == "GET" and "{" not in each.path and each.path not in {"me", "people"}:
            shown = world.callers["stranger"].get(f"{each.path}?limit=200").content.decode()
            assert "Order to Cash" not in shown, each.path
            assert "COL" not in shown, each.path
            assert "Marco" not in shown, each.path
            shown = world.callers["owner"].get(f"{each.path}?limit=200").content.decode()
            assert "Secret" not in shown, each.path


FILTERS = """cards?space={0.space} cards?status={0.status} cards?party={0.customer} cards?key=SEC-1
    cards?archived=true&space={0.space} events?space={0.space} events?card={0.card} comments?card={0.card}
    spaces?workspace={0.workspace} spaces?key=SEC folders?workspace={0.workspace}
    customers?workspace={0.workspace} invoices?space={0.space} invoices?customer={0.customer}"""


def test_filters_find_nothing_of_others(world):
    for address in FILTERS.format(world.foreign).split():
        shown = world.callers["owner"].get(address)
        assert (shown.status_code, shown.json()) == (200, {"items": [], "next": None}), address
        assert world.callers["stranger"].get(address).json()["items"], address


def test_a_demoted_member_is_refused_at_once(world):
    member, owner = world.callers["member"], world.callers["owner"]
    story, card = world.story, world.own.card
    assert member.post(f"cards/{card}/title", {"title": "One"}).status_code == 200
    for place in (f"workspaces/{world.own.workspace}", f"spaces/{world.own.space}"):
        assert owner.put(f"{place}/members/{story.marco.pk}", {"role": "visitor"}).status_code == 204
    refused = member.post(f"cards/{card}/title", {"title": "Two"})
    assert refused.status_code == 403
    assert "visitor" in refused.json()["detail"]
    for place in (f"workspaces/{world.own.workspace}", f"spaces/{world.own.space}"):
        assert owner.delete(f"{place}/members/{story.marco.pk}").status_code == 204
    assert member.get(f"cards/{card}").status_code == 404
    assert member.get("cards").json()["items"] == []


def test_a_body_cannot_reach_into_another_space(world):
    owner, own, foreign = world.callers["owner"], world.own, world.foreign
    theirs = {"folder": foreign.folder}
    attempts = [
        (f"cards/{own.card}/moves", {"status": foreign.status}, "status"),
        (f"cards/{own.card}/moves", {"status": own.status, "before": foreign.card}, "before"),
        ("cards", {"space": own.space, "title": "x", "status": foreign.status}, "status"),
        (f"spaces/{own.space}/folder", theirs, "folder"),
        ("folders", {"workspace": own.workspace, "name": "x", "parent": foreign.folder}, "parent"),
        (
            "spaces",
            {"workspace": own.workspace, "key": "AB", "name": "x", "folder": foreign.folder},
            "folder",
        ),
    ]
    for address, body, field in attempts:
        refused = owner.post(address, body)
        assert refused.status_code == 404, address
        assert refused.json()["errors"][0]["field"] == field
    assert owner.delete(f"cards/{own.card}/labels/{foreign.label}").status_code == 404
