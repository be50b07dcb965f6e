"""A space: its board, what is new on it, its stream and its people."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cashboard.activity.models import Event
from cashboard.activity.refusals import Invalid, NotAllowed
from cashboard.activity.types import REGISTRY
from cashboard.notify.following import Follow
from cashboard.people.models import Person
from cashboard.people.roles import Role
from cashboard.web.asking import Asking, show, today, typed, wants_fragment
from cashboard.web.board_state import BoardState, attributes_in, read_state
from cashboard.web.fronts import place_front, render_fronts, render_heads, tell_once
from cashboard.web.group_boards import read_groups, shape_of, show_groups, tell_groups
from cashboard.web.places import Place, places_of
from cashboard.web.space_pages import space_page
from cashboard.web.stream import Stream
from cashboard.web.view_tabs import Pairs, ViewTabs, saved_page
from cashboard.web.ways import closed_ways
from cashboard.work.cards.attributes.catalogue import attributes_of
from cashboard.work.cards.board import Board
from cashboard.work.cards.filtering import CardFilter
from cashboard.work.cards.fronts import PAGE, Front
from cashboard.work.cards.labelling import Label
from cashboard.work.cards.laying_out import PARTS, BoardLayout
from cashboard.work.cards.models import Card
from cashboard.work.cards.range_filtering import PAST, PERIODS
from cashboard.work.cards.relatives import Relatives
from cashboard.work.fields.models import Field
from cashboard.work.spaces.kinds import SpaceKind
from cashboard.work.spaces.models import Space, Workspace
from cashboard.work.spaces.people import people_of

space_page("board", "Board", "columns-3", keys="g b", group="main", order=10)
space_page("activity", "Activity", "activity", keys="g a", group="space", order=30)
space_page("members", "People", "users", keys="g p", group="space", order=40)

MANY = 150
FILTERED = {"text", "link", "person", "select", "multi_select", "checkbox", "number", "money", "date"}
MANY_EVENTS = 4 * MANY
MANY_GROUPED = 25


@saved_page("board")
def board_state(space: Space, asked: QueryDict) -> Pairs:
    """What a saved view of the board keeps besides its filter."""
    return BoardLayout.read(asked, attributes_of(Field.objects.filter(space=space).in_use())).pairs()


def find_space(request: Asking, key: str) -> Space:
    """The space of this key for a verb: read anew, if the person may see it."""
    spaces = Space.objects.visible_to(request.actor).select_related("workspace", "folder")
    return get_object_or_404(spaces, key=key.upper())


def find_place(request: Asking, key: str) -> Place:
    """The space of this key for looking at; `request.seq` says up to where the log is told."""
    request.places, request.seq = places_of(request.actor)
    return request.places.find(key)


def show_space(request: Asking, template: str, place: Place, **context: Any) -> HttpResponse:
    """A page of a space: the person's role decides what the page offers."""
    context.update(
        space=place.space, role=place.role, may_change=place.may_change, may_manage=place.may_manage
    )
    return show(request, template, **context)


def read_board(request: Asking, place: Place, chosen: CardFilter | None = None) -> Board:
    """The board of a place through the filter that the address carries."""
    chosen = CardFilter.read(request.GET) if chosen is None else chosen
    return Board(place.space, place.statuses, chosen, request.actor, today(request))


@require_safe
def board(request: Asking, key: str) -> HttpResponse:
    """The board, or just its columns when the filter changes."""
    place = find_place(request, key)
    context = _region(request, place, read_state(request, place))
    if request.headers.get("HX-Target") == "columns":
        return show_space(request, context["region"], place, **context)
    picked = FilterChoices(place.space, context["chosen"])
    return show_space(
        request,
        "spaces/board.html",
        place,
        picked=picked,
        has_fields=has_filtered_fields(place),
        attributes=attributes_in(place),
        parts=PARTS,
        tab="board",
        **context,
    )


def has_filtered_fields(place: Place) -> bool:
    """Whether the filter bar has fields to offer."""
    return any(field.kind in FILTERED for field in place.fields)


def _region(request: Asking, place: Place, state: BoardState) -> dict[str, Any]:
    """What the region of the columns needs, and the name of its template."""
    context: dict[str, Any] = {
        "at": state,
        "chosen": state.chosen,
        "statuses": place.statuses,
        "tabs": ViewTabs(request, place, "board", state.state),
        "seq": request.seq,
        "closed": closed_ways(place),
    }
    if state.layout.is_grouped:
        shown = show_groups(read_groups(request, place, state), place)
        return context | shown | {"region": "boards/_board.html"}
    return context | _columns(request, place, state) | {"region": "spaces/_columns.html"}


