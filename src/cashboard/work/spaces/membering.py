"""Giving and taking roles at a workspace or space. A change applies to the next act, and open pages are told."""

from __future__ import annotations

from django.db import models

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

    members: models.Manager[Membership]

    class Meta:
        abstract = True

    def add_member(self, holder: Person | Group, role: str, *, by: Actor) -> None:
        """Give a person or group this role. The same role twice records nothing. The last owner stays owner."""
        role = chosen(Role, role, "role")
        with self.changing(by=by) as change:
            held = self._membership(holder)
            if held is None:
                self.members.create(role=role, **_column(holder))
            elif held.role != role:
                self._keep_an_owner(held, role)
                held.role, old = role, held.role
                held.save(update_fields=["role"])
            else:
                return
            old_role = "" if held is None else old
            self.save_changed(change)
            event = MemberAdded(member=_named(holder), role=str(role), old_role=old_role)
            change.record(event, self, also=_as_object(holder))

    def remove_member(self, holder: Person | Group, *, by: Actor) -> None:
        """Take the role away. Removing nobody is harmless."""
        with self.changing(by=by) as change:
            held = self._membership(holder)
            if held is None:
                return
            self._keep_an_owner(held, "")
            held.delete()
            self.save_changed(change)
            change.record(MemberRemoved(member=_named(holder), role=held.role), self, also=_as_object(holder))

    def _membership(self, holder: Person | Group) -> Membership | None:
        return self.members.filter(**_column(holder)).first()

    def _keep_an_owner(self, held: Membership, role: str) -> None:
        owners = self.members.filter(role=Role.OWNER).exclude(pk=held.pk)
        if held.role == Role.OWNER and role != Role.OWNER and not owners.exists():
            raise Invalid("This is the last owner. Make somebody else an owner first.", "role")


def _column(holder: Person | Group) -> dict[str, Person | Group]:
    return {"person" if isinstance(holder, Person) else "group": holder}


def _named(holder: Person | Group) -> Named:
    return Named(id=holder.pk, name=holder.name)


def _as_object(holder: Person | Group) -> Objects:
    return [involved("person" if isinstance(holder, Person) else "group", holder.pk, holder.name, "member")]
