"""A card: its panel and page, and each verb with what it refuses."""

from __future__ import annotations

import re
from datetime import timedelta
from decimal import Decimal

import pytest

from cashboard.activity import clock
from cashboard.activity.models import Event, Head
from cashboard.trade.customers.models import Customer
from cashboard.work.cards.discussing import Comment
from cashboard.work.cards.models import Card
from tests.story import Story
from tests.web.conftest import Browser
from tests.web.pages import Page
from tests.web.world import day, issue_in

pytestmark = pytest.mark.usefixtures("replayed")

CARD = "/cards/COL-1/"


def fresh(story: Story) -> Card:
    """The first card as the database has it."""
    return Card.objects.select_related("status", "responsible").get(pk=story.card.pk)


@pytest.mark.requirement("R41")
def test_the_panel_is_the_same_card_as_the_page(story: Story, marco: Browser) -> None:
    story.card.comment("Called them", by=story.by_marco)
    piece, page = (ask(CARD).content.decode() for ask in (marco.fragment, marco.get))
    assert "<html" not in piece
    article = re.compile(r"<article.*</article>", re.DOTALL)
    token = re.compile(r'value="\w{64}"')
    same = [token.sub("", found[0]) for text in (piece, page) if (found := article.search(text))]
    assert same[0] == same[1]
    assert "Called them" in same[0]
    assert 'aria-label="Title"' in same[0]


def test_a_visitor_reads_the_same_without_forms(story: Story, vera: Browser) -> None:
    article = vera.fragment(CARD).content
    forms = [form.get("action") for form in Page(article).all("form")]
    assert forms == [f"{CARD}following/"], "which is theirs alone"
    assert b"Invoice 4711 of Nordwind" in article


def test_the_facts_of_an_invoice_stand_on_its_card(story: Story, vera: Browser) -> None:
    customer = Customer.add(story.workspace, "C-1", "Nordwind AG", by=story.by_lena)
    unpaid, paid = issue_in(story.space, customer, Decimal("1250.50"), story.lena)
    assert unpaid.card is not None
    assert paid.card is not None
    html = vera.get(f"/cards/{unpaid.card.key}/").content.decode()
    assert "1,250.50 EUR" in html
    assert "C-1" in html
    assert "10 days late" in vera.get(f"/cards/{paid.card.key}/").content.decode()


# Moving


@pytest.mark.requirement("R19")
def test_a_drop_between_two_cards(story: Story, marco: Browser) -> None:
    first, second, third = story.cards
    third.move(story.overdue, by=story.by_lena)
    second.move(story.overdue, before=third, by=story.by_lena)
    answer = marco.act(f"{CARD}moves/", {"list": story.overdue.pk, "before": third.pk, "version": 1})
    assert answer.status_code == 200
    assert answer.headers["X-Announce"] == "COL-1%20moved%20to%20Overdue"
    column = Card.objects.filter(status=story.overdue).order_by("rank", "pk")
    assert list(column) == [second, first, third]
    assert fresh(story).started_at is not None
    told = Event.objects.latest("seq")
    assert (told.type, told.actor_name, told.via) == ("card.moved", "Marco Rossi", "web")
    assert f'<input type="hidden" name="seq" value="{told.seq}">' in answer.content.decode()


@pytest.mark.requirement("R19")
def test_a_drop_at_the_end_and_by_menu_on_top(story: Story, marco: Browser) -> None:
    first, second, third = story.cards
    for card in (second, third):
        card.move(story.overdue, by=story.by_lena)
    marco.act(f"{CARD}moves/", {"list": story.overdue.pk, "before": ""})
    column = Card.objects.filter(status=story.overdue).order_by("rank", "pk")
    assert list(column) == [second, third, first]
    menu = Page(marco.fragment(f"{CARD}menu/").content)
    assert [("disabled" in button, button["value"]) for button in menu.all("button", name="list")] == [
        (status == story.overdue, str(status.pk)) for status in story.space.statuses.all()
    ]
    marco.act(f"/cards/{third.key}/moves/", {"list": story.open.pk})
    marco.act(f"{CARD}moves/", {"list": story.open.pk})
    assert list(Card.objects.filter(status=story.open).order_by("rank", "pk")) == [first, third]


