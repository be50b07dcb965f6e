"""A baseline: the dates of a space's cards as they once were, to see how far the plan drifts from them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import models

from cashboard.activity.actors import Actor
from cashboard.activity.changing import Changing, Objects, Place, involved, recording
from cashboard.activity.refusals import Invalid
from cashboard.people.roles import Role
from cashboard.work.cards.baseline_events import BaselineKept, BaselineRemoved, PlannedDates
from cashboard.work.cards.models import Card
from cashboard.work.spaces.models import Space
from cashboard.work.spaces.naming import tidy_name

MOST, MOST_CARDS = 30, 5_000


class Baselines(models.QuerySet["Baseline"]):
    """Baselines."""

    def visible_to(self, actor: Actor) -> Baselines:
        """Those of spaces that this actor may see."""
        return self.filter(space__in=Space.objects.visible_to(actor).values("pk"))


class Baseline(Changing):
    """The present dates of all dated cards of a space, kept under a name."""

    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="baselines")
    name = models.CharField(max_length=120)

    objects = Baselines.as_manager()

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.name

    def role_of(self, actor: Actor) -> Role | None:
        """The role at its space."""
        return self.space.role_of(actor)

    def event_place(self) -> Place:
        return Place(workspace=self.space.workspace_id, space=self.space_id)

    def event_objects(self) -> Objects:
        return [involved("baseline", self.pk, self.name)]

    def state(self) -> dict[str, Any]:
        """What the log must be able to rebuild."""
        rows = self.planned.values_list("card_key", "start_on", "due_on", "of_card")
        return {
            "name": self.name,
            "dates": {number: [_text(start), _text(due)] for _, start, due, number in rows},
        }

    @classmethod
    def keep(cls, space: Space, name: str, *, by: Actor) -> Baseline:
        """Keep the dates of all cards of the space that have any.

        Raises Invalid for a name that is taken, without dated cards, and for more of them than MOST_CARDS.
        """
        name = tidy_name(name, "baseline")
        with recording(by=by) as change:
            made = cls(space=space, name=name)
            change.asking(BaselineKept(baseline=name, cards=[]), made)
            _check_name(space, name)
            cards = _dated(space)
            made.save()
            Planned.objects.bulk_create(
                Planned(baseline=made, of_card=pk, card_key=key, start_on=start, due_on=due)
                for pk, key, start, due in cards
            )
            told = [PlannedDates(pk, key, _text(start), _text(due)) for pk, key, start, due in cards]
            change.record(BaselineKept(baseline=name, cards=told), made)
        return made

    def remove(self, *, by: Actor) -> None:
        """Take it away for good; the log keeps its dates."""
        with self.changing(by=by) as change:
            change.record(BaselineRemoved(baseline=self.name), self)
            self.delete()

    def dates_of(self, cards: Collection[int]) -> dict[int, tuple[date | None, date | None]]:
        """The start and due date that those of these cards had: one query."""
        rows = self.planned.filter(of_card__in=list(cards))
        return {pk: (start, due) for pk, start, due in rows.values_list("of_card", "start_on", "due_on")}


class Planned(models.Model):
    """The dates of one card in a baseline. The card may be gone; its dates stay."""

    baseline = models.ForeignKey(Baseline, on_delete=models.CASCADE, related_name="planned")
    of_card = models.BigIntegerField()
    card_key = models.CharField(max_length=24)
    start_on = models.DateField(null=True)
    due_on = models.DateField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["baseline", "of_card"], name="planned_once_in_baseline"),
        )

    def __str__(self) -> str:
        return f"{self.card_key} in {self.baseline}"


def _dated(space: Space) -> list[tuple[int, str, date | None, date | None]]:
    dated = Card.objects.on_board().filter(space=space).exclude(start_on=None, due_on=None)
    found = list(dated.order_by("pk").values_list("pk", "key", "start_on", "due_on")[: MOST_CARDS + 1])
    if not found:
        raise Invalid("No card here has a date yet. Give the cards their dates first.", "name")
    if len(found) > MOST_CARDS:
        raise Invalid(f"A baseline holds at most {MOST_CARDS:,} cards; here are more with dates.", "name")
    return found


def _check_name(space: Space, name: str) -> None:
    others = Baseline.objects.filter(space=space)
    if others.filter(name__iexact=name).exists():
        raise Invalid(f"There is a baseline {name} already. Choose another name.", "name")
    if others.count() >= MOST:
        raise Invalid(f"There are {MOST} baselines already. Remove one that nobody looks at.", "name")


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None
