"""Guards: floors above register what must hold before an event may be recorded."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, Protocol

from cashboard.activity.actors import Actor
from cashboard.activity.types import EventType

Guard = Callable[[Any, EventType, Actor], None]
GUARDS: list[Guard] = []
PLACE_GUARDS: list[Guard] = []
TEAM_RULES: list[Guard] = []


class HasPlace(Protocol):
    """Something at a place, as every object of an event is."""

    def event_place(self) -> Hashable: ...


def guard(function: Guard) -> Guard:
    """Register a guard.

    Called with (instance, event, actor) before the event is recorded; raises Refused to stop it.
    """
    GUARDS.append(function)
    return function


def place_guard(function: Guard) -> Guard:
    """Register a guard whose answer hangs only on place, kind of object and event type.

    One change asks it once for each: an import of many rows does not ask for the same role at every event.
    """
    PLACE_GUARDS.append(function)
    return function


def team_rule(function: Guard) -> Guard:
    """Register a guard of what people decide: a team's own rule, such as a limit.

    It is not asked about what follows from another event: that an invoice was paid holds, whatever the rule.
    """
    TEAM_RULES.append(function)
    return function


def ask_guards(
    instance: HasPlace, event: EventType, actor: Actor, asked: set[object], *, follows: bool = False
) -> None:
    """Let every guard object.

    The system itself is not asked. `asked`: what place guards have let through so far. `follows`: another
    event led to this one.
    """
    if actor.is_system:
        return
    for each in GUARDS if follows else (*GUARDS, *TEAM_RULES):
        each(instance, event, actor)
    question = (type(instance), instance.event_place(), event.name)
    if question not in asked:
        for each in PLACE_GUARDS:
            each(instance, event, actor)
        asked.add(question)