def _columns(request: Asking, place: Place, state: BoardState) -> dict[str, Any]:
    """All columns with their first cards."""
    shown = read_board(request, place, state.chosen)
    closed = {*state.layout.folded, *state.layout.hidden}
    columns = shown.columns(but=[each.pk for each in place.statuses if f"status-{each.pk}" in closed])
    fronts = render_fronts([card for column in columns for card in column.cards], place, shown.today)
    return {"board": shown, "columns": columns, "heads": render_heads(columns), "fronts": fronts}


def _show_anew(request: Asking, place: Place) -> HttpResponse:
    """All columns and what lists them: they are others now, or more is new than is worth telling."""
    context = _region(request, place, read_state(request, place))
    response = show_space(request, "spaces/_anew.html", place, **context)
    response.headers["X-Seq"] = str(request.seq)
    return response


@require_safe
def column(request: Asking, key: str, status: int) -> HttpResponse:
    """The next cards of a column."""
    place = find_place(request, key)
    if place.status(status) is None:
        raise Http404("There is no such status.")
    shown = read_board(request, place)
    after = (typed(request.GET, "rank"), read_number(request.GET.get("after")))
    cards = shown.cards_in(status, after)
    fronts = render_fronts(cards, place, shown.today)
    more = len(cards) == PAGE
    context = {"status_id": status, "cards": cards, "more": more, "fronts": fronts, "chosen": shown.chosen}
    return show_space(request, "spaces/_cards.html", place, **context)


@require_safe
def changes(request: Asking, key: str) -> HttpResponse:
    """The fragments of the board that changed after `since`: heads of columns and fronts of cards."""
    place = find_place(request, key)
    since = read_number(request.GET.get("since"))
    events = Event.objects.filter(space=place.space.pk, seq__gt=since, seq__lte=request.seq)
    rows = list(events.order_by("seq").values_list("uid", "objects_json", "type")[:MANY_EVENTS])
    ids = {entry["id"] for _, objects, _ in rows for entry in objects if entry["type"] == "card"}
    if len(ids) > MANY or len(rows) == MANY_EVENTS or any(REGISTRY[name].structural for _, _, name in rows):
        return _show_anew(request, place)
    state = read_state(request, place)
    chosen = state.chosen
    board = read_groups(request, place, state) if state.layout.is_grouped else None
    if board is not None and (len(ids) > MANY_GROUPED or shape_of(board) != request.GET.get("shape")):
        return _show_anew(request, place)
    mine = request.actor.person if chosen.people or chosen.fields or chosen.ranges else None
    looking = (chosen, state.layout, mine, place.may_change, request.places.seen, today(request))

    def tell() -> bytes:
        if board is None:
            return show_changes(request, place, ids).content
        told = tell_groups(board, place, ids)
        return show_space(request, "boards/_changes.html", place, at=state, **told).content

    # All who have the board open ask the same after a move; without an event nothing says how long it holds.
    news = (place.space.pk, *(uid for uid, _, _ in rows), looking)
    response = HttpResponse(tell_once(news, tell) if rows else tell())
    response.headers["X-Seq"] = str(request.seq)
    return response


def show_changes(request: Asking, place: Place, ids: set[int], **context: Any) -> HttpResponse:
    """The heads of all columns and these cards, each told where it stands, or that it is gone."""
    shown = read_board(request, place)
    found = shown.fronts(ids)
    found += shown.fronts(_beside(found, place))
    # the lowest first: the card above which another is put stands there already
    fronts = sorted(found, key=lambda front: (front.rank, front.id), reverse=True)
    html = render_fronts(fronts, place, shown.today)
    placed = [place_front(html[front.id], front, shown.below(front)) for front in fronts]
    left = place.space.cards.filter(pk__in=ids - {front.id for front in fronts})
    gone = left.values_list("pk", flat=True)
    heads = render_heads(shown.heads())
    context.update(heads=heads, placed=placed, gone=gone, board=shown, chosen=shown.chosen)
    return show_space(request, "spaces/_changes.html", place, **context)


def _beside(fronts: list[Front], place: Place) -> set[int]:
    """The other cards of the board whose marks hang on these."""
    related = [front.id for front in fronts if front.is_related]
    around = Relatives(related, place.actor).cards.values()
    return {card.id for card in around if card.space == place.space.pk} - {front.id for front in fronts}


@require_POST
def cards(request: Asking, key: str) -> HttpResponse:
    """Quick add: a card on top of a column, where it is seen."""
    place = find_place(request, key)
    space, status = place.space, place.status(read_number(request.POST.get("status")))
    card = Card.create(space, request.POST.get("title", ""), status=status, on_top=True, by=request.actor)
    if wants_fragment(request):
        shown = read_board(request, place)
        hidden = bool(shown.chosen) and not shown.fronts([card.pk])
        return show_changes(request, place, {card.pk}, added=card, hidden=hidden)
    return redirect("table" if request.POST.get("from") == "table" else "board", key=space.key)


