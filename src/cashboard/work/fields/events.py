"""What happens to the fields of a space, and to what cards say in them."""

from __future__ import annotations

from typing import Any, ClassVar

import msgspec

from cashboard.activity.types import EventType, Named, event_type


class KeptOption(msgspec.Struct, frozen=True):
    """An option as it was made."""

    id: int
    name: str
    colour: str

    def state(self) -> dict[str, Any]:
        """The option in the replayed state of its field."""
        return {"id": self.id, "name": self.name, "colour": self.colour, "is_retired": False}


class FieldChange(EventType, frozen=True):
    """A field of a space changed. The replayed state maps the ids of its fields, in their order."""

    structural: ClassVar[bool] = True
    needs: ClassVar[str] = "owner"
    field: Named

    def apply(self, state: dict[str, Any]) -> None:
        self.change(state[str(self.field.id)])

    def change(self, field: dict[str, Any]) -> None:
        """Change the replayed state of this field."""


@event_type
class FieldAdded(FieldChange, frozen=True):
    """A space got another field."""

    name: ClassVar[str] = "field.added"
    sentence: ClassVar[str] = "added the field {field} ({kind})"
    kind: str
    help: str = ""
    formula: str = ""
    options: list[KeptOption] = []
    on_front: bool = False

    def apply(self, state: dict[str, Any]) -> None:
        state[str(self.field.id)] = {
            "name": self.field.name,
            "kind": self.kind,
            "help": self.help,
            "formula": self.formula,
            "on_front": self.on_front,
            "is_archived": False,
            "options": [option.state() for option in self.options],
        }


@event_type
class FieldRenamed(FieldChange, frozen=True):
    """A field got another name."""

    name: ClassVar[str] = "field.renamed"
    sentence: ClassVar[str] = "renamed the field {old} to {new}"
    old: str
    new: str

    def change(self, field: dict[str, Any]) -> None:
        field["name"] = self.new


@event_type
class FieldExplained(FieldChange, frozen=True):
    """A field's help text changed."""

    name: ClassVar[str] = "field.explained"
    sentence: ClassVar[str] = "changed the help of the field {field}"
    old: str
    new: str

    def change(self, field: dict[str, Any]) -> None:
        field["help"] = self.new


@event_type
class FieldReckoned(FieldChange, frozen=True):
    """A field's formula changed; it names fields by their ids."""

    name: ClassVar[str] = "field.reckoned"
    sentence: ClassVar[str] = "changed the formula of the field {field}"
    old: str
    new: str

    def change(self, field: dict[str, Any]) -> None:
        field["formula"] = self.new


@event_type
class FieldShown(FieldChange, frozen=True):
    """A field is shown on the front of cards from now on."""

    name: ClassVar[str] = "field.shown"
    sentence: ClassVar[str] = "showed the field {field} on the front of cards"

    def change(self, field: dict[str, Any]) -> None:
        field["on_front"] = True


@event_type
class FieldHidden(FieldChange, frozen=True):
    """A field is no longer shown on the front of cards."""

    name: ClassVar[str] = "field.hidden"
    sentence: ClassVar[str] = "took the field {field} off the front of cards"

    def change(self, field: dict[str, Any]) -> None:
        field["on_front"] = False


@event_type
class FieldArchived(FieldChange, frozen=True):
    """A field was put away; what cards say in it is kept."""

    name: ClassVar[str] = "field.archived"
    sentence: ClassVar[str] = "archived the field {field}"

    def change(self, field: dict[str, Any]) -> None:
        field["is_archived"] = True


@event_type
class FieldRestored(FieldChange, frozen=True):
    """An archived field came back with all that cards say in it."""

    name: ClassVar[str] = "field.restored"
    sentence: ClassVar[str] = "brought the field {field} back"

    def change(self, field: dict[str, Any]) -> None:
        field["is_archived"] = False


