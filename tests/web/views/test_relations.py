"""What is related with a card: on its page, on fronts, and never for whoever may not see it."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cashboard.activity.models import Event
from cashboard.work.cards.models import Card
from cashboard.work.cards.relations import Relation
from tests.story import Story
from tests.web.conftest import Browser
from tests.web.test_fronts import front
from tests.web.world import day

pytestmark = pytest.mark.requirement("R20", "R21")
RELATIONS, SUBCARDS = "/cards/COL-1/relations/", "/cards/COL-1/subcards/"


@pytest.fixture
def hush(story: Story) -> Card:
    """A card in a private space of Lena's, before COL-1 and in it, with dates that contradict it."""
    space = story.workspace.add_space("HID", "Hidden", kind="private", by=story.by_lena)
    card = Card.create(space, "Hush deal", by=story.by_lena, due_on=day(20))
    story.card.relate("previous", card, by=story.by_lena)
    story.card.relate("child", card, by=story.by_lena)
    story.card.date("start", day(5), by=story.by_lena)
    return card


def page(browser: Browser, address: str = "/cards/COL-1/") -> str:
    return str(browser.get(address).content.decode())


@pytest.mark.parametrize(
    "typed",
    ["COL-2", " col-2 ", "COL-2 Invoice 4712 of Nordwind", "4712"],
    ids=["key", "case", "both", "title"],
)
def test_a_card_is_related_by_key_or_title(story: Story, marco: Browser, typed: str) -> None:
    answer = marco.post(RELATIONS, {"tie": "previous", "card": typed, "lag": "2"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/cards/COL-1/")
    assert [each.seen_from(story.card.pk) for each in Relation.objects.all()] == [
        ["previous", story.cards[1].pk, 2]
    ]


@pytest.mark.parametrize(
    ("fields", "status", "said"),
    [
        ({"tie": "next", "card": ""}, 422, "Type the key or the title of a card, such as COL-3."),
        ({"tie": "next", "card": "Nordwind"}, 422, "More than one card is meant: COL-"),
        ({"tie": "next", "card": "Nobody"}, 422, "No card is found for “Nobody”. Type the key of a card"),
        ({"tie": "next", "card": "COL-99"}, 404, "not shared with you"),
        ({"tie": "next", "card": "COL-1"}, 422, "COL-1 cannot be related with itself. Choose another card."),
        ({"tie": "friend", "card": "COL-2"}, 422, "There is no relation"),
        ({"tie": "next", "card": "COL-2", "lag": "two"}, 422, "Give the days between as a whole number"),
        ({"tie": "next", "card": "COL-2", "lag": "-1"}, 422, "between 0 and 1,000."),
        ({"remove": "77"}, 404, "not shared with you"),
    ],
)
def test_what_cannot_be_related_is_told(
    story: Story, marco: Browser, fields: dict[str, str], status: int, said: str
) -> None:
    answer = marco.post(RELATIONS, fields)
    assert answer.status_code == status
    assert said in answer.content.decode()


def test_a_relation_is_ended_from_either_side(story: Story, marco: Browser) -> None:
    for key in ("COL-1", "COL-2"):
        relation = story.card.relate("next", story.cards[1], by=story.by_marco)
        assert f'value="{relation.pk}"' in page(marco, f"/cards/{key}/")
        marco.post(f"/cards/{key}/relations/", {"remove": str(relation.pk)})
        assert not Relation.objects.exists()


def test_a_relation_of_other_cards_is_not_ended_here(story: Story, marco: Browser) -> None:
    relation = story.cards[1].relate("next", story.cards[2], by=story.by_marco)
    assert marco.post(RELATIONS, {"remove": str(relation.pk)}).status_code == 404


@pytest.mark.requirement("R26", "R39")
def test_a_subcard_is_added_and_progress_shown(story: Story, marco: Browser) -> None:
    for title in ("Call", "Write"):
        marco.post(SUBCARDS, {"title": title})
    Card.objects.get(key="COL-4").complete(by=story.by_marco)
    shown = page(marco)
    assert '<progress max="100" value="50" aria-label="Progress">50 %</progress>' in shown
    assert "1/2" in shown
    on_front = front(marco, story.card)
    assert "1 of 2 subcards done, 50 %" in on_front
    assert "1/2</span>" in on_front


def test_the_words_find_cards_that_one_may_see(
    story: Story, hush: Card, marco: Browser, lena: Browser
) -> None:
    address = "/cards/COL-1/relatives/?card="
    assert 'value="COL-2"' in page(marco, f"{address}Nordwind")
    assert 'value="COL-1"' not in page(marco, f"{address}Nordwind")
    assert page(marco, f"{address}Hush").strip() == ""
    assert 'value="HID-1"' in page(lena, f"{address}Hush")


def test_the_page_tells_what_a_card_waits_for_and_what_contradicts(story: Story, marco: Browser) -> None:
    story.card.relate("previous", story.cards[1], by=story.by_marco)
    story.cards[1].date("due", day(20), by=story.by_marco)
    story.card.date("start", day(5), by=story.by_marco)
    shown = page(marco)
    assert "1 date conflict" in shown
    assert "This card starts before a previous card ends:" in shown
    assert 'title="This card waits for COL-2"' in shown
    on_front = front(marco, story.card)
    assert "waits for COL-2</span>" in on_front
    assert "Dates: This card starts before a previous card ends: COL-2" in on_front
    assert "Dates: A following card starts before this card ends: COL-1" in front(marco, story.cards[1])


@pytest.mark.requirement("R4")
def test_a_hidden_card_leaves_no_trace(story: Story, hush: Card, marco: Browser, lena: Browser) -> None:
    for address in ("/cards/COL-1/", "/spaces/COL/", "/spaces/COL/activity/", "/spaces/COL/changes/?since=0"):
        assert "HID-1" in page(lena, address), address
        shown = page(marco, address)
        assert not [
            word for word in ("HID", "Hush", "waits", "conflict", "subcard of", "Dates:") if word in shown
        ]
        assert f"card-{hush.pk}" not in shown
    assert '<progress max="100"' not in page(marco)
    assert "card-foot" not in front(marco, story.card)
    assert marco.post(RELATIONS, {"tie": "next", "card": "HID-1"}).status_code == 404
    kept = Relation.objects.first()
    assert kept is not None
    assert marco.post(RELATIONS, {"remove": str(kept.pk)}).status_code == 404


def test_what_one_sees_beside_a_kept_front_is_not_shown_to_another(
    story: Story, hush: Card, marco: Browser, lena: Browser
) -> None:
    for _ in range(2):
        assert "waits for HID-1" in front(lena, story.card)
        assert "waits for" not in front(marco, story.card)
        assert "waits for HID-1" in page(lena, "/spaces/COL/changes/?since=0")
        assert "waits for" not in page(marco, "/spaces/COL/changes/?since=0")


def test_a_change_of_one_card_is_told_with_the_cards_beside_it(story: Story, marco: Browser) -> None:
    first, second, third = story.cards
    first.relate("previous", second, by=story.by_marco)
    since = Event.objects.latest("seq").seq
    version = first.version
    second.complete(by=story.by_marco)
    told = page(marco, f"/spaces/COL/changes/?since={since}")
    assert f'id="card-{first.pk}"' in told
    assert f'id="card-{third.pk}"' not in told
    assert "waits for" not in told
    first.refresh_from_db()
    assert first.version == version


def test_boards_without_relations_ask_nothing_more(story: Story, marco: Browser) -> None:
    page(marco, "/spaces/COL/")
    with CaptureQueriesContext(connection) as queries:
        page(marco, "/spaces/COL/")
        marco.act(f"/cards/{story.card.key}/moves/", {"list": str(story.overdue.pk)})
    assert not [query for query in queries if "work_relation" in query["sql"]]


def test_a_card_asks_as_often_for_many_relations(story: Story, marco: Browser) -> None:
    story.card.add_subcard("Step", by=story.by_marco)

    def asked(address: str) -> int:
        page(marco, address)
        with CaptureQueriesContext(connection) as queries:
            page(marco, address)
        return len(queries)

    few = [asked("/cards/COL-1/"), asked("/spaces/COL/")]
    for number in range(10):
        made = story.card.add_subcard(f"Step {number}", by=story.by_marco)
        made.relate("previous", story.cards[1], by=story.by_marco)
        made.add_subcard("Deeper", by=story.by_marco)
    assert [asked("/cards/COL-1/"), asked("/spaces/COL/")] == few
    assert few[0] <= 22


def test_an_owner_sets_the_order_of_work(story: Story, lena: Browser, marco: Browser) -> None:
    answer = lena.post("/spaces/COL/order-of-work/", {"how": "enforce"})
    assert answer.headers["Location"] == "/spaces/COL/settings/#order-of-work"
    assert 'value="enforce" checked' in page(lena, "/spaces/COL/settings/")
    assert "An owner of the space can change this." in page(marco, "/spaces/COL/settings/")
    story.card.relate("previous", story.cards[1], by=story.by_marco)
    refused = marco.act("/cards/COL-1/moves/", {"list": str(story.overdue.pk)})
    assert refused.status_code == 409
    assert refused.content.decode().startswith("COL-1 waits for COL-2 “Invoice 4712 of Nordwind”: complete")


def test_a_visitor_reads_and_does_not_write(story: Story, vera: Browser) -> None:
    assert "Relations</h3>" not in page(vera)
    story.card.relate("parent", story.cards[1], by=story.by_marco)
    shown = page(vera)
    assert "Relations</h3>" in shown
    assert "Add a subcard" not in shown
    assert "End the relation" not in shown
    assert vera.post(SUBCARDS, {"title": "Call"}).status_code == 403
