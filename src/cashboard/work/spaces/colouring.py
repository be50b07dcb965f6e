"""A workspace or space has a colour, one of a few that are told apart in light and dark."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from cashboard.activity.actors import Actor
from cashboard.activity.changing import Changing
from cashboard.activity.refusals import Invalid
from cashboard.work.spaces.naming import COLOURS
from cashboard.work.spaces.place_events import SpaceColoured, WorkspaceColoured


class Colouring(Changing):
    """The colour of a place; `coloured` is the event that tells of another one."""

    coloured: ClassVar[type[WorkspaceColoured | SpaceColoured]]
    colour = models.CharField(max_length=12, default="blue")

    class Meta:
        abstract = True

    def recolour(self, colour: str, *, by: Actor) -> None:
        """Give it another colour. The same again: nothing."""
        if colour not in COLOURS:
            raise Invalid(f"Choose one of these colours: {', '.join(COLOURS)}.", "colour")
        with self.changing(by=by) as change:
            if colour != self.colour:
                self.colour, old = colour, self.colour
                self.save_changed(change, "colour")
                change.record(self.coloured(old=old, new=colour), self)