def followed_in(place: Place) -> set[int]:
    """The statuses of a space that the person follows; 0 for the space itself. One query."""
    here = Q(space=place.space.pk) | Q(status__space=place.space.pk)
    rows = Follow.objects.filter(here, person=place.actor.person).values_list("status", flat=True)
    return {status or 0 for status in rows}


@require_safe
def activity(request: Asking, key: str) -> HttpResponse:
    """What happened in the space, newest first; `since` asks for the news only."""
    place = find_place(request, key)
    stream = Stream(Event.objects.filter(space=place.space.pk), request)
    template = "spaces/_stream.html" if wants_fragment(request) else "spaces/activity.html"
    followed = set() if wants_fragment(request) else followed_in(place)
    context = {"followed": followed, "followable": place.statuses, "tab": "activity"}
    response = show_space(request, template, place, stream=stream, seq=stream.newest, **context)
    response.headers["X-Seq"] = str(stream.newest)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def members(request: Asking, key: str) -> HttpResponse:
    """Who works here and may do what; owners give and take roles."""
    space = find_space(request, key)
    hub: Workspace | Space = space.workspace if space.kind == SpaceKind.STANDARD else space
    if request.method == "POST":
        role = hub.role_of(request.actor)
        if role is None or not role.may(
            Role.OWNER
        ):  # before looking: who has an account is not told to everybody
            raise NotAllowed(f"Only an owner of {hub.name} gives and takes roles. Ask one of them.")
        person = Person.objects.active().filter(email__iexact=typed(request.POST, "email")).first()
        if person is None:
            raise Invalid(
                "Nobody here has that mail address. An administrator can make the account first.", "email"
            )
        if request.POST.get("role") == "none":
            hub.remove_member(person, by=request.actor)
        else:
            hub.add_member(person, request.POST.get("role", "member"), by=request.actor)
        return redirect("members", key=space.key)
    held = hub.members.select_related("person", "group").order_by("person__name", "group__name")
    return show_space(
        request,
        "spaces/members.html",
        find_place(request, key),
        hub=hub,
        held=held,
        roles=Role,
        tab="members",
    )


class FilterChoices:
    """What is picked in the filter bar, with names: the menus themselves are filled when they are opened."""

    def __init__(self, space: Space, chosen: CardFilter) -> None:
        self.parties: dict[int, str] = {}
        self.people: list[Person] = []
        self.labels: list[Label] = []
        if chosen.parties:
            cards = Card.objects.filter(space=space, party__in=chosen.parties)
            self.parties = {
                one: name for one, name in cards.values_list("party", "party_name").distinct() if one
            }
        if chosen.people:
            ids = [one for one in chosen.people if one.isdigit()]
            self.people = list(people_of(space).filter(pk__in=ids))
        if chosen.labels:
            self.labels = list(space.labels.filter(pk__in=chosen.labels))
        self.fields = dict(chosen.fields)
        self.ranges = [each for each in chosen.ranges if each.of.startswith("field-")]
        self.dates = [each for each in chosen.ranges if not each.of.startswith("field-")]


@require_safe
def choices(request: Asking, key: str, what: str) -> HttpResponse:
    """The options of one menu of the filter bar; `find` narrows customers."""
    space, chosen = find_place(request, key).space, CardFilter.read(request.GET)
    if what == "person":
        return show(request, "spaces/_people.html", found=list(people_of(space)), chosen=chosen)
    if what == "field":
        place = find_place(request, key)
        fields = [field for field in place.fields if field.kind in FILTERED]
        asked, known = dict(chosen.fields), list(people_of(space))
        context = {"fields": fields, "asked": asked, "chosen": chosen, "people": known, "periods": PERIODS}
        return show_space(request, "spaces/_field_choices.html", place, **context)
    if what == "dates":
        return show(request, "spaces/_dates.html", chosen=chosen, periods=PERIODS, past=PAST)
    if what == "label":
        return show(request, "spaces/_labels.html", found=list(space.labels.all()), chosen=chosen)
    rows = Card.objects.filter(space=space, archived_at=None).exclude(party=None)
    for word in typed(request.GET, "find").split():
        rows = rows.filter(party_name__icontains=word)
    found = rows.order_by("party_name").values_list("party", "party_name").distinct()[:30]
    return show(request, "spaces/_parties.html", found=list(found), chosen=chosen)


def read_number(text: str | None) -> int:
    """A number out of an address or form; 0 for anything else."""
    text = (text or "").removeprefix("card-")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
