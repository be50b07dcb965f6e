"""Roles at a workspace or space, in their order of rights."""

from __future__ import annotations

from typing import TypeVar

from django.db import models

from cashboard.activity.actors import Actor

Row = TypeVar("Row", bound=models.Model)


class Role(models.TextChoices):
    """What somebody may do at a place. Each role may do all that the ones before it may."""

    VISITOR = "visitor", "Visitor"
    MEMBER = "member", "Member"
    OWNER = "owner", "Owner"

    @property
    def rank(self) -> int:
        """0 for visitor, 1 for member, 2 for owner."""
        return RANKS[self]

    def may(self, needed: str) -> bool:
        """Whether this role is enough where `needed` is asked for."""
        return self.rank >= Role(needed).rank


RANKS = {Role.VISITOR: 0, Role.MEMBER: 1, Role.OWNER: 2}


def strongest(roles: list[str]) -> Role | None:
    """The role with the most rights, None when there is none."""
    return max((Role(role) for role in roles), key=lambda role: role.rank, default=None)


class Membership(models.Model):
    """A person or a group has a role at a place; work's workspaces and spaces make it concrete."""

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, null=True, related_name="+")
    group = models.ForeignKey("people.Group", on_delete=models.CASCADE, null=True, related_name="+")
    role = models.CharField(max_length=10, choices=Role.choices)

    class Meta:
        abstract = True

    @property
    def holder_name(self) -> str:
        """The name of the person or group."""
        holder = self.person or self.group
        return holder.name if holder else ""


def held_by(actor: Actor) -> models.Q:
    """Memberships that apply to this actor: their own and those of their groups. Without a person: none."""
    if actor.person is None:
        return models.Q(pk__in=[])
    return held_by_person(actor.person)


def held_by_person(person: int) -> models.Q:
    """The same for the person of this id."""
    return models.Q(person_id=person) | models.Q(group__people=person)
