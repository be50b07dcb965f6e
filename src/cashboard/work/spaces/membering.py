"""Giving and taking roles at a workspace or space.

A change applies to the next act, and open pages are told.
"""

from __future__ import annotations

from typing import Any

from cashboard.activity.actors import Actor
from cashboard.activity.changing import Changing, Objects, involved
from cashboard.activity.refusals import Invalid
from cashboard.activity.types import Named
from cashboard.people.models import Group, Person
from cashboard.people.roles import Membership, Role
from cashboard.work.spaces.events import MemberAdded, MemberRemoved
from cashboard.work.spaces.kinds import chosen


class Membering(Changing):
    """A place with members. `members` is the related manager of its membership model."""

    members: Any

    class Meta:
        abstract = True

    def add_member(self, holder: Person | Group, role: str, *, by: Actor) -> None:
        """Give a person or group this role.

        The same role twice records nothing. The last owner stays owner.
        """
        chosen_role = chosen(Role, role, "role")
        with self.changing(by=by) as change:
            held = self._membership(holder)
            old_role = held.role if held else ""
            if old_role == chosen_role:
                return
            event = MemberAdded(member=_named(holder), role=str(chosen_role), old_role=old_role)
            change.asking(event, self)  # before the roles change: nobody raises themselves
            if held is None:
                self.members.create(role=chosen_role, **_column(holder))
            else:
                self._keep_an_owner(held, chosen_role)
                held.role = chosen_role
                held.save(update_fields=["role"])
            self.save_changed(change)
            change.record(event, self, also=_as_object(holder))

    def remove_member(self, holder: Person | Group, *, by: Actor) -> None:
        """Take the role away. Removing nobody is harmless."""
        with self.changing(by=by) as change:
            held = self._membership(holder)
            if held is None:
                return
            event = MemberRemoved(member=_named(holder), role=held.role)
            change.asking(event, self)
            self._keep_an_owner(held, "")
            held.delete()
            self.save_changed(change)
            change.record(event, self, also=_as_object(holder))

    def _membership(self, holder: Person | Group) -> Membership | None:
        held: Membership | None = self.members.filter(**_column(holder)).first()
        return held

    def needs_own_owner(self) -> bool:
        """Whether nobody from above owns this place too."""
        return True

    def _keep_an_owner(self, held: Membership, role: str) -> None:
        if not self.needs_own_owner():
            return
        owners = self.members.filter(role=Role.OWNER).exclude(pk=held.pk)
        if held.role == Role.OWNER and role != Role.OWNER and not owners.exists():
            raise Invalid("This is the last owner. Make somebody else an owner first.", "role")


def _column(holder: Person | Group) -> dict[str, Person | Group]:
    return {"person" if isinstance(holder, Person) else "group": holder}


def _named(holder: Person | Group) -> Named:
    return Named(id=holder.pk, name=holder.name)


def _as_object(holder: Person | Group) -> Objects:
    return [involved("person" if isinstance(holder, Person) else "group", holder.pk, holder.name, "member")]
