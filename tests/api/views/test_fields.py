"""Fields by the API: defined at a space, filled on a card, read with the card."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from cashboard.activity.models import Event
from cashboard.work.fields.checking import Sum

pytestmark = [pytest.mark.requirement("R10", "R11", "R105"), pytest.mark.usefixtures("replayed")]

EUROS = {"amount": "12.50", "currency": "EUR"}


def said(answer):
    """What a card says, by the name of the field, without what is not set."""
    shown = {}
    for value in answer.json()["fields"]:
        parts = {name: part for name, part in value.items() if part not in (None, [])}
        shown[value["field"]["name"]] = {name: parts[name] for name in parts if name not in ("field", "kind")}
    return shown


def test_a_field_is_defined_changed_and_listed(story, lena):
    space = f"spaces/{story.space.pk}"
    options = [{"name": "High", "colour": "rose"}, {"name": "Low"}]
    made = lena.post(f"{space}/fields", {"name": "Priority", "kind": "select", "options": options}).json()
    assert [(one["name"], one["colour"]) for one in made["options"]] == [("High", "rose"), ("Low", "violet")]
    field, high = f"{space}/fields/{made['id']}", f"{space}/options/{made['options'][0]['id']}"
    assert lena.post(f"{field}/name", {"name": "Urgency"}).json()["name"] == "Urgency"
    assert lena.post(f"{field}/help", {"help": "How soon?"}).json()["help"] == "How soon?"
    assert lena.post(f"{field}/front", {"on_front": True}).json()["on_front"]
    assert len(lena.post(f"{field}/options", {"name": "None"}).json()["options"]) == 3
    assert lena.post(f"{high}/name", {"name": "Now"}).json()["options"][0]["name"] == "Now"
    assert lena.post(f"{high}/colour", {"colour": "amber"}).json()["options"][0]["colour"] == "amber"
    moved = lena.post(f"{high}/place", {"before": None}).json()["options"]
    assert [one["name"] for one in moved] == ["Low", "None", "Now"]
    assert lena.post(f"{high}/retirement").json()["options"][2]["is_retired"]
    assert not lena.delete(f"{high}/retirement").json()["options"][2]["is_retired"]
    assert lena.post(f"{field}/archive").json()["is_archived"]
    assert not lena.delete(f"{field}/archive").json()["is_archived"]
    assert [each["name"] for each in lena.get(f"{space}/fields").json()["items"]] == ["Urgency"]


def test_a_formula_is_read_by_names_and_refused_with_its_place(story, lena):
    space = f"spaces/{story.space.pk}"
    rate = lena.post(f"{space}/fields", {"name": "Rate", "kind": "number"}).json()
    fee = lena.post(f"{space}/fields", {"name": "Fee", "kind": "formula", "formula": "[Rate] * 2"}).json()
    lena.post(f"{space}/fields/{rate['id']}/name", {"name": "Share"})
    assert lena.get(f"{space}/fields").json()["items"][1]["formula"] == "[Share] * 2"
    refused = lena.post(f"{space}/fields/{fee['id']}/formula", {"formula": "Share *"})
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, "formula")
    assert "(character 8 of the formula)" in refused.json()["detail"]


@pytest.mark.parametrize(
    ("kind", "sent", "shown"),
    [
        ("text", {"text": " On their letter "}, {"text": "On their letter"}),
        ("link", {"text": "https://example.com/1"}, {"text": "https://example.com/1"}),
        ("number", {"number": "12.500"}, {"number": "12.5"}),
        (
            "money",
            {"money": {"amount": "12.5", "currency": "EUR"}},
            {"money": {"amount": "12.50", "currency": "EUR"}},
        ),
        ("date", {"on": "2026-12-01"}, {"on": "2026-12-01"}),
        ("checkbox", {"checked": True}, {"checked": True}),
    ],
)
def test_each_kind_is_filled_once_shown_and_cleared(story, lena, marco, kind, sent, shown):
    field = story.space.add_field("It", kind, by=story.by_lena)
    address = f"cards/{story.card.pk}/fields/{field.pk}"
    before = Event.objects.count()
    for _ in range(2):
        answer = marco.put(address, sent)
        assert (answer.status_code, answer["ETag"], said(answer)) == (200, '"2"', {"It": shown})
    assert Event.objects.count() == before + 1
    assert said(marco.delete(address)) == {}


def test_people_and_options_are_named_by_their_ids(story, marco):
    add = story.space.add_field
    who = add("Approver", "person", by=story.by_lena)
    one = add("Priority", "select", options=["High", "Low"], by=story.by_lena)
    many = add("Tags", "multi_select", options=["A", "B"], by=story.by_lena)
    card = f"cards/{story.card.pk}/fields"
    marco.put(f"{card}/{who.pk}", {"person": story.vera.pk})
    marco.put(f"{card}/{one.pk}", {"options": [one.options.all()[1].pk]})
    ids = [option.pk for option in many.options.all()]
    answer = marco.put(f"{card}/{many.pk}", {"options": ids[::-1]})
    assert said(answer) == {
        "Approver": {"person": {"id": story.vera.pk, "name": "Vera Visser"}},
        "Priority": {"options": [{"id": one.options.all()[1].pk, "name": "Low"}]},
        "Tags": {"options": [{"id": ids[0], "name": "A"}, {"id": ids[1], "name": "B"}]},
    }
    assert marco.put(f"{card}/{one.pk}", {"options": [o.pk for o in one.options.all()]}).status_code == 422
    for address, body in (
        (who.pk, {"person": story.nils.pk}),
        (one.pk, {"options": [ids[0]]}),
        (10**9, {"text": "x"}),
    ):
        assert marco.put(f"{card}/{address}", body).status_code == 404


@pytest.mark.parametrize(
    ("kind", "sent", "sentence"),
    [
        ("number", {"text": "12"}, "It is of the kind number: send number and nothing else."),
        ("number", {}, "send number and nothing else"),
        ("number", {"number": "1", "text": "1"}, "send number and nothing else"),
        ("link", {"text": "javascript:alert(1)"}, "Begin it with https://"),
        ("money", {"money": {"amount": "1", "currency": "XXX"}}, "XXX is no currency"),
        ("date", {"on": "1066-10-14"}, "out of range"),
        ("formula", {"number": "1"}, "It is worked out"),
    ],
)
def test_what_a_field_does_not_take_is_refused(story, marco, kind, sent, sentence):
    field = story.space.add_field("It", kind, formula="1" if kind == "formula" else "", by=story.by_lena)
    refused = marco.put(f"cards/{story.card.pk}/fields/{field.pk}", sent)
    assert (refused.status_code, sentence in refused.json()["detail"]) == (422, True)


def test_formulas_are_worked_out_for_lists_too(story, marco):
    add, by = story.space.add_field, story.by_lena
    price, on = add("Price", "money", by=by), add("Since", "date", by=by)
    for name, formula in {
        "Twice": "Price * 2",
        "Days": "days(Since, Since + 3)",
        "Dear": "Price > 10",
        "Next": "Since + 1",
        "Word": 'if(Price > 10, "dear", "cheap")',
        "None": "Price / 0",
    }.items():
        add(name, "formula", formula=formula, by=by)
    story.card.fill(price, Sum(Decimal("12.5"), "EUR"), by=by)
    story.card.fill(on, date(2026, 12, 1), by=by)
    [card] = [each for each in marco.get("cards").json()["items"] if each["id"] == story.card.pk]
    shown = {value["field"]["name"]: value for value in card["fields"]}
    assert shown["Twice"]["money"] == {"amount": "25.00", "currency": "EUR"}
    assert shown["Days"]["number"] == "3"
    assert shown["Dear"]["checked"] is True
    assert shown["Next"]["on"] == "2026-12-02"
    assert shown["Word"]["text"] == "dear"
    assert shown["None"]["problem"] == "division by zero"
    assert marco.get(f"cards/{story.card.pk}").json()["fields"] == card["fields"]


def test_an_archived_field_is_not_shown(story, marco):
    field = story.space.add_field("It", "text", by=story.by_lena)
    story.card.fill(field, "Quiet", by=story.by_marco)
    story.space.archive_field(field, by=story.by_lena)
    assert said(marco.get(f"cards/{story.card.pk}")) == {}
    refused = marco.put(f"cards/{story.card.pk}/fields/{field.pk}", {"text": "x"})
    assert refused.json()["detail"].startswith("It is archived.")
