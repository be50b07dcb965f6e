"""Cards dropped in a group of a board: one or several, one change, one undo; and what a board loads later."""

from __future__ import annotations

from urllib.parse import quote

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.views.decorators.http import require_POST, require_safe

from cashboard.activity.refusals import Invalid
from cashboard.web.asking import Asking, wants_fragment
from cashboard.web.board_state import read_state
from cashboard.web.group_boards import next_cards, read_groups, show_groups, tell_groups
from cashboard.web.places import Place
from cashboard.web.views.bulk import changeable, numbers, sign_undo
from cashboard.web.views.spaces import find_place, read_number, show_changes, show_space
from cashboard.work.cards.attributes.attribute import Attribute, Group, Spot
from cashboard.work.cards.bulk import Outcome, change_cards
from cashboard.work.cards.group_board import GroupBoard
from cashboard.work.cards.models import Card
from cashboard.work.cards.regrouping import Drop, Step, create_in, regroup

MOST = 200


@require_POST
def drops(request: Asking, key: str) -> HttpResponse:
    """Bring cards into the column and the lane in which they were dropped."""
    place = changeable(request, key)
    board = read_groups(request, place)
    ids = numbers(request, "cards")
    if not ids:
        raise Invalid("Drag at least one card.", "cards")
    if len(ids) > MOST:
        raise Invalid(f"Drag at most {MOST} cards at once. For more, use Move to in the bar below.", "cards")
    steps = _steps(request, place, board)
    if len(ids) == 1:
        return _drop_one(request, place, board, ids[0], steps)
    return _drop_many(request, place, ids, Drop(tuple(steps), board.scene))


def _drop_one(request: Asking, place: Place, board: GroupBoard, pk: int, steps: list[Step]) -> HttpResponse:
    card = get_object_or_404(Card.objects.on_board().select_related("status"), space=place.space, pk=pk)
    card.space = place.space
    seen = read_number(request.POST.get("version")) or None
    before = card.version
    regroup(card, steps, board.scene, by=request.actor, version=seen)
    if not wants_fragment(request):
        return redirect(read_state(request, place).base + read_state(request, place).query)
    drop = Drop(tuple(steps), board.scene)
    context = {"dropped": card, "into": drop.names, "undo_job": sign_undo(request.actor)}
    if card.version == before:
        context = {}
    response = show_drop(request, place, {card.pk}, **context)
    response.headers["X-Announce"] = quote(f"{card.key} moved to {drop.names}")
    return response


def _drop_many(request: Asking, place: Place, ids: list[int], drop: Drop) -> HttpResponse:
    outcome = Outcome()
    change_cards(place.space, ids, drop, outcome, by=request.actor, pause=lambda: False)
    if not wants_fragment(request):
        return redirect(read_state(request, place).base + read_state(request, place).query)
    context = {"outcome": outcome, "done": drop.done, "undo_job": sign_undo(request.actor)}
    response = show_space(request, "boards/_dropped.html", place, **context)
    response.headers["X-Announce"] = quote(f"{outcome.changed} cards moved to {drop.names}")
    return response


def show_drop(request: Asking, place: Place, ids: set[int], **context: object) -> HttpResponse:
    """What changed on the board that the person looks at."""
    state = read_state(request, place)
    if not state.layout.is_grouped:
        return show_changes(request, place, ids, **context)
    board = read_groups(request, place, state)
    context.update(tell_groups(board, place, ids))
    return show_space(request, "boards/_changes.html", place, at=state, **context)


@require_POST
def additions(request: Asking, key: str) -> HttpResponse:
    """Quick add in a group: a card that is there from the start."""
    place = changeable(request, key)
    board = read_groups(request, place)
    steps = _steps(request, place, board)
    card = create_in(place.space, request.POST.get("title", ""), steps, board.scene, by=request.actor)
    if wants_fragment(request):
        return show_drop(request, place, {card.pk}, added=card)
    return redirect(read_state(request, place).base + read_state(request, place).query)


@require_safe
def lanes(request: Asking, key: str) -> HttpResponse:
    """The next lanes of a board."""
    place = find_place(request, key)
    state = read_state(request, place)
    context = show_groups(read_groups(request, place, state), place, request.GET.get("after-lane", ""))
    return show_space(request, "boards/_lanes.html", place, at=state, **context)


@require_safe
def cell(request: Asking, key: str) -> HttpResponse:
    """The next cards of a column, or of a lane in it."""
    place = find_place(request, key)
    state = read_state(request, place)
    board = read_groups(request, place, state)
    column = _group(board, board.column, request.GET.get("list", ""))
    lane = _group(board, board.lane, request.GET.get("lane", "")) if board.lane else None
    context = next_cards(board, place, column, lane, request.GET.get("after", ""))
    return show_space(request, "boards/_cards.html", place, at=state, **context)


def _steps(request: Asking, place: Place, board: GroupBoard) -> list[Step]:
    """What the form says: into which column and lane, and out of which."""
    found = []
    axes = [(board.column, "list", "from"), *([(board.lane, "lane", "from_lane")] if board.lane else [])]
    for attribute, into, out in axes:
        key = request.POST.get(into, "")
        if not key and board.lane:
            continue  # chosen from a menu: the other one stays as it is
        to = _group(board, attribute, key)
        was = board.find(attribute, request.POST[out]) if request.POST.get(out) else None
        before = _before(request, place) if attribute.name == "status" and into == "list" else None
        found.append(Step(attribute, Spot(to, was, before)))
    return found


def _before(request: Asking, place: Place) -> Card | None:
    number = read_number(request.POST.get("before"))
    return Card.objects.filter(space=place.space, pk=number).first() if number else None


def _group(board: GroupBoard, attribute: Attribute, key: str) -> Group:
    number = key.removeprefix("status-")
    group = board.find(attribute, f"status-{number}" if attribute.name == "status" else key)
    if group is None:
        raise Http404("There is no such column.")
    return group


urlpatterns = [
    path("spaces/<slug:key>/drops/", drops, name="drops"),
    path("spaces/<slug:key>/additions/", additions, name="additions"),
    path("spaces/<slug:key>/lanes/", lanes, name="lanes"),
    path("spaces/<slug:key>/cells/", cell, name="cell"),
]