def test_a_drop_above_a_card_that_has_left_is_refused_with_a_sentence(story: Story, marco: Browser) -> None:
    first, second, third = story.cards
    second.move(story.paid, by=story.by_lena)
    third.archive(by=story.by_lena)
    before = Head.objects.get().seq
    for above, words in (
        (second.pk, "COL-2 has left Open meanwhile. Drop the card again."),
        (third.pk, "COL-3 has left Open meanwhile. Drop the card again."),
        (10**9, "The card above which COL-1 was dropped is gone. Drop it again."),
    ):
        answer = marco.act(f"{CARD}moves/", {"list": story.open.pk, "before": above})
        assert (answer.status_code, answer.content.decode()) == (409, words)
    assert Head.objects.get().seq == before
    assert fresh(story).rank == first.rank


@pytest.mark.requirement("R19")
def test_a_move_of_a_card_that_changed_meanwhile_is_refused(story: Story, marco: Browser) -> None:
    story.card.retitle("Another", by=story.by_lena)
    answer = marco.act(f"{CARD}moves/", {"list": story.paid.pk, "version": 1})
    assert answer.status_code == 412
    assert "COL-1 was changed by somebody else meanwhile." in answer.content.decode()
    assert fresh(story).status == story.open


def test_a_move_to_where_it_stands_tells_nothing(story: Story, marco: Browser) -> None:
    before = Head.objects.get().seq
    answer = marco.act(f"{CARD}moves/", {"list": story.open.pk, "before": story.cards[1].pk})
    assert answer.status_code == 200
    assert "data-toast" not in answer.content.decode()
    assert Head.objects.get().seq == before


@pytest.mark.parametrize("status", ["", "0", "x", "-1", "9" * 18, "9" * 30])
def test_a_move_to_no_status_is_not_found(story: Story, marco: Browser, status: str) -> None:
    assert marco.act(f"{CARD}moves/", {"list": status}).status_code == 404


def test_a_status_of_another_space_is_not_found(story: Story, lena: Browser) -> None:
    other = story.workspace.add_space("ORD", "Orders", by=story.by_lena)
    assert lena.act(f"{CARD}moves/", {"list": other.statuses.all()[0].pk}).status_code == 404


def test_the_status_on_the_panel_answers_with_the_panel(story: Story, marco: Browser) -> None:
    answer = marco.act(f"{CARD}moves/", {"list": story.paid.pk}, X_From="card")
    assert f'id="view-{story.card.pk}"' in answer.content.decode()
    assert fresh(story).is_completed


def test_a_form_does_not_lead_to_another_host(story: Story, marco: Browser) -> None:
    for elsewhere in ("https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"):
        answer = marco.post(f"{CARD}moves/", {"list": story.overdue.pk, "next": elsewhere})
        assert (answer.status_code, answer.headers["Location"]) == (302, CARD)


@pytest.mark.requirement("R19")
def test_a_move_is_undone_and_only_once(story: Story, marco: Browser) -> None:
    rank = story.card.rank
    marco.act(f"{CARD}moves/", {"list": story.paid.pk, "before": ""})
    moved = Event.objects.latest("seq").seq
    assert marco.act(f"{CARD}undo/", {"seq": moved}).status_code == 200
    assert (fresh(story).status, fresh(story).rank) == (story.open, rank)
    assert Event.objects.latest("seq").cause == Event.objects.get(seq=moved).uid
    again = marco.act(f"{CARD}undo/", {"seq": moved})
    assert (again.status_code, again.content) == (409, b"COL-1 was moved again since; move it by hand.")


def test_only_a_move_of_this_card_is_undone(story: Story, marco: Browser) -> None:
    story.cards[1].move(story.paid, by=story.by_lena)
    other = Event.objects.latest("seq").seq
    created = Event.objects.about("card", story.card.pk).get().seq
    for seq, status in ((other, 404), (10**12, 404), ("", 404), ("x", 404), (created, 409)):
        assert marco.act(f"{CARD}undo/", {"seq": seq}).status_code == status, seq


