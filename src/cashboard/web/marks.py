"""Small marks on the front of a card, such as "3/10 done" or "blocked". Who knows one registers it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

from cashboard.activity.actors import Actor

Tone = Literal["", "warn", "bad", "good"]


class Mark(NamedTuple):
    """An icon with a short text; `title` says in full what it means. With a colour it looks like a label."""

    icon: str
    text: str
    title: str
    tone: Tone = ""
    colour: str = ""


Find = Callable[[Sequence[int]], dict[int, list[Mark]]]
Look = Callable[[Sequence[int], Actor], dict[int, list[Mark]]]
_FINDERS: list[tuple[int, Find]] = []
_LOOKS: list[tuple[int, Look]] = []


def front_marks(*, order: int) -> Callable[[Find], Find]:
    """Register marks: a function from ids of cards to the marks of each, in a fixed number of queries.

    Fronts are kept by a card's version: a verb that changes a mark gives its card the next version. Marks are
    kept through mere moves: what changes with a move is no mark, or its verb counts one version more.
    """

    def register(find: Find) -> Find:
        _FINDERS.append((order, find))
        _FINDERS.sort(key=lambda each: each[0])
        return find

    return register


def look_marks(*, order: int) -> Callable[[Look], Look]:
    """Register marks that hang on other cards, or on who looks: they stand beside what is kept of a front.

    The function is asked at each look, in one query, and only for cards that are related with others.
    """

    def register(look: Look) -> Look:
        _LOOKS.append((order, look))
        _LOOKS.sort(key=lambda each: each[0])
        return look

    return register


def marks_of(ids: Sequence[int]) -> dict[int, list[Mark]]:
    """All marks of these cards, in order."""
    found: dict[int, list[Mark]] = {pk: [] for pk in ids}
    for _, find in _FINDERS:
        for pk, marks in find(ids).items():
            found[pk] += marks
    return found


def marks_at_a_look(ids: Sequence[int], actor: Actor) -> dict[int, list[Mark]]:
    """What this actor sees now on these related cards, in order."""
    found: dict[int, list[Mark]] = {pk: [] for pk in ids}
    for _, look in _LOOKS:
        for pk, marks in look(ids, actor).items():
            found[pk] += marks
    return found
