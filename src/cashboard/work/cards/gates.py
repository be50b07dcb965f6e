"""What must hold before a card goes on: it may go there, with what the status needs, and its work is done.

These are rules of a team: what another system reports, and what is taken back, is let through.
"""

from __future__ import annotations

from dataclasses import dataclass

from cashboard.activity.actors import Actor
from cashboard.activity.guards import team_rule
from cashboard.activity.refusals import Refused
from cashboard.activity.types import EventType
from cashboard.people.models import Group
from cashboard.people.roles import Role
from cashboard.work.cards.checking_off import Item
from cashboard.work.cards.checklist_events import ChecklistRemoved, ItemRemoved, ItemReworded
from cashboard.work.cards.contents import contents_of
from cashboard.work.cards.events import CardCreated, StatusChange
from cashboard.work.cards.models import Card
from cashboard.work.cards.waiting import FACTS
from cashboard.work.fields.models import Field
from cashboard.work.spaces.gating import NEEDS
from cashboard.work.spaces.kinds import StatusKind
from cashboard.work.spaces.models import Status

MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that a gate asks for: its code, how it is called, and the field where it is one."""

    code: str
    name: str
    field: Field | None = None


class GateClosed(Refused):
    """A card lacks what the status needs. `to` is the status, for whoever offers to fill it in."""

    def __init__(self, message: str, card: Card, to: int) -> None:
        super().__init__(message)
        self.card, self.to = card, to


def missing(card: Card, status: Status) -> list[Need]:
    """What the card lacks to enter this status, in the order of the gate."""
    wanted = [_field_id(code) for code in status.gate if code.startswith("field:")]
    fields = {field.pk: field for field in Field.objects.filter(pk__in=wanted).in_use()} if wanted else {}
    said = contents_of([card.pk])[card.pk] if fields else {}
    found = []
    for code in status.gate:
        if code.startswith("field:"):
            field = fields.get(_field_id(code))
            if field is not None and not said.get(field.pk):
                found.append(Need(code, field.name, field))
        elif not _has(card, code):
            found.append(Need(code, NEEDS[code]))
    return found


def undone(card: Card, status: int) -> list[Item]:
    """The items of a status's definition of done that are still open on the card."""
    items = card.items.filter(checklist__definition_of=status, done_at=None)
    return list(items.order_by("checklist__position", "position", "pk"))


def may_come_from(status: Status, start: int, actor: Actor, role: Role | None) -> bool:
    """Whether this actor with this role may bring cards from `start` into the status."""
    rule = status.arrivals.get(str(start))
    if rule is None:
        return True
    if rule["who"] == "owner":
        return role == Role.OWNER
    return rule["who"] == "group" and _in_group(actor, rule["group"])


@team_rule
def check_transition(instance: object, event: EventType, actor: Actor) -> None:
    """Raise Refused when the space does not let this actor bring cards from there to here."""
    if not isinstance(instance, Card) or not isinstance(event, StatusChange) or _is_let_through(actor):
        return
    start, status = event.from_status, instance.status
    rule = status.arrivals.get(str(start.id))
    if rule is None or start.id == status.pk:
        return
    if rule["who"] == "none":
        raise Refused(f"Cards do not go from {start.name} to {status.name}.{_ways(instance, start.id or 0)}")
    role = instance.role_of(actor) if rule["who"] == "owner" else None
    if not may_come_from(status, start.id or 0, actor, role):
        who = "an owner of the space" if rule["who"] == "owner" else f"somebody of {rule['name']}"
        raise Refused(f"Only {who} moves cards from {start.name} to {status.name}. Ask for it in a comment.")


@team_rule
def check_gate(instance: object, event: EventType, actor: Actor) -> None:
    """Raise GateClosed when the card lacks what the status that it comes into needs, naming it."""
    if not isinstance(instance, Card) or not instance.status.gate or _is_let_through(actor):
        return
    if isinstance(event, StatusChange):
        comes_in = event.from_status.id != instance.status_id
    else:
        comes_in = isinstance(event, CardCreated)
    if not comes_in or not (lacking := missing(instance, instance.status)):
        return
    named = _and([need.name for need in lacking])
    if isinstance(event, CardCreated):
        raise Refused(
            f"A card needs {named} to be in {instance.status.name}. Make it in another status, then move it."
        )
    why = f"{instance.key} needs {named} before it enters {instance.status.name}."
    raise GateClosed(why, instance, instance.status_id)


@team_rule
def check_done(instance: object, event: EventType, actor: Actor) -> None:
    """Raise GateClosed when the card goes further while the definition of done that it carries is open.

    To send it back, or to cancel it, asks nothing.
    """
    if not isinstance(instance, Card) or not instance.is_defined or _is_let_through(actor):
        return
    if not isinstance(event, StatusChange) or event.from_status.id == instance.status_id:
        return
    if instance.status.kind == StatusKind.CANCELLED:
        return
    left = Status.objects.filter(pk=event.from_status.id or 0, position__lt=instance.status.position).first()
    if left is not None and left.definition and (items := undone(instance, event.from_status.id or 0)):
        named = _and([f"“{item.text}”" for item in items])
        raise GateClosed(
            f"{instance.key} is not done in {event.from_status.name}: {named} still open.",
            instance,
            instance.status_id,
        )


@team_rule
def check_definition(instance: object, event: EventType, actor: Actor) -> None:
    """Raise Refused when an item of a definition of done would be taken off a card, or say something else."""
    if not isinstance(event, ChecklistRemoved | ItemRemoved | ItemReworded) or not isinstance(instance, Card):
        return
    if not instance.is_defined:
        return
    if isinstance(event, ChecklistRemoved):
        name = event.checklist.name  # the row is gone: what defined it is known by the log of the card alone
        defined = _defines(instance, event.checklist.id or 0)
    else:
        name, found = event.checklist.name, instance.checklists.filter(pk=event.checklist.id or 0).first()
        defined = found is not None and found.definition_of is not None
    if defined:
        raise Refused(f"{name} is the definition of done of a status. An owner changes it in the settings.")


def _defines(card: Card, checklist: int) -> bool:
    from cashboard.activity.models import Event

    added = Event.objects.about("card", card.pk).filter(type="card.checklist_added")
    return any(each.data["checklist"]["id"] == checklist and each.data.get("definition_of") for each in added)


def _has(card: Card, code: str) -> bool:
    if code == "checklists":
        return not card.items.filter(done_at=None).exists()
    if code == "document":
        return card.documents.filter(removed_at=None).exists()
    there = {
        "responsible": card.responsible_id,
        "start": card.start_on,
        "due": card.due_on,
        "description": card.description.strip(),
    }
    return bool(there.get(code, True))


def _is_let_through(actor: Actor) -> bool:
    return actor.via in FACTS or actor.cause is not None


def _in_group(actor: Actor, group: int) -> bool:
    return actor.person is not None and Group.objects.filter(pk=group, people=actor.person).exists()


def _ways(card: Card, start: int) -> str:
    open_to = [
        each.name
        for each in card.space.statuses.all()
        if each.pk != start and each.arrivals.get(str(start), {}).get("who") != "none"
    ]
    return f" From there they go to {_and(open_to, 'or')}." if open_to else " They stay there."


def _and(names: list[str], word: str = "and") -> str:
    if len(names) > MOST_NAMED:
        names = [*names[:MOST_NAMED], f"{len(names) - MOST_NAMED} more"]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {word} {names[-1]}"


def _field_id(code: str) -> int:
    return int(code.removeprefix("field:"))
