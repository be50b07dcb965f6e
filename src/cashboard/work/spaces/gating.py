"""A space rules how cards go on: from where to where and by whom, with what, and when work is done.

The guards are `work/cards/gates.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cashboard.activity.actors import Actor
from cashboard.activity.refusals import Invalid
from cashboard.activity.texts import storable
from cashboard.activity.types import Named
from cashboard.people.models import Group
from cashboard.work.spaces.arranging import Arranging
from cashboard.work.spaces.gate_events import StatusDefined, StatusGated, TransitionRuled, rule_of
from cashboard.work.spaces.kinds import Mover, chosen

if TYPE_CHECKING:
    from cashboard.work.spaces.statuses import Status

NEEDS = {
    "responsible": "a responsible person",
    "start": "a start date",
    "due": "a due date",
    "description": "a description",
    "document": "a document",
    "checklists": "all items of its checklists done",
}
"""What a gate can ask for besides the fields of the space, which are called field:ID."""
MOST_LINES, LONGEST_LINE = 30, 200


class Gating(Arranging):
    """Transitions, gates and definitions of done. Cards that stand somewhere already stay there."""

    class Meta:
        abstract = True

    def rule_transition(
        self, start: Status, to: Status, who: str, *, by: Actor, group: Group | None = None
    ) -> None:
        """Let all, none, owners or the people of a group bring cards from one status to another.

        The same again: nothing. Raises Invalid for a group without a role here.
        """
        mover = chosen(Mover, who, "who")
        with self.changing(by=by) as change:
            start, to = self.own_status(start), self.own_status(to)
            if start == to:
                raise Invalid("A rule is for two different statuses.", "from")
            if (mover == Mover.GROUP) != (group is not None):
                raise Invalid("Choose which group moves these cards.", "group")
            old, named = to.arrivals.get(str(start.pk), {"who": "all"}), group.named() if group else None
            if old == rule_of(mover.value, named):
                return
            event = TransitionRuled(
                from_status=start.named(),
                to_status=to.named(),
                old_who=old["who"],
                who=mover.value,
                old_group=Named(id=old["group"], name=old["name"]) if "group" in old else None,
                group=named,
            )
            change.asking(event, self)  # which groups there are is told to owners only
            self._check_group(group)
            to.arrivals.pop(str(start.pk), None)
            if mover != Mover.ALL:
                to.arrivals[str(start.pk)] = rule_of(mover.value, named)
            to.save(update_fields=["arrivals"])
            self.save_changed(change)
            change.record(event, self)

    def gate_status(self, status: Status, needs: Sequence[str], *, by: Actor) -> None:
        """Let cards enter a status only with these: names out of NEEDS, and fields as field:ID.

        The same again: nothing. Raises Invalid for what the space does not know.
        """
        names = self.need_names()
        for need in needs:
            if need not in names:
                raise Invalid(f"A gate cannot ask for {str(need)[:40]!r}.", "needs")
        wanted = [need for need in names if need in needs]
        with self.changing(by=by) as change:
            status = self.own_status(status)
            if wanted != status.gate:
                old, status.gate = status.gate, wanted
                status.save(update_fields=["gate"])
                self.save_changed(change)
                event = StatusGated(
                    status=status.named(),
                    old=old,
                    new=wanted,
                    old_names=[names.get(need, "a field that is gone") for need in old],
                    new_names=[names[need] for need in wanted],
                )
                change.record(event, self)

    def define_done(self, status: Status, lines: Sequence[str], *, by: Actor) -> None:
        """Let cards that enter a status carry these lines as a checklist, to be done before they go on."""
        wanted = [line for each in lines if (line := " ".join(storable(each).split()))]
        if len(wanted) > MOST_LINES or any(len(line) > LONGEST_LINE for line in wanted):
            raise Invalid(
                f"A definition of done has at most {MOST_LINES} lines of {LONGEST_LINE} characters.", "items"
            )
        with self.changing(by=by) as change:
            status = self.own_status(status)
            if wanted != status.definition:
                old, status.definition = status.definition, wanted
                status.save(update_fields=["definition"])
                self.save_changed(change)
                change.record(StatusDefined(status=status.named(), old=old, new=wanted), self)

    def need_names(self) -> dict[str, str]:
        """All that a gate of this space can ask for, with how it is called."""
        from cashboard.work.fields.kinds import FieldKind
        from cashboard.work.fields.models import Field

        fields = Field.objects.filter(space=self.pk).in_use().exclude(kind=FieldKind.FORMULA)
        return NEEDS | {f"field:{field.pk}": field.name for field in fields}

    def groups_here(self) -> list[Group]:
        """The groups with a role at the space or at its workspace: those that a rule can name."""
        from cashboard.work.spaces.models import SpaceMember, WorkspaceMember

        here = SpaceMember.objects.filter(space=self.pk).values("group")
        above = WorkspaceMember.objects.filter(workspace__spaces=self.pk).values("group")
        return list(Group.objects.filter(pk__in=here.union(above)).order_by("name"))

    def _check_group(self, group: Group | None) -> None:
        if group is not None and group not in self.groups_here():
            raise Invalid(f"{group.name} has no role here. Give the group one first.", "group")
