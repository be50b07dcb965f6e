"""A card: its page or panel, and one address for each verb."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal
from urllib.parse import quote

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe

from cashboard.activity.models import Event
from cashboard.activity.prepared import PreparedRow
from cashboard.activity.refusals import Invalid, Refused
from cashboard.notify.models import look_at
from cashboard.people.models import Person
from cashboard.web.asking import Asking, today, wants_fragment
from cashboard.web.card_menu import card_menu
from cashboard.web.group_boards import menu_of
from cashboard.web.parts import parts_of
from cashboard.web.places import Place
from cashboard.web.stream import Stream
from cashboard.web.talk import INSIDE, Talk, begins_in
from cashboard.web.views.spaces import find_place, read_number, show_changes, show_space
from cashboard.web.ways import ways_of
from cashboard.work.cards.dating import nearness
from cashboard.work.cards.models import Card
from cashboard.work.cards.undoing import take_back, take_back_change
from cashboard.work.spaces.models import Status
from cashboard.work.spaces.people import people_of

_by_id = PreparedRow(Card, lambda space, pk: Card.objects.filter(space=space, pk=pk))
_by_key = PreparedRow(Card, lambda space, key: Card.objects.filter(space=space, key=key))


def find_card(request: Asking, key: str) -> Card:
    """The card of this key, if the person may see its space, which the key begins with; none of the trash."""
    card = find_kept(request, key)
    if card.is_trashed:
        raise Http404(f"{card.key} is in the trash. Restore it there first.")
    return card


def find_kept(request: Asking, key: str) -> Card:
    """The same where the card may lie in the trash."""
    place = find_place(request, key.rpartition("-")[0])
    card = _by_key.found(place.space.pk, key.upper())
    if card is None:
        raise Http404("There is no such card, or it is not shared with you.")
    card.space = place.space
    if status := place.status(card.status_id):
        card.status = status
    return card


def show_card(request: Asking, card: Card, **context: Any) -> HttpResponse:
    """The card as a panel, or as a page of its own."""
    space, place = card.space, find_place(request, card.space.key)
    people = list(people_of(space))
    context.update(_talked(request, card, place, people))
    context.update(
        card=card,
        statuses=place.statuses,
        people=people,
        coworkers=list(card.coworkers.order_by("name")),
        labels=list(card.labels.all()),
        space_labels=list(space.labels.all()),
        nearness=nearness(card.due_on, card.status.kind, today(request)),
        facts=facts_of(card),
        parts=parts_of(request, card, place),
        card_menu=card_menu(),
        seq=request.seq,
        tab="card",
    )
    template = "cards/_card.html" if wants_fragment(request) else "cards/show.html"
    response = show_space(request, template, place, **context)
    response.headers["X-Seq"] = str(request.seq)
    return response


def _talked(request: Asking, card: Card, place: Place, people: list[Person]) -> dict[str, Any]:
    """What happened to the card and what was said about it. A comment that the address names is on top."""
    stream = Stream(Event.objects.about("card", card.pk).exclude(type__in=INSIDE), request, whole=True)
    named = read_number(request.GET.get("comment"))
    sought = card.comments.filter(pk=named).values_list("reply_to", flat=True).first() or named
    begins = begins_in(stream.lines)
    talk = Talk(request, place, card, begins | {sought}, {person.pk for person in people})
    return {
        "stream": stream,
        "talk": talk,
        "lines": [line for line in stream.lines if not talk.holds(line)],
        "linked": talk.threads.get(sought) if sought not in begins else None,
        "idea_spaces": request.places.navigation.spaces,
    }


def show_trashed(request: Asking, card: Card) -> HttpResponse:
    """In place of a card that was deleted: since when, by whom, and how it comes back."""
    template = "trash/_card.html" if wants_fragment(request) else "trash/card.html"
    return show_space(request, template, find_place(request, card.space.key), card=card, seq=0, tab="card")


def facts_of(card: Card) -> Any:
    """The invoice under the card, None where it stands on nothing."""
    return getattr(card, "invoice", None) if card.object_kind == "invoice" else None


@require_safe
def card(request: Asking, key: str) -> HttpResponse:
    """The card's page. Who looks at it has read what the inbox says of it."""
    found = find_kept(request, key)
    if found.is_trashed:
        return show_trashed(request, found)
    if "before" in request.GET and wants_fragment(request):
        return _show_earlier(request, found)
    if request.actor.person is not None:
        look_at(found.pk, request.actor.person)
    return show_card(request, found)


def _show_earlier(request: Asking, card: Card) -> HttpResponse:
    """The next page of what happened to a card."""
    place = find_place(request, card.space.key)
    told = _talked(request, card, place, list(people_of(card.space)))
    return show_space(request, "cards/_stream.html", place, card=card, tab="card", **told)


@require_POST
def moves(request: Asking, key: str) -> HttpResponse:
    """Move the card: by drag, by keyboard or by the menu."""
    card = find_card(request, key)
    place = request.places.find(card.space.key)
    to = place.status(_number(request, "list") or 0)
    if to is None:
        raise Http404("There is no such status.")
    event = card.move(
        to, before=above(request, card, to), by=request.actor, version=_number(request, "version")
    )
    return answer_move(request, card, to, event)


