"""A card is filled in: its fields as rows of its details, each saved when it is changed."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path
from django.views.decorators.http import require_POST

from cashboard.web.asking import Asking, today, typed
from cashboard.web.filled import ICONS, said_on
from cashboard.web.parts import card_part
from cashboard.web.places import Place
from cashboard.web.views.cards import answer, find_card
from cashboard.web.views.field_marks import CardFacts
from cashboard.web.views.spaces import read_number
from cashboard.work.cards.contents import contents_of
from cashboard.work.cards.models import Card
from cashboard.work.currencies import EXPONENTS
from cashboard.work.fields.checking import Given, Sum, date_in, number_in
from cashboard.work.fields.kinds import FieldKind
from cashboard.work.fields.models import Field
from cashboard.work.spaces.people import people_of

USUAL_CURRENCY = "EUR"


@card_part("details", "cards/_fields.html", order=50)
def rows(request: Asking, card: Card, place: Place) -> dict[str, Any] | None:
    """A row for each field of the space: two queries where there are any, one more for people."""
    if not place.fields:
        return None
    created_on = card.created_at.astimezone(request.user.timezone).date()
    facts = CardFacts(card.amount, card.currency, card.due_on, card.start_on, created_on)
    said = said_on(place.fields, {card.pk: facts}, contents_of([card.pk]), today(request))
    asks_for_people = any(field.kind == FieldKind.PERSON for field in place.fields)
    asks_for_money = any(field.kind == FieldKind.MONEY for field in place.fields)
    return {
        "said": said[card.pk],
        "people": list(people_of(place.space)) if asks_for_people else [],
        "currencies": sorted(EXPONENTS) if asks_for_money else [],
        "currency": card.currency or USUAL_CURRENCY,
        "icons": ICONS,
    }


@require_POST
def filling(request: Asking, key: str, pk: int) -> HttpResponse:
    """Say something in a field of the card, or nothing."""
    card = find_card(request, key)
    field = get_object_or_404(Field, space=card.space, pk=pk)
    card.fill(field, given(request, field), by=request.actor)
    return answer(request, card)


def given(request: Asking, field: Field, name: str = "value", currency: str = "currency") -> Given:
    """What the form of this kind sends; people and options of other spaces are not known here."""
    text = typed(request.POST, name)
    if field.kind == FieldKind.NUMBER:
        return number_in(text, field.name)
    if field.kind == FieldKind.MONEY:
        amount = number_in(text, field.name)
        return None if amount is None else Sum(amount, typed(request.POST, currency))
    if field.kind == FieldKind.DATE:
        return date_in(text, field.name)
    if field.kind == FieldKind.CHECKBOX:
        return bool(text)
    if field.kind == FieldKind.PERSON:
        return get_object_or_404(people_of(field.space), pk=read_number(text)) if text else None
    if field.kind == FieldKind.SELECT:
        return get_object_or_404(field.options, pk=read_number(text)) if text else None
    if field.kind == FieldKind.MULTI_SELECT:
        wanted = [read_number(each) for each in request.POST.getlist(name) if each]
        return [get_object_or_404(field.options, pk=each) for each in wanted[:200]]
    return text


urlpatterns = [path("cards/<slug:key>/fields/<int:pk>/", filling, name="filling")]
