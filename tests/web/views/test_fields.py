"""Fields: their section of the settings, the rows of a card, and the marks on its front."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cashboard.work.cards.contents import contents_of
from cashboard.work.cards.models import Card
from cashboard.work.fields.checking import Sum
from cashboard.work.fields.content import Content
from cashboard.work.fields.kinds import FieldKind
from cashboard.work.fields.models import Field
from tests.story import Story
from tests.web.conftest import Browser
from tests.web.kept import forget
from tests.web.pages import Page

pytestmark = pytest.mark.requirement("R10", "R11")
SETTINGS = "/spaces/COL/settings/"


def add(story: Story, name: str, kind: str, **more: Any) -> Field:
    return story.space.add_field(name, kind, by=story.by_lena, **more)


def content(story: Story, field: Field) -> Content:
    return contents_of([story.card.pk])[story.card.pk].get(field.pk, Content())


def fill(browser: Browser, field: Field, **sent: Any) -> Any:
    return browser.act(f"/cards/COL-1/fields/{field.pk}/", sent)


def marks(browser: Browser) -> list[str]:
    """The texts of the marks on the front of the first card."""
    html = browser.get("/spaces/COL/").content.decode()
    front = re.search(r'<article id="card-.*?aria-label="COL-1 .*?</article>', html, re.DOTALL)
    assert front
    found = re.findall(r'<span class="(?:mark|label)[^"]*" title="[^"]*">(.*?)</span>', front[0], re.DOTALL)
    return [re.sub(r"<.*?>", "", each) for each in found]


def test_a_space_without_fields_says_what_to_do(story: Story, lena: Browser, vera: Browser) -> None:
    assert "There are no fields yet. Add what your cards should say" in lena.get(SETTINGS).content.decode()
    seen = vera.get(SETTINGS).content.decode()
    assert "There are no fields yet." in seen
    assert "Add field" not in seen


def test_an_owner_adds_a_field_and_lands_on_it(story: Story, lena: Browser) -> None:
    sent = {"name": "Priority", "kind": "select", "options": "High\r\n\r\nLow\r\n", "on_front": "1"}
    answer = lena.post("/spaces/COL/fields/", sent)
    made = Field.objects.get()
    assert answer.headers["Location"] == f"{SETTINGS}?field={made.pk}#fields"
    assert [option.name for option in made.options.all()] == ["High", "Low"]
    assert made.on_front
    piece = lena.act("/spaces/COL/fields/", {"name": "Fee", "kind": "formula", "formula": "amount * 2"})
    page = Page(piece.content.decode())
    assert page.all("div", id="field-list")
    assert page.all("input", name="formula", value="amount * 2")


def test_a_bad_formula_says_where(story: Story, lena: Browser) -> None:
    answer = lena.act("/spaces/COL/fields/", {"name": "Fee", "kind": "formula", "formula": "amount * due"})
    assert answer.status_code == 422
    assert "“*” does not work on money and a date. (character 8 of the formula)" in answer.content.decode()


def test_fields_and_options_go_up_and_down(story: Story, lena: Browser) -> None:
    one, two, three = (add(story, name, "select", options=["A", "B"]) for name in ("One", "Two", "Three"))
    for field, to in [(one, "up"), (one, "down"), (three, "down"), (three, "up"), (three, "up")]:
        lena.act(f"/fields/{field.pk}/place/", {"to": to})
    assert [field.name for field in story.space.fields.all()] == ["Three", "Two", "One"]
    last = two.options.all()[1]
    for to in ("down", "up", "up"):
        lena.act(f"/options/{last.pk}/place/", {"to": to})
    assert [option.name for option in two.options.all()] == ["B", "A"]


def test_a_field_is_archived_and_brought_back(story: Story, lena: Browser, marco: Browser) -> None:
    field = add(story, "Reason", "text")
    assert 'aria-label="Reason"' in marco.get("/cards/COL-1/").content.decode()
    lena.act(f"/fields/{field.pk}/archive/")
    assert 'aria-label="Reason"' not in marco.get("/cards/COL-1/").content.decode()
    assert "Bring Reason back" in lena.get(SETTINGS).content.decode()
    lena.act(f"/fields/{field.pk}/archive/", {"restore": "1"})
    assert 'aria-label="Reason"' in marco.get("/cards/COL-1/").content.decode()


@pytest.mark.parametrize(
    ("kind", "sent", "kept"),
    [
        ("text", {"value": " two  words "}, Content(text="two words")),
        ("link", {"value": "https://example.com"}, Content(text="https://example.com")),
        ("number", {"value": "1,234.5"}, Content(number=Decimal("1234.5"))),
        ("money", {"value": "12", "currency": "usd"}, Content(number=Decimal(12), currency="USD")),
        ("date", {"value": "2026-12-01"}, Content(on=date(2026, 12, 1))),
        ("checkbox", {"value": "yes"}, Content(number=Decimal(1))),
    ],
)
def test_a_row_of_the_card_is_filled_and_emptied(
    story: Story, marco: Browser, kind: str, sent: dict[str, str], kept: Content
) -> None:
    field = add(story, "It", kind)
    assert fill(marco, field, **sent).status_code == 200
    assert content(story, field) == kept
    shown = marco.get("/cards/COL-1/").content.decode()
    assert 'aria-label="It"' in shown
    fill(marco, field, **{name: "" for name in sent if name == "value"})
    assert content(story, field) == Content()


def test_people_and_options_are_chosen_by_their_ids(story: Story, marco: Browser) -> None:
    person, one = add(story, "Approver", "person"), add(story, "Priority", "select", options=["High", "Low"])
    many = add(story, "Tags", "multi_select", options=["A", "B"])
    fill(marco, person, value=story.vera.pk)
    fill(marco, one, value=one.options.all()[1].pk)
    fill(marco, many, value=[str(option.pk) for option in many.options.all()] + [""])
    assert content(story, person).ids == {story.vera.pk}
    assert [each.name for each in content(story, one).named] == ["Low"]
    assert [each.name for each in content(story, many).named] == ["A", "B"]
    page = Page(marco.get("/cards/COL-1/").content.decode())
    chosen = [each["value"] for each in page.all("option") if "selected" in each]
    assert {str(story.vera.pk), str(one.options.all()[1].pk)} <= set(chosen)


def test_foreign_people_options_and_fields_are_not_known(story: Story, marco: Browser) -> None:
    other = story.workspace.add_space("ORD", "Orders", by=story.by_lena)
    foreign = other.add_field("Priority", "select", by=story.by_lena, options=["High"])
    person, one = add(story, "Approver", "person"), add(story, "Priority", "select", options=["High"])
    many = add(story, "Tags", "multi_select", options=["High"])
    theirs = foreign.options.get().pk
    assert fill(marco, person, value=story.nils.pk).status_code == 404
    assert fill(marco, one, value=theirs).status_code == 404
    assert fill(marco, many, value=[theirs]).status_code == 404
    assert fill(marco, foreign, value=theirs).status_code == 404


def test_what_a_field_does_not_take_is_said(story: Story, marco: Browser) -> None:
    number, link = add(story, "Rate", "number"), add(story, "Contract", "link")
    answer = fill(marco, number, value="a lot")
    assert (answer.status_code, "Rate: a lot is not a number" in answer.content.decode()) == (422, True)
    answer = fill(marco, link, value="javascript:alert(1)")
    assert (answer.status_code, "Begin it with https://" in answer.content.decode()) == (422, True)


def test_a_visitor_reads_and_a_formula_is_worked_out(story: Story, vera: Browser) -> None:
    rate = add(story, "Rate", "number")
    add(story, "Twice", "formula", formula="Rate * 2")
    add(story, "Late", "formula", formula="Rate / 0")
    story.card.fill(rate, Decimal("1250.5"), by=story.by_marco)
    page = vera.get("/cards/COL-1/").content.decode()
    assert "2,501</span>" in page
    assert "–<small>division by zero</small>" in page
    assert 'aria-label="Rate"' not in page
    assert vera.act(f"/cards/COL-1/fields/{rate.pk}/", {"value": "2"}).status_code == 403


def test_the_front_shows_what_says_something(story: Story, marco: Browser) -> None:
    one = add(story, "Priority", "select", options=["High", "Low"], on_front=True)
    tick = add(story, "Escalated", "checkbox", on_front=True)
    text = add(story, "Note", "text")
    add(story, "Empty", "text", on_front=True)
    story.card.fill(one, one.options.all()[0], by=story.by_marco)
    story.card.fill(tick, True, by=story.by_marco)
    story.card.fill(text, "Quiet", by=story.by_marco)
    assert marks(marco) == ["High", "Escalated"]


def test_renaming_retiring_and_hiding_reach_the_front_at_once(story: Story, lena: Browser) -> None:
    field = add(story, "Priority", "select", options=["High", "Low"], on_front=True)
    story.card.fill(field, field.options.all()[0], by=story.by_marco)
    assert marks(lena) == ["High"]
    lena.act(f"/options/{field.options.all()[0].pk}/name/", {"name": "Urgent"})
    assert marks(lena) == ["Urgent"]
    lena.act(f"/options/{field.options.all()[0].pk}/retirement/")
    assert marks(lena) == ["Urgent"]
    lena.act(f"/fields/{field.pk}/front/")
    assert marks(lena) == []


def test_four_are_shown_and_the_rest_is_counted(story: Story, marco: Browser) -> None:
    fields = [add(story, f"F{number}", "number", on_front=True) for number in range(6)]
    for number, field in enumerate(fields):
        story.card.fill(field, Decimal(number), by=story.by_marco)
    assert marks(marco) == ["F0 0", "F1 1", "F2 2", "F3 3", "+2"]
    assert 'title="F4: 4; F5: 5"' in marco.get("/spaces/COL/").content.decode()


def every_kind(story: Story, number: int) -> list[Field]:
    """Ten fields of all kinds, on the front."""
    options = {"select": ["A", "B"], "multi_select": ["A", "B"]}
    return [
        add(
            story,
            f"{kind.label} {number}",
            kind,
            options=options.get(kind, []),
            formula="amount * 2" if kind == FieldKind.FORMULA else "",
            on_front=True,
        )
        for kind in FieldKind
    ]


def fill_all(story: Story, card: Card, fields: list[Field]) -> None:
    given: dict[str, Any] = {
        "text": "Some words",
        "number": Decimal(5),
        "money": Sum(Decimal(5), "EUR"),
        "date": date(2026, 12, 1),
        "person": story.marco,
        "checkbox": True,
        "link": "https://example.com",
    }
    for field in fields:
        options = list(field.options.all())
        if field.kind != FieldKind.FORMULA:
            value = options[0] if field.kind == "select" else options or given[field.kind]
            card.fill(field, value, by=story.by_marco)


def asked(browser: Browser, address: str) -> int:
    browser.get(address)
    from cashboard.web import fronts

    fronts._KEPT.clear()
    with CaptureQueriesContext(connection) as queries:
        assert browser.get(address).status_code == 200
    return len(queries)


@pytest.mark.requirement("R28")
def test_a_board_asks_as_often_for_many_cards_with_many_fields(story: Story, marco: Browser) -> None:
    fields = every_kind(story, 1)
    fill_all(story, story.card, fields)
    few = [asked(marco, page) for page in ("/spaces/COL/", "/cards/COL-1/")]
    fields += every_kind(story, 2)
    statuses = (story.open, story.overdue, story.disputed, story.paid)
    cards = [
        Card.create(story.space, f"Card {n}", by=story.by_marco, status=statuses[n % 4]) for n in range(60)
    ]
    for card in [story.card, *cards[:10]]:
        fill_all(story, card, fields)
    forget()
    assert [asked(marco, page) for page in ("/spaces/COL/", "/cards/COL-1/")] == few
    assert few[0] <= 16


@pytest.mark.requirement("R22")
def test_the_board_is_filtered_by_fields(story: Story, marco: Browser) -> None:
    assert "Fields</summary>" not in marco.get("/spaces/COL/").content.decode()
    field = add(story, "Priority", "select", options=["High", "Low"])
    add(story, "Note", "text")
    add(story, "Approver", "person")
    add(story, "Escalated", "checkbox")
    high = field.options.all()[0]
    story.card.fill(field, high, by=story.by_marco)
    asked_for = f"field-{field.pk}={high.pk}"
    board = marco.get(f"/spaces/COL/?{asked_for}").content.decode()
    assert board.count('class="card"') == 1
    assert f'name="field-{field.pk}" value="{high.pk}" checked hidden' in board
    menu = Page(marco.get(f"/spaces/COL/choices/field/?{asked_for}").content.decode())
    checked = [one for one in menu.all("input", name=f"field-{field.pk}") if "checked" in one]
    assert [one["value"] for one in checked] == [str(high.pk)]