def answer_move(request: Asking, card: Card, to: Status, event: Event | None) -> HttpResponse:
    """What a move answers: the card as it is now, or what changed on the board."""
    place = request.places.find(card.space.key)
    if not wants_fragment(request):
        return redirect(card_address(card))
    if request.headers.get("X-From") == "card":
        return show_card(request, card)
    response = show_changes(request, place, {card.pk}, moved=card if event else None, to=to, event=event)
    response.headers["X-Announce"] = quote(f"{card.key} moved to {to.name}")
    return response


@require_safe
def menu(request: Asking, key: str) -> HttpResponse:
    """The statuses, or groups of the board, that the card can be moved to, and what else one does."""
    card = find_card(request, key)
    place = find_place(request, card.space.key)
    context = {"card": card, "statuses": place.statuses, "card_menu": card_menu()}
    context["ways"] = ways_of(card, place)
    if "board" in request.GET:
        context |= menu_of(request, place, card)
    template = "boards/_menu.html" if "board" in request.GET else "cards/_menu.html"
    return show_space(request, template, place, **context)


@require_POST
def undo(request: Asking, key: str) -> HttpResponse:
    """Take back what an event did; with `whole`, all that was done to cards in the same change."""
    card = find_card(request, key)
    event = get_object_or_404(Event.objects.about("card", card.pk), seq=_number(request, "seq"))
    if request.POST.get("whole"):
        take_back_change(event.change, by=request.actor)
    else:
        take_back(card, event, by=request.actor)
    if not wants_fragment(request):
        return redirect(card_address(card))
    return show_changes(request, find_place(request, card.space.key), {card.pk})


@require_POST
def completion(request: Asking, key: str) -> HttpResponse:
    """Complete the card, or reopen it."""
    card = find_card(request, key)
    if request.POST.get("reopen"):
        card.reopen(by=request.actor)
    else:
        card.complete(by=request.actor)
    return answer(request, card)


@require_POST
def title(request: Asking, key: str) -> HttpResponse:
    """Give the card another title."""
    card = find_card(request, key)
    card.retitle(request.POST.get("title", ""), by=request.actor, version=_number(request, "version"))
    return answer(request, card)


@require_POST
def description(request: Asking, key: str) -> HttpResponse:
    """Write the description."""
    card = find_card(request, key)
    card.describe(request.POST.get("text", ""), by=request.actor, version=_number(request, "version"))
    return answer(request, card)


@require_POST
def assignment(request: Asking, key: str) -> HttpResponse:
    """Make somebody responsible, or nobody."""
    card = find_card(request, key)
    card.assign(read_person(request, people_of(card.space)), by=request.actor)
    return answer(request, card)


@require_POST
def coworkers(request: Asking, key: str) -> HttpResponse:
    """Add or remove a co-worker."""
    card = find_card(request, key)
    leaving = bool(request.POST.get("remove"))
    person = read_person(request, card.coworkers.all() if leaving else people_of(card.space))
    if person is None:
        raise Invalid("Choose a person.", "person")
    if leaving:
        card.remove_coworker(person, by=request.actor)
    else:
        card.add_coworker(person, by=request.actor)
    return answer(request, card)


@require_POST
def dates(request: Asking, key: str) -> HttpResponse:
    """Set or clear the start or due date."""
    card = find_card(request, key)
    which: Literal["start", "due"] = "start" if request.POST.get("which") == "start" else "due"
    card.date(which, read_day(request.POST.get("on", "")), by=request.actor)
    return answer(request, card)


@require_POST
def labels(request: Asking, key: str) -> HttpResponse:
    """Put a label on, or take one off."""
    card = find_card(request, key)
    if request.POST.get("remove"):
        card.unlabel(get_object_or_404(card.space.labels, pk=_number(request, "remove")), by=request.actor)
    else:
        card.label(request.POST.get("name", ""), by=request.actor)
    return answer(request, card)


def card_address(card: Card) -> str:
    """Where the card's page is."""
    return f"/cards/{card.key}/"


def answer(request: Asking, card: Card) -> HttpResponse:
    """What a verb on a card answers: the card as it is now, or the way to its page."""
    return show_card(request, card) if wants_fragment(request) else redirect(card_address(card))


def _number(request: Asking, name: str) -> int | None:
    return read_number(request.POST.get(name)) or None


def above(request: Asking, card: Card, to: Status) -> Card | None:
    """The card above which to stand: the one that the drop names, or the topmost of a chosen column."""
    if "before" in request.POST:
        named = _number(request, "before")
        above = _by_id.found(card.space_id, named) if named else None
        if named and above is None:
            raise Refused(f"The card above which {card.key} was dropped is gone. Drop it again.")
        return above
    column = card.space.cards.filter(status=to, archived_at=None).exclude(pk=card.pk)
    return column.order_by("rank", "pk").first()


def read_person(request: Asking, among: QuerySet[Person]) -> Person | None:
    """The chosen one of these people: whoever has no part in the space is not known here."""
    number = _number(request, "person")
    return get_object_or_404(among, pk=number) if number else None


def read_day(text: str) -> date | None:
    """A date out of a form, None for an empty field."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise Invalid(f"{text[:20]} is not a date. Write it like 2026-11-24.", "on") from error
