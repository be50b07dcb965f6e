"""Every address, called by everybody, for one's own things, a stranger's and for nothing."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction

from cashboard.activity.models import Head
from cashboard.web.urls import urlpatterns
from cashboard.work.cards.models import Card
from tests.story import Story
from tests.web.conftest import Browser
from tests.web.kept import forget
from tests.web.routes import ROUTES, Route
from tests.web.world import NOTHING, Things, World, make_world

pytestmark = pytest.mark.requirement("R3", "R4")

RANKS = {"visitor": 0, "member": 1, "owner": 2}
INSIDE = tuple(RANKS)
OUTSIDE = ("stranger", "owner elsewhere")
OF_WORKSPACE = {"workspace", "folder", "inner_folder"}
HUSHED = ("Hush", "hush", "HUSH", "987,654", "987654", "Sigrid")


@pytest.fixture
def world(story: Story) -> World:
    return make_world(story)


def call(browser: Browser, method: str, name: str, things: Things, **headers: str) -> Any:
    """Call it, and take back what it did."""
    route = ROUTES[name]
    fields = route.form(things) if route.form and method == "POST" else None
    with transaction.atomic():
        answer = browser.send(method, route.address(name, things) + route.query, fields, **headers)
        transaction.set_rollback(True)
    forget()
    return answer


def expected(who: str, method: str, route: Route) -> int:
    """The status for somebody who may know of the thing."""
    if method == "GET":
        return 200 if route.reads else 405
    if route.form is None:
        return 405
    if route.needs.startswith("author"):
        return 302 if who == "member" or who in route.needs else 403
    allowed = route.needs == "anyone" or RANKS[who] >= RANKS.get(route.needs, len(RANKS))
    return route.posted if allowed else 403


def test_every_address_has_a_case() -> None:
    assert {pattern.name for pattern in urlpatterns} == set(ROUTES)


@pytest.mark.parametrize("who", INSIDE)
def test_ones_own_things_answer_by_role(world: World, who: str) -> None:
    browser = Browser(world.people[who])
    for method in ("GET", "POST"):
        told = {name: call(browser, method, name, world.ours).status_code for name in ROUTES}
        assert told == {name: expected(who, method, route) for name, route in ROUTES.items()}, method


def test_what_a_visitor_may_not_do_is_refused_with_a_sentence_and_leaves_no_event(world: World) -> None:
    browser, before = Browser(world.story.vera), Head.objects.get().seq
    card = Card.objects.get(pk=world.ours.card_id).state()
    for name, route in ROUTES.items():
        if route.form is None or route.needs == "anyone":
            continue
        address, fields = route.address(name, world.ours), route.form(world.ours)
        page, piece = browser.post(address, fields), browser.act(address, fields)
        assert (page.status_code, piece.status_code) == (403, 403), name
        assert piece.headers["Content-Type"].startswith("text/plain"), name
        assert piece.content.decode().endswith("."), name
        assert "That did not happen" in page.content.decode(), name
    assert Head.objects.get().seq == before
    assert Card.objects.get(pk=world.ours.card_id).state() == card


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_who_is_signed_out_is_sent_to_sign_in(world: World, method: str) -> None:
    browser = Browser()
    for name, route in ROUTES.items():
        for things in (world.ours, NOTHING):
            answer = call(browser, method, name, things)
            if method == "POST":
                assert (answer.status_code, answer.content) == (401, b"You are signed out. Sign in again.")
            else:
                assert answer.headers["Location"].startswith("/accounts/login/?next=%2F"), name
            piece = call(browser, method, name, things, HX_Request="true")
            assert piece.status_code == 401, f"{name} {route}"


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("who", [*INSIDE, *OUTSIDE])
def test_foreign_and_missing_things_answer_alike(world: World, who: str, method: str) -> None:
    browser = Browser(world.people[who])
    foreign = [world.ours] if who in OUTSIDE else [world.secret]
    foreign += [world.hidden] if who in ("visitor", "member") else []
    foreign += [world.secret] if who == "stranger" else []
    for name, route in ROUTES.items():
        if not route.names:
            continue
        absent = call(browser, method, name, NOTHING)
        allowed = route.reads if method == "GET" else route.form is not None
        assert absent.status_code == (404 if allowed else 405), name
        for things in foreign:
            if route.names[0] in OF_WORKSPACE and things.workspace == world.ours.workspace:
                continue  # the private space lies in a workspace that they know
            theirs = call(browser, method, name, things)
            told = (theirs.status_code, theirs.content, sorted(theirs.headers.items()))
            assert told == (absent.status_code, absent.content, sorted(absent.headers.items())), name


FIELDS = (
    ("assignment", "person", "person"),
    ("coworkers", "person", "person"),
    ("moves", "list", "status"),
    ("labels", "remove", "label"),
    ("blocks", "blocker", "blocker"),
    ("blocks", "remove", "blocker"),
    ("status-position", "before", "status"),
    ("status-removal", "into", "status"),
    ("beginning", "status", "status"),
    ("undo", "seq", "event"),
    ("space_following", "status", "status"),
    ("relations", "card", "card"),
    ("sequence", "card", "card"),
    ("sequence", "to", "card_id"),
    ("filling", "value", "option"),
)


@pytest.mark.parametrize(("name", "field", "thing"), FIELDS)
def test_a_form_cannot_reach_into_another_workspace(world: World, name: str, field: str, thing: str) -> None:
    browser, address = Browser(world.story.lena), ROUTES[name].address(name, world.ours)
    before = Head.objects.get().seq
    theirs = browser.post(address, {field: getattr(world.secret, thing)})
    absent = browser.post(address, {field: getattr(NOTHING, thing)})
    assert (theirs.status_code, theirs.content) == (absent.status_code, absent.content)
    assert theirs.status_code == 404
    assert Head.objects.get().seq == before


def test_a_card_cannot_be_dropped_above_one_of_another_workspace(world: World) -> None:
    browser = Browser(world.story.lena)
    answers = []
    for above in (world.secret.card_id, NOTHING.card_id):
        fields = {"list": world.ours.status, "before": above}
        answer = browser.act(f"/cards/{world.ours.card}/moves/", fields)
        answers.append((answer.status_code, answer.content))
    assert answers[0] == answers[1]
    assert answers[0][0] == 409


def test_a_new_space_cannot_lie_in_a_folder_of_another_workspace(world: World) -> None:
    fields = {"key": "NEW", "name": "New", "folder": world.secret.folder}
    made = Browser(world.story.lena).post(f"/workspaces/{world.ours.workspace}/spaces/", fields)
    assert made.status_code == 302
    assert world.story.workspace.spaces.get(key="NEW").folder is None


def held(answer: Any) -> list[str]:
    """Which of the words that must not be there are there."""
    assert answer.status_code == 200
    return [word for word in HUSHED if word in answer.content.decode()]


ANYWHERE = (
    "/",
    "/work/",
    "/work/rows/",
    "/work/count/",
    "/me/",
    "/bookmarks/",
    "/me/following/",
    "/search/",
    "/palette/",
    *(f"/search/?q={word}" for word in ("us", "ol", "arg")),
)
ANYWHERE += ("/palette/?q=us", "/search/?q=deal", "/search/?q=987")


@pytest.mark.parametrize("address", ANYWHERE)
def test_pages_of_everything_hold_nothing_of_others(world: World, address: str) -> None:
    assert held(Browser(world.story.ada).get(address)) == []
    assert held(Browser(world.story.vera).get(address)) == []
    shown = Browser(world.story.nils).get(address).content.decode()
    assert not [word for word in ("Order to Cash", "/COL", "Nordwind", "Marco", "1,250") if word in shown]


HERE = (
    *("", "?customer={0.customer}&status={0.status}&label={0.label}&person={0.person}", "?q=us"),
    *("changes/?since=0", "changes/?since=0&customer={0.customer}"),
    *("table/?customer={0.customer}&person={0.person}", "table/?group=customer", "table/rows/?q=us"),
    *("table/changes/?since=0", "table/changes/?since=0&group=responsible"),
    *("gantt/", "gantt/?customer={0.customer}&zoom=month", "gantt/rows/?after=1", "gantt/changes/?since=0"),
    *("choices/customer/", "choices/customer/?find=h", "choices/person/", "choices/label/"),
    *(
        "activity/",
        "activity/?since=1",
        "activity/?show=comments",
        "people/",
        "mentions/?q=",
        "mentions/?q=s",
    ),
    *("times/?by=customer", "times/?by=person", "forecast/", "ageing/"),
    *("rows/?customer={0.customer}", "rows/?of=receipts", "rows/?of=week&by=customer", "rows/?bucket=1-30"),
)


def test_the_pages_of_a_space_hold_nothing_of_another(world: World) -> None:
    browser = Browser(world.story.marco)
    for page in HERE:
        for things in (world.secret, world.hidden):
            assert held(browser.get(f"/spaces/COL/{page.format(things)}")) == [], page
    for page in ("", "menu/"):
        assert held(browser.get(f"/cards/{world.ours.card}/{page}")) == []


def test_a_column_of_another_space_is_not_there(world: World) -> None:
    for things in (world.secret, world.hidden, NOTHING):
        assert Browser(world.story.marco).get(f"/spaces/COL/columns/{things.status}/").status_code == 404


def test_whoever_is_called_in_from_outside_is_not_named(world: World) -> None:
    text = f"@[Somebody](person:{world.sigrid.pk}) look"
    answer = Browser(world.story.marco).act(f"/cards/{world.ours.card}/comments/", {"text": text})
    assert held(answer) == []


def test_a_mail_address_is_not_told_to_whoever_may_not_add_people(world: World) -> None:
    browser = Browser(world.story.marco)
    answers = [
        browser.act("/spaces/COL/people/", {"email": email, "role": "member"})
        for email in ("sigrid@example.com", "nobody@example.com")
    ]
    assert answers[0].status_code == answers[1].status_code == 403
    assert answers[0].content == answers[1].content