def test_completing_and_reopening(story: Story, marco: Browser) -> None:
    assert marco.post(f"{CARD}completion/").headers["Location"] == CARD
    assert fresh(story).status == story.paid
    assert b"Reopen" in marco.act(f"{CARD}completion/").content
    assert b"Complete" in marco.act(f"{CARD}completion/", {"reopen": "1"}).content
    assert fresh(story).status == story.open


# Writing


@pytest.mark.requirement("R4", "R41")
def test_a_title_and_a_description(story: Story, marco: Browser) -> None:
    assert marco.post(f"{CARD}title/", {"title": " A  better title ", "version": 1}).status_code == 302
    answer = marco.act(f"{CARD}description/", {"text": "Call **Eva**\r\nfirst", "version": 2})
    assert "<strong>Eva</strong>" in answer.content.decode()
    assert (fresh(story).title, fresh(story).description) == ("A better title", "Call **Eva**\nfirst")


@pytest.mark.requirement("R41")
def test_a_stale_text_is_refused_and_the_page_keeps_it(story: Story, marco: Browser) -> None:
    """htmx swaps nothing on a refusal (frontend/src/lib/htmx.ts): what was written stays in its field."""
    story.card.describe("What Lena wrote", by=story.by_lena)
    before = Head.objects.get().seq
    for name, fields in (("description", {"text": "What Marco wrote"}), ("title", {"title": "Marco's"})):
        stale = {**fields, "version": 1}
        piece, page = marco.act(f"{CARD}{name}/", stale), marco.post(f"{CARD}{name}/", stale)
        assert (piece.status_code, page.status_code) == (412, 412)
        assert piece.headers["Content-Type"] == "text/plain; charset=utf-8"
        assert "Look at it again, then repeat your change." in piece.content.decode()
        assert "Changed meanwhile" in page.content.decode()
    assert fresh(story).description == "What Lena wrote"
    assert Head.objects.get().seq == before


def test_a_text_of_any_length_up_to_the_limit(story: Story, marco: Browser) -> None:
    assert marco.act(f"{CARD}description/", {"text": "x" * 50_000}).status_code == 200
    answer = marco.act(f"{CARD}description/", {"text": "x" * 50_001})
    assert (answer.status_code, "at most 50,000" in answer.content.decode()) == (422, True)
    assert marco.act(f"{CARD}comments/", {"text": " \n "}).status_code == 422


@pytest.mark.requirement("R41")
def test_a_comment_calls_somebody_in(story: Story, marco: Browser) -> None:
    offered = Page(marco.fragment("/spaces/COL/mentions/?q=LENA").content).all("li")
    assert [one["data-value"] for one in offered] == [f"@[Lena Fischer](person:{story.lena.pk})"]
    answer = marco.act(f"{CARD}comments/", {"text": f"{offered[0]['data-value']} please look"})
    assert "<strong>@Lena Fischer</strong> please look" in answer.content.decode()
    told = Event.objects.latest("seq")
    assert [one["id"] for one in told.data["mentions"]] == [story.lena.pk]


@pytest.mark.requirement("R41")
def test_only_its_author_writes_a_comment_anew(story: Story, marco: Browser, lena: Browser) -> None:
    said = story.card.comment("They pay on Friday", by=story.by_marco)
    address = f"/comments/{said.pk}/"
    refused = lena.act(address, {"text": "Never"})
    assert (refused.status_code, refused.content) == (403, b"Only the author of a comment can edit it.")
    assert marco.act(address, {"text": "They pay on Monday", "version": 1}).status_code == 200
    assert marco.act(address, {"text": "Or never", "version": 1}).status_code == 412
    assert marco.act(address, {"text": ""}).status_code == 422
    assert Comment.objects.get().text == "They pay on Monday"


# People, dates and labels


@pytest.mark.requirement("R4")
def test_somebody_is_responsible_or_nobody(story: Story, lena: Browser) -> None:
    assert lena.act(f"{CARD}assignment/", {"person": story.marco.pk}).status_code == 200
    assert fresh(story).responsible == story.marco
    visitor = lena.act(f"{CARD}assignment/", {"person": story.vera.pk})
    assert (visitor.status_code, b"Vera Visser is not a member" in visitor.content) == (422, True)
    assert lena.act(f"{CARD}assignment/", {"person": story.nils.pk}).status_code == 404
    assert fresh(story).responsible == story.marco
    lena.act(f"{CARD}assignment/", {"person": ""})
    assert fresh(story).responsible is None


