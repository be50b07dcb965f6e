"""Every event type is documented, phrased over its own fields, and readable from the log of yesterday."""

from __future__ import annotations

import ast
import inspect
import re
import string
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from cashboard.activity.documenting import ROLES, page
from cashboard.activity.types import REGISTRY, EventType, Named

ROOT = Path(__file__).parents[2]
every_event = pytest.mark.parametrize(
    "event", [REGISTRY[name] for name in sorted(REGISTRY)], ids=lambda e: e.name
)


def test_the_page_of_events_is_fresh() -> None:
    assert (ROOT / "docs" / "events.md").read_text() == page(), (
        "run: python -m cashboard.activity.documenting"
    )


@every_event
def test_it_has_a_name_a_docstring_and_a_role(event: type[EventType]) -> None:
    assert re.fullmatch(r"[a-z_]+\.[a-z_]+", event.name)
    assert inspect.getdoc(event)
    assert event.__doc__ != EventType.__doc__
    assert event.needs in ROLES


@every_event
def test_its_sentence_speaks_of_its_own_fields(event: type[EventType]) -> None:
    said = {name for _, name, _, _ in string.Formatter().parse(event.sentence) if name}
    assert said <= {name for name in dir(event) if not name.startswith("__")}
    assert not event.sentence[:1].isupper(), "a sentence follows the actor's name"
    assert not event.sentence.endswith(".")


@every_event
def test_it_can_be_said_and_survives_being_kept(event: type[EventType]) -> None:
    made = an_example(event)
    assert made.say()
    assert "{" not in made.say()
    assert msgspec.convert(msgspec.json.decode(msgspec.json.encode(made)), event, strict=False) == made


@every_event
def test_what_a_redaction_empties_are_its_fields(event: type[EventType]) -> None:
    assert set(event.personal) <= {field.name for field in msgspec.structs.fields(event)}


def test_no_event_class_is_left_unregistered() -> None:
    defined = set(subclasses(EventType))
    named = {cls for cls in defined if cls.__module__.startswith("cashboard.") and cls.name}
    assert named <= set(REGISTRY.values())


def test_events_are_recorded_by_their_class_never_by_a_written_name() -> None:
    """A name that stands in code as text to be written would escape the registry."""
    for file in (ROOT / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr == "record"
            ):
                assert not (node.args and isinstance(node.args[0], ast.Constant)), f"{file}:{node.lineno}"


def subclasses(cls: type[EventType]) -> Iterator[type[EventType]]:
    for each in cls.__subclasses__():
        yield each
        yield from subclasses(each)


def an_example(event: type[EventType]) -> EventType:
    """The event with a plausible value in every field."""
    return event(**{field.name: value_of(field.type) for field in msgspec.structs.fields(event)})


def value_of(kind: Any) -> Any:
    arguments: tuple[Any, ...] = getattr(kind, "__args__", ())
    origin = getattr(kind, "__origin__", kind)
    if origin in (list, tuple):
        return origin([value_of(arguments[0])])
    if origin is dict:
        return {"key": value_of(arguments[1])}
    if arguments:
        return value_of(next(each for each in arguments if each is not type(None)))
    if kind is Named:
        return Named(id=1, name="Somebody")
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return kind(**{field.name: value_of(field.type) for field in msgspec.structs.fields(kind)})
    return {str: "text", int: 7, bool: True, Any: "text"}[kind]