@event_type
class FieldMoved(FieldChange, frozen=True):
    """A field changed its place among those of its space; `order` are all of them."""

    name: ClassVar[str] = "field.moved"
    sentence: ClassVar[str] = "changed the place of the field {field}"
    order: list[Named]

    def apply(self, state: dict[str, Any]) -> None:
        fields = {str(each.id): state[str(each.id)] for each in self.order}
        state.clear()
        state.update(fields)


class OptionChange(FieldChange, frozen=True):
    """An option of a field changed."""

    option: Named

    def change(self, field: dict[str, Any]) -> None:
        [found] = (option for option in field["options"] if option["id"] == self.option.id)
        self.change_option(found)

    def change_option(self, option: dict[str, Any]) -> None:
        """Change the replayed state of this option."""


@event_type
class OptionAdded(OptionChange, frozen=True):
    """A field got another option."""

    name: ClassVar[str] = "option.added"
    sentence: ClassVar[str] = "added the option {option} to the field {field}"
    colour: str

    def change(self, field: dict[str, Any]) -> None:
        made = KeptOption(id=self.option.id or 0, name=self.option.name, colour=self.colour)
        field["options"].append(made.state())


@event_type
class OptionRenamed(OptionChange, frozen=True):
    """An option got another name; the cards that chose it keep it."""

    name: ClassVar[str] = "option.renamed"
    sentence: ClassVar[str] = "renamed the option {old} of the field {field} to {new}"
    old: str
    new: str

    def change_option(self, option: dict[str, Any]) -> None:
        option["name"] = self.new


@event_type
class OptionColoured(OptionChange, frozen=True):
    """An option got another colour."""

    name: ClassVar[str] = "option.coloured"
    sentence: ClassVar[str] = "changed the colour of the option {option} from {old} to {new}"
    old: str
    new: str

    def change_option(self, option: dict[str, Any]) -> None:
        option["colour"] = self.new


@event_type
class OptionRetired(OptionChange, frozen=True):
    """An option is no longer offered; the cards that chose it keep it."""

    name: ClassVar[str] = "option.retired"
    sentence: ClassVar[str] = "retired the option {option} of the field {field}"

    def change_option(self, option: dict[str, Any]) -> None:
        option["is_retired"] = True


@event_type
class OptionRestored(OptionChange, frozen=True):
    """A retired option is offered again."""

    name: ClassVar[str] = "option.restored"
    sentence: ClassVar[str] = "brought the option {option} of the field {field} back"

    def change_option(self, option: dict[str, Any]) -> None:
        option["is_retired"] = False


@event_type
class OptionMoved(OptionChange, frozen=True):
    """An option changed its place among those of its field; `order` are all of them."""

    name: ClassVar[str] = "option.moved"
    sentence: ClassVar[str] = "changed the place of the option {option} of the field {field}"
    order: list[Named]

    def change(self, field: dict[str, Any]) -> None:
        place = {each.id: at for at, each in enumerate(self.order)}
        field["options"].sort(key=lambda option: place[option["id"]])


@event_type
class CardFilled(EventType, frozen=True):
    """What a card says in a field changed.

    People and options are kept by id and name (`old`, `new`), everything else as a text.
    """

    name: ClassVar[str] = "card.filled"
    sentence: ClassVar[str] = "changed {field} from {before} to {after}"
    personal: ClassVar[tuple[str, ...]] = ("old_text", "new_text")
    undone_by: ClassVar[str] = "fill_back"
    field: Named
    kind: str
    old_text: str = ""
    new_text: str = ""
    old: list[Named] = []
    new: list[Named] = []

    @property
    def before(self) -> str:
        """What it said, in words."""
        return self.old_text or ", ".join(each.name for each in self.old) or "nothing"

    @property
    def after(self) -> str:
        """What it says, in words."""
        return self.new_text or ", ".join(each.name for each in self.new) or "nothing"

    def apply(self, state: dict[str, Any]) -> None:
        filled = {name: value for name, value in state["fields"].items() if name != str(self.field.id)}
        if self.new_text or self.new:
            filled[str(self.field.id)] = self.new_text or sorted(each.id or 0 for each in self.new)
        state["fields"] = filled
