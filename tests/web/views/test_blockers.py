"""Blockers on cards, on boards, in the settings and over all spaces."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cashboard.activity import clock
from cashboard.people.models import Person
from cashboard.trade.customers.models import Customer
from cashboard.work.blockers.models import Blocker
from cashboard.work.cards.blocking import Block
from cashboard.work.cards.models import Card
from cashboard.work.cards.standstill import standstills
from cashboard.work.spaces.models import Workspace
from tests.story import Story
from tests.web.conftest import Browser
from tests.web.pages import cards_in
from tests.web.world import TODAY, issue_in

pytestmark = pytest.mark.requirement("R23")


@pytest.fixture
def missing(story: Story) -> Blocker:
    """A blocker that every space can use."""
    return Blocker.objects.add_blocker("Missing order", by=story.by_ada, description="No number, no invoice.")


def block(card: Card, blocker: Blocker, owner: Person) -> None:
    card.block(blocker, owner=owner, by=owner.acting("web"))


def test_a_card_is_blocked_and_unblocked_on_its_page(story: Story, marco: Browser, missing: Blocker) -> None:
    fields = {"blocker": missing.pk, "owner": story.lena.pk, "note": "They look for it"}
    blocked = marco.act("/cards/COL-1/blocks/", fields).content.decode()
    assert "Lena Fischer has to remove it" in blocked
    assert "They look for it" in blocked
    assert (
        'title="Blocked: Missing order, owned by Lena Fischer"' in marco.get("/spaces/COL/").content.decode()
    )
    ended = marco.post("/cards/COL-1/blocks/", {"remove": missing.pk})
    assert ended.headers["Location"] == "/cards/COL-1/"
    assert "Fischer has to remove it" not in marco.get("/cards/COL-1/").content.decode()
    assert "Missing order, owned" not in marco.get("/spaces/COL/").content.decode()


def test_without_a_reason_it_says_what_to_do(story: Story, marco: Browser) -> None:
    refused = marco.act("/cards/COL-1/blocks/", {"owner": story.lena.pk})
    assert (refused.status_code, refused.content.decode()) == (422, "Choose what blocks the card.")
    assert "An owner of the space can add them" in marco.get("/cards/COL-1/").content.decode()


def test_a_drag_of_a_blocked_card_is_refused_by_name(story: Story, marco: Browser, missing: Blocker) -> None:
    block(story.card, missing, story.lena)
    refused = marco.act("/cards/COL-1/moves/", {"list": story.overdue.pk})
    assert (refused.status_code, refused.content.decode()) == (
        409,
        "COL-1 is blocked (Missing order, owned by Lena Fischer). End that first, then move the card.",
    )


def test_the_board_is_filtered_by_it(story: Story, marco: Browser, missing: Blocker) -> None:
    block(story.cards[1], missing, story.lena)
    assert cards_in(marco.get("/spaces/COL/?blocked=1").content) == [story.cards[1].pk]


def test_another_name_shows_on_the_fronts(story: Story, marco: Browser, missing: Blocker) -> None:
    block(story.card, missing, story.lena)
    marco.get("/spaces/COL/")
    missing.reword("No order number", "", by=story.by_ada)
    assert "Blocked: No order number" in marco.get("/spaces/COL/").content.decode()


def test_a_counter_lists_what_it_holds_up_as_far_as_one_may_see(
    story: Story, marco: Browser, missing: Blocker
) -> None:
    orders = story.workspace.add_space("ORD", "Orders", by=story.by_lena)
    held = [*story.cards[:2], Card.create(orders, "Order 1", by=story.by_lena)]
    for card in held:
        block(card, missing, story.lena)
    secret = Workspace.objects.create_workspace("Hush", by=story.by_nils).add_space(
        "HUSH", "Hush", by=story.by_nils
    )
    block(Card.create(secret, "Hush deal", by=story.by_nils), missing, story.nils)
    assert "3 cards" in marco.get("/blockers/").content.decode()
    shown = marco.get(f"/blockers/{missing.pk}/").content.decode()
    assert all(card.key in shown for card in held)
    assert "HUSH" not in shown
    assert "No number, no invoice." in shown
    assert "1 card<" in Browser(story.nils).get("/blockers/").content.decode()
    assert "0 cards" in Browser(story.ada).get("/blockers/").content.decode()
    held[0].archive(by=story.by_lena)
    assert "2 cards" in marco.get("/blockers/").content.decode()


def test_what_stands_still_is_ordered_by_impact(story: Story, missing: Blocker) -> None:
    customer = Customer.add(story.workspace, "C-1", "Nordwind", by=story.by_lena)
    costly = issue_in(story.space, customer, Decimal("900.00"), story.lena)[0].card
    assert costly is not None
    now = clock.now()
    with clock.travelling(to=now + timedelta(days=1)):
        block(story.cards[0], missing, story.lena)
    with clock.travelling(to=now + timedelta(days=3)):
        story.cards[1].date("due", TODAY - timedelta(days=5), by=story.by_lena)
        for card in (costly, story.cards[2], story.cards[1]):
            block(card, missing, story.lena)
    found = standstills(story.by_marco, now + timedelta(days=4), TODAY)
    assert [each.card for each in found] == [costly, story.cards[0], story.cards[1], story.cards[2]]
    assert [each.days for each in found] == [1, 3, 1, 1]
    assert [each.days_overdue for each in found][2:] == [5, 0]


def test_a_space_shows_what_stands_still(story: Story, marco: Browser, missing: Blocker) -> None:
    assert "Nothing is blocked" in marco.get("/spaces/COL/blockers/").content.decode()
    block(story.card, missing, story.lena)
    page = marco.get("/spaces/COL/blockers/").content.decode()
    assert "COL-1" in page
    assert "Lena Fischer" in page
    piece = marco.fragment("/spaces/COL/blockers/?since=1")
    assert piece.content.decode().startswith('<div id="standstill"')
    assert int(piece.headers["X-Seq"]) > 1


def test_home_and_a_page_list_what_is_mine_to_remove(
    story: Story, lena: Browser, marco: Browser, missing: Blocker
) -> None:
    block(story.card, missing, story.lena)
    for address in ("/", "/blockers/mine/"):
        assert "COL-1" in lena.get(address).content.decode(), address
        assert "COL-1" not in marco.get(address).content.decode(), address


def test_an_owner_keeps_the_blockers_of_a_space(story: Story, lena: Browser) -> None:
    demand = Blocker.objects.add_blocker("Strike", scope="on_demand", by=story.by_ada)
    assert "Add the first one below" in lena.get("/spaces/COL/settings/").content.decode()
    added = lena.act("/spaces/COL/blockers/", {"name": "Price dispute", "description": "Not as agreed"})
    assert added.content.decode().lstrip().startswith('<div id="blockers-body"')
    local = Blocker.objects.get(name="Price dispute")
    assert (local.scope, local.space) == ("local", story.space)
    lena.post(f"/spaces/COL/blockers/{demand.pk}/use/", {})
    assert set(Blocker.objects.usable_in(story.space)) == {local, demand}
    lena.post(f"/spaces/COL/blockers/{demand.pk}/use/", {"remove": "1"})
    lena.post(f"/blockers/{local.pk}/words/", {"name": "Dispute", "description": ""})
    assert Blocker.objects.get(pk=local.pk).name == "Dispute"
    retired = lena.post(f"/blockers/{local.pk}/retirement/")
    assert retired.headers["Location"] == "/spaces/COL/settings/#blockers"
    assert not Blocker.objects.usable_in(story.space).exists()


def test_an_administrator_keeps_the_shared_ones(story: Story, marco: Browser) -> None:
    ada = Browser(story.ada)
    assert "Add the first one below" in ada.get("/blockers/").content.decode()
    ada.post("/blockers/", {"name": "Flood", "scope": "global", "description": ""})
    flood = Blocker.objects.get()
    assert "Retire" in ada.get(f"/blockers/{flood.pk}/").content.decode()
    assert "Retire" not in marco.get(f"/blockers/{flood.pk}/").content.decode()
    assert ada.post(f"/blockers/{flood.pk}/retirement/").headers["Location"] == "/blockers/"
    assert marco.post("/blockers/", {"name": "Fire", "scope": "global"}).status_code == 403


def test_pages_ask_as_often_for_many(story: Story, marco: Browser, missing: Blocker) -> None:
    def asked(address: str) -> int:
        marco.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert marco.get(address).status_code == 200
        return len(queries)

    addresses = (
        "/spaces/COL/blockers/",
        f"/blockers/{missing.pk}/",
        "/blockers/",
        "/",
        "/spaces/COL/settings/",
    )
    block(story.card, missing, story.marco)
    few = [asked(address) for address in addresses]
    for number in range(12):
        block(Card.create(story.space, f"Card {number}", by=story.by_marco), missing, story.marco)
        Blocker.objects.add_blocker(f"Blocker {number}", by=story.by_ada)
    assert [asked(address) for address in addresses] == few
    assert max(few) <= 14
    assert Block.objects.count() == 13
