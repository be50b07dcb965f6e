"""Cards: lists, one card, a new one."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.db.models import F, Model, QuerySet
from msgspec import UNSET

from cashboard.api.calls import Call, found
from cashboard.api.paging import Page, page
from cashboard.api.routing import route
from cashboard.api.shapes import cards as shapes
from cashboard.api.shapes.fields import FieldValue
from cashboard.api.shapes.values import Ref, in_utc, money, ref
from cashboard.api.views.field_values import field_values
from cashboard.people.models import Person
from cashboard.work.cards.models import Card, Cards
from cashboard.work.spaces.kinds import OPEN_KINDS
from cashboard.work.spaces.models import Space

COMPOSED = {"space", "status", "responsible", "coworkers", "labels", "fields", "amount", "party", "stands_on"}
SAME = tuple(name for name in shapes.CardSummary.__struct_fields__ if name not in COMPOSED)
PLACE = ("space_id", "space__key", "status_id", "status__name", "status__kind")
PARTIES = ("responsible_id", "responsible__name", "party", "party_name", "object_kind", "object_id")
MONEY = ("amount_minor", "exponent", "currency")
COLUMNS = (*SAME, *PLACE, *PARTIES, *MONEY)
References = dict[int, list[Ref]]


@route("GET", "cards")
def cards(call: Call, query: shapes.CardQuery) -> Page[shapes.CardSummary]:
    """List cards

    Those of the spaces that the caller may see, in the order in which they were made.
    """
    rows = Card.objects.visible_to(call.actor)
    return page(call, query, _chosen(rows, query, call), summaries)


@route("POST", "cards", status=201)
def create_card(call: Call, body: shapes.NewCard) -> shapes.Card:
    """Make a card

    It stands at the end of its status.
    """
    space = found(Space.objects.visible_to(call.actor).select_related("workspace"), body.space, "space")
    made = Card.create(
        space,
        body.title,
        by=call.actor,
        status=found(space.statuses.all(), body.status, "status") if body.status else None,
        description=body.description,
        responsible=person_of(body.responsible, "responsible"),
        due_on=body.due_on,
    )
    return shown(made)


@route("GET", "cards/{id}")
def card(call: Call, id: int) -> shapes.Card:
    """Show a card"""
    return _shape(found(Card.objects.visible_to(call.actor).values(*COLUMNS, "description"), id))


def card_of(call: Call, pk: int, field: str = "") -> Card:
    """The card, with what its verbs look at."""
    rows = Card.objects.visible_to(call.actor).select_related("space__workspace", "status", "responsible")
    return found(rows, pk, field)


def kept_card_of(call: Call, pk: int) -> Card:
    """The same where the card may lie in the trash."""
    rows = Card.objects.of_spaces_seen_by(call.actor)
    return found(rows.select_related("space__workspace", "status", "responsible", "trashed_by"), pk)


def person_of(pk: int | None, field: str) -> Person | None:
    """The person whom a body names, None where it names nobody."""
    return None if pk is None else found(Person.objects.active(), pk, field)


def shown(card: Card) -> shapes.Card:
    """A card as it is now."""
    return _shape(Card.objects.filter(pk=card.pk).values(*COLUMNS, "description").get())


def summaries(rows: QuerySet[Card]) -> list[shapes.CardSummary]:
    """Many cards in six queries, however many they are."""
    listed = list(rows.values(*COLUMNS))
    ids = [row["id"] for row in listed]
    coworkers, labels = _named(Card.coworkers.through, ids, "person"), _named_labels(ids)
    said = field_values(listed)
    return [shapes.CardSummary(**_fields(row, coworkers, labels, said)) for row in listed]


def _chosen(rows: Cards, query: shapes.CardQuery, call: Call) -> QuerySet[Card]:
    rows = rows.exclude(archived_at=None) if query.archived else rows.on_board()
    rows = rows.filter(**query.chosen("space", "status", "responsible", "party", "key"))
    if query.updated_since is not UNSET:
        rows = rows.filter(changed_at__gte=in_utc(query.updated_since, "updated_since"))
    if query.overdue is UNSET:
        return rows
    late = {"due_on__lt": call.today, "status__kind__in": OPEN_KINDS}
    return rows.filter(**late) if query.overdue else rows.exclude(**late)


def _shape(row: Any) -> shapes.Card:
    coworkers, labels = _named(Card.coworkers.through, [row["id"]], "person"), _named_labels([row["id"]])
    said = field_values([row])
    return shapes.Card(description=row["description"], **_fields(row, coworkers, labels, said))


def _named_labels(ids: list[int]) -> References:
    return _named(Card.labels.through, ids, "label")


def _named(through: type[Model], ids: list[int], what: str) -> References:
    """Card id -> the named things that it is linked with, by name."""
    links = through._default_manager.filter(card__in=ids).order_by(f"{what}__name", f"{what}_id")
    named: dict[int, list[Ref]] = defaultdict(list)
    for card_id, pk, name in links.values_list("card_id", f"{what}_id", F(f"{what}__name")):
        named[card_id].append(Ref(pk, name))
    return named


def _fields(
    row: dict[str, Any], coworkers: References, labels: References, said: dict[int, list[FieldValue]]
) -> dict[str, Any]:
    stands_on = row["object_id"]
    return {
        **{name: row[name] for name in SAME},
        "space": shapes.SpaceRef(row["space_id"], row["space__key"]),
        "status": shapes.StatusRef(row["status_id"], row["status__name"], row["status__kind"]),
        "responsible": ref(row["responsible_id"], row["responsible__name"]),
        "coworkers": coworkers.get(row["id"], []),
        "labels": labels.get(row["id"], []),
        "fields": said.get(row["id"], []),
        "amount": money(row["amount_minor"], row["exponent"], row["currency"]),
        "party": ref(row["party"], row["party_name"]),
        "stands_on": None if stands_on is None else shapes.Object(row["object_kind"], stands_on),
    }