def test_coworkers_come_and_go_even_when_they_left_the_space(story: Story, lena: Browser) -> None:
    assert lena.act(f"{CARD}coworkers/", {"person": story.marco.pk}).status_code == 200
    assert list(story.card.coworkers.all()) == [story.marco]
    story.workspace.remove_member(story.marco, by=story.by_lena)
    gone = {"person": story.marco.pk, "remove": "1"}
    assert lena.post(f"{CARD}coworkers/", gone).status_code == 302
    assert list(story.card.coworkers.all()) == []
    assert lena.act(f"{CARD}coworkers/", gone).status_code == 404
    assert lena.act(f"{CARD}coworkers/", {"person": ""}).content == b"Choose a person."


@pytest.mark.requirement("R41")
def test_a_date_is_set_and_cleared_and_told_with_the_old_one(story: Story, marco: Browser) -> None:
    marco.act(f"{CARD}dates/", {"which": "due", "on": "2031-05-02"})
    answer = marco.act(f"{CARD}dates/", {"which": "due", "on": "2031-06-03"}).content.decode()
    assert "2 May 2031" in answer
    assert "3 Jun 2031" in answer
    marco.act(f"{CARD}dates/", {"which": "start", "on": day(1).isoformat()})
    marco.act(f"{CARD}dates/", {"which": "due", "on": ""})
    assert (fresh(story).start_on, fresh(story).due_on) == (day(1), None)


@pytest.mark.parametrize(
    ("on", "words"),
    [
        ("2026-02-30", "2026-02-30 is not a date. Write it like 2026-11-24."),
        ("24.11.2026", "24.11.2026 is not a date."),
        ("tomorrow" * 9, "tomorrowtomorrowtomo is not a date."),
        ("1969-12-31", "1969-12-31 is out of range: give a date between 1970 and 2100."),
        ("2101-01-01", "is out of range"),
        ("9999-12-31", "is out of range"),
        ("<b>", "<b> is not a date."),
        ("\0", "is not a date"),
    ],
)
def test_what_is_no_date_is_refused(story: Story, marco: Browser, on: str, words: str) -> None:
    answer = marco.act(f"{CARD}dates/", {"which": "due", "on": on})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert answer.headers["Content-Type"].startswith("text/plain")
    assert fresh(story).due_on is None


def test_labels_are_put_on_once_and_taken_off(story: Story, marco: Browser) -> None:
    for name in ("Urgent", " urgent ", "Dispute"):
        marco.act(f"{CARD}labels/", {"name": name})
    assert sorted(story.card.labels.values_list("name", flat=True)) == ["Dispute", "Urgent"]
    urgent = story.space.labels.get(name="Urgent")
    assert marco.act(f"{CARD}labels/", {"remove": urgent.pk}).status_code == 200
    assert marco.act(f"{CARD}labels/", {"name": " "}).status_code == 422
    assert marco.act(f"{CARD}labels/", {"remove": "9" * 18}).status_code == 404
    assert list(story.card.labels.values_list("name", flat=True)) == ["Dispute"]


@pytest.mark.requirement("R24")
def test_when_it_was_made_cannot_be_changed(story: Story, marco: Browser) -> None:
    made = fresh(story).created_at
    with clock.travelling(to=clock.now() + timedelta(days=3)):
        for name in ("title", "dates", "description"):
            fields = {"title": "Other", "on": "2031-01-01", "text": "x", "created_at": "1999-01-01"}
            marco.act(f"{CARD}{name}/", fields)
    assert fresh(story).created_at == made
    assert f"{made.day} {made:%b %Y, %H:%M}" in marco.get(CARD).content.decode()


def test_an_archived_card_still_opens_by_its_key(story: Story, marco: Browser) -> None:
    story.card.archive(by=story.by_lena)
    assert marco.get(CARD).status_code == 200


@pytest.mark.parametrize("key", ["COL-99", "COL-0", "COL-", "COL", "-1", "XXX-1", "COL-1-1", "c" * 300])
def test_a_card_that_is_not_there(marco: Browser, key: str) -> None:
    assert marco.get(f"/cards/{key}/").status_code == 404
