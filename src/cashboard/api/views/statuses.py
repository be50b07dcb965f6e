"""How a space is arranged: its statuses, their limits, and what a card needs before work starts."""

from __future__ import annotations

from cashboard.api.calls import Call, found
from cashboard.api.routing import route
from cashboard.api.shapes import spaces as shapes
from cashboard.api.shapes.values import NameChange
from cashboard.api.views.spaces import shown, space_of
from cashboard.people.models import Group
from cashboard.work.cards.flowing import change_kind, remove_status
from cashboard.work.spaces.models import Space, Status


@route("POST", "spaces/{id}/statuses/{status}/name")
def rename_status(call: Call, id: int, status: int, body: NameChange) -> shapes.Space:
    """Give a status another name"""
    space = space_of(call, id)
    with call.as_seen(space):
        space.rename_status(_status_of(space, status), body.name, by=call.actor)
    return shown(space)


@route("POST", "spaces/{id}/statuses/{status}/kind")
def change_status_kind(call: Call, id: int, status: int, body: shapes.KindChange) -> shapes.Space:
    """Let a status mean something else

    The cards in it are started, completed or reopened by that.
    """
    space = space_of(call, id)
    with call.as_seen(space):
        change_kind(space, _status_of(space, status), body.kind, by=call.actor)
    return shown(space)


@route("POST", "spaces/{id}/statuses/{status}/limit")
def limit_status(call: Call, id: int, status: int, body: shapes.Limit) -> shapes.Space:
    """Limit how many cards may stand in a status at once

    With the rule `refuse` no card comes in beyond it; cards that are beyond it already stay.
    """
    space = space_of(call, id)
    with call.as_seen(space):
        space.limit_status(_status_of(space, status), body.limit, rule=body.rule, by=call.actor)
    return shown(space)


@route("POST", "spaces/{id}/statuses/{status}/position")
def place_status(call: Call, id: int, status: int, body: shapes.Position) -> shapes.Space:
    """Put a status to the left of another, or at the right end"""
    space = space_of(call, id)
    before = _status_of(space, body.before, "before") if body.before else None
    with call.as_seen(space):
        space.place_status(_status_of(space, status), before=before, by=call.actor)
    return shown(space)


@route("POST", "spaces/{id}/statuses/{status}/removal")
def take_status_away(call: Call, id: int, status: int, body: shapes.Removal) -> shapes.Space:
    """Take a status away

    Its cards go to the end of `into`, which must be given when there are any.
    """
    space = space_of(call, id)
    into = _status_of(space, body.into, "into") if body.into else None
    with call.as_seen(space):
        remove_status(space, _status_of(space, status), into=into, by=call.actor)
    return shown(space)


@route("POST", "spaces/{id}/statuses/{status}/transition")
def rule_transition(call: Call, id: int, status: int, body: shapes.TransitionRule) -> shapes.Space:
    """Rule who may bring cards from another status into this one

    Everybody may where there is no rule. Cards that stand there already stay.
    """
    space = space_of(call, id)
    start = _status_of(space, body.start, "start")
    groups = Group.objects.filter(pk__in=[group.pk for group in space.groups_here()])
    group = found(groups, body.group, "group") if body.group else None
    with call.as_seen(space):
        space.rule_transition(start, _status_of(space, status), body.who, group=group, by=call.actor)
    return shown(space)


@route("POST", "spaces/{id}/statuses/{status}/gate")
def gate_status(call: Call, id: int, status: int, body: shapes.Gate) -> shapes.Space:
    """Say what a card needs to enter a status

    A move without it is refused and names what is missing.
    """
    space = space_of(call, id)
    with call.as_seen(space):
        space.gate_status(_status_of(space, status), body.needs, by=call.actor)
    return shown(space)


@route("POST", "spaces/{id}/statuses/{status}/definition")
def define_done(call: Call, id: int, status: int, body: shapes.Definition) -> shapes.Space:
    """Say what is done in a status before a card goes on

    Cards that enter it from now on carry these lines as a checklist.
    """
    space = space_of(call, id)
    with call.as_seen(space):
        space.define_done(_status_of(space, status), body.items, by=call.actor)
    return shown(space)


@route("POST", "spaces/{id}/beginning")
def begin(call: Call, id: int, body: shapes.Beginning) -> shapes.Space:
    """Choose the status in which new cards begin, null for the leftmost"""
    space = space_of(call, id)
    status = _status_of(space, body.status, "status") if body.status else None
    with call.as_seen(space):
        space.start_cards_in(status, by=call.actor)
    return shown(space)


@route("POST", "spaces/{id}/condition")
def require_responsible(call: Call, id: int, body: shapes.Condition) -> shapes.Space:
    """Ask for a responsible person before work starts, or do not"""
    space = space_of(call, id)
    with call.as_seen(space):
        space.require_responsible(body.needs_responsible, by=call.actor)
    return shown(space)


def _status_of(space: Space, pk: int, field: str = "") -> Status:
    return found(space.statuses.all(), pk, field)
