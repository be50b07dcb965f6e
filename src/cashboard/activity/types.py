"""The vocabulary of the log: one class per event type, kept in one registry."""

from __future__ import annotations

from typing import Any, ClassVar, TypeVar

import msgspec

REGISTRY: dict[str, type[EventType]] = {}
Typed = TypeVar("Typed", bound="EventType")


class Named(msgspec.Struct, frozen=True):
    """A thing as it was called when the event happened: its id and its name."""

    id: int | None
    name: str


class EventType(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What one kind of event holds. The class docstring is its public documentation.

    `name` is written once and never changed; fields are never renamed, only added with a default.
    `sentence` is a template over the fields and reads after the actor's name.
    `needs` is the least role that may cause it; `personal` names the fields that a redaction empties.
    `absent` is the word for a field that is empty.
    `structural` says that it changes places or roles there: what was read of them must be read again.
    `shifts_rights` says that it changes who may see its place, so that open streams ask again.
    """

    name: ClassVar[str] = ""
    sentence: ClassVar[str] = ""
    needs: ClassVar[str] = "member"
    personal: ClassVar[tuple[str, ...]] = ()
    undone_by: ClassVar[str] = ""
    absent: ClassVar[str] = "nothing"
    structural: ClassVar[bool] = False
    shifts_rights: ClassVar[bool] = False

    def apply(self, state: dict[str, Any]) -> None:
        """Change the replayed state of the event's object as the verb changed the row."""

    def data(self) -> dict[str, Any]:
        """The event's fields as JSON: money and dates as strings, never floats."""
        built: dict[str, Any] = msgspec.to_builtins(self)
        return built

    def say(self) -> str:
        """What happened, as words that follow the actor's name."""
        return self.sentence.format_map(_Words(self))


class _Words(dict[str, str]):
    """The fields of an event as words for its sentence."""

    def __init__(self, event: EventType) -> None:
        super().__init__()
        self.event = event

    def __missing__(self, key: str) -> str:
        return _word(getattr(self.event, key), self.event.absent)


def _word(value: object, absent: str = "nothing") -> str:
    if value is None or value == "":
        return absent
    if isinstance(value, Named):
        return value.name
    if isinstance(value, list | tuple):
        return ", ".join(_word(item) for item in value) or "nothing"
    return str(value)


def event_type(cls: type[Typed]) -> type[Typed]:
    """Register an event type under its name; a name can be taken once."""
    if not cls.name or not cls.sentence or not cls.__doc__:
        raise TypeError(f"{cls.__name__} needs a name, a sentence and a docstring")
    if REGISTRY.setdefault(cls.name, cls) is not cls:
        raise TypeError(f"{cls.name} is registered twice")
    return cls


def decode(name: str, data: dict[str, Any]) -> EventType:
    """The typed event that a row holds. Raises KeyError for a type that is not registered."""
    return msgspec.convert(data, REGISTRY[name], strict=False)
