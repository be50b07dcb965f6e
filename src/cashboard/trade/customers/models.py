"""The customer."""

from __future__ import annotations

from typing import Any

from django.db import models

from cashboard.activity import clock
from cashboard.activity.actors import Actor
from cashboard.activity.changing import Objects, Place, involved
from cashboard.activity.types import Named
from cashboard.people.roles import Role
from cashboard.trade.customers.adding import Adding
from cashboard.work.spaces.models import Workspace


class Customers(models.QuerySet["Customer"]):
    """Customers."""

    def visible_to(self, actor: Actor) -> Customers:
        """Customers of workspaces that this actor may see."""
        return self.filter(workspace__in=Workspace.objects.visible_to(actor).values("pk"))


class Customer(Adding):
    """Somebody who buys and pays."""

    created_at = models.DateTimeField(default=clock.now, editable=False)

    objects = Customers.as_manager()

    class Meta:
        ordering = ("name", "pk")
        constraints = (models.UniqueConstraint(fields=["workspace", "number"], name="customer_number_once"),)

    def __str__(self) -> str:
        return self.name

    def named(self) -> Named:
        """This customer as an event keeps it."""
        return Named(id=self.pk, name=self.name)

    def role_of(self, actor: Actor) -> Role | None:
        """The role at its workspace."""
        return self.workspace.role_of(actor)

    def event_place(self) -> Place:
        return Place(workspace=self.workspace_id)

    def event_objects(self) -> Objects:
        return [involved("customer", self.pk, self.name)]

    def facts(self) -> dict[str, Any]:
        """What the log must be able to rebuild."""
        return {"number": self.number, "name": self.name, "country": self.country}
