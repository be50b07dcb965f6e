"""The vocabulary of the log: each name once, no field that was not declared, sentences over the fields."""

from __future__ import annotations

from typing import ClassVar

import msgspec
import pytest

from cashboard.activity.types import REGISTRY, EventType, Named, decode, event_type
from cashboard.work.cards.events import CardCompleted, CardDated, CardMoved


@pytest.fixture
def _registry(monkeypatch) -> None:
    monkeypatch.setattr("cashboard.activity.types.REGISTRY", dict(REGISTRY))


@pytest.mark.usefixtures("_registry")
def test_a_name_can_be_taken_once() -> None:
    class Twin(EventType, frozen=True):
        """Another event of that name."""

        name: ClassVar[str] = "card.moved"
        sentence: ClassVar[str] = "moved it"

    with pytest.raises(TypeError, match=r"card\.moved is registered twice"):
        event_type(Twin)


@pytest.mark.parametrize("missing", ["name", "sentence", "docstring"])
def test_an_event_type_needs_name_sentence_and_docstring(missing: str) -> None:
    class Thing(EventType, frozen=True):
        __doc__ = "" if missing == "docstring" else "A thing."
        name: ClassVar[str] = "" if missing == "name" else "thing.done"
        sentence: ClassVar[str] = "" if missing == "sentence" else "did it"

    with pytest.raises(TypeError, match="needs a name, a sentence and a docstring"):
        event_type(Thing)
    assert "thing.done" not in REGISTRY


def test_an_undeclared_field_is_refused_when_made() -> None:
    with pytest.raises(TypeError, match="colour"):
        CardDated(which="due", old=None, new=None, colour="red")  # type: ignore[call-arg]


def test_an_undeclared_field_is_refused_when_read() -> None:
    with pytest.raises(msgspec.ValidationError, match="colour"):
        decode("card.dated", {"which": "due", "old": None, "new": None, "colour": "red"})


def test_a_missing_field_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError, match="new"):
        decode("card.dated", {"which": "due", "old": None})


def test_an_unknown_type_is_refused() -> None:
    with pytest.raises(KeyError):
        decode("card.exploded", {})


def test_an_event_survives_being_kept() -> None:
    moved = CardMoved(
        from_status=Named(id=1, name="Open"),
        to_status=Named(id=2, name="Paid"),
        from_kind="not_started",
        to_kind="completed",
        rank="V",
    )
    assert decode("card.moved", moved.data()) == moved
    assert type(decode("card.completed", moved.data())) is CardCompleted


def test_the_sentence_says_what_happened() -> None:
    assert (
        CardDated(which="due", old=None, new="2026-11-30").say()
        == "changed the due date from nothing to 2026-11-30"
    )
