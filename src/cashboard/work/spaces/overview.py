"""What stands in every space that somebody sees: the sums on the home page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import Count, Q, Sum

from cashboard.activity.actors import Actor
from cashboard.people.roles import Role
from cashboard.work.cards.models import Card
from cashboard.work.spaces.kinds import OPEN_KINDS, StatusKind
from cashboard.work.spaces.models import Space, Workspace


@dataclass(slots=True)
class Figures:
    """Counts of cards and the money on the open ones, by currency."""

    total: int = 0
    open: int = 0
    started: int = 0
    done: int = 0
    overdue: int = 0
    money: dict[str, Decimal] = field(default_factory=lambda: defaultdict(Decimal))

    def add(self, other: Figures) -> None:
        """Sum up."""
        self.total += other.total
        self.open += other.open
        self.started += other.started
        self.done += other.done
        self.overdue += other.overdue
        for currency, amount in other.money.items():
            self.money[currency] += amount

    @property
    def progress(self) -> int:
        """Completed cards in percent of open and completed ones."""
        return round(100 * self.done / (self.open + self.done)) if self.open + self.done else 0


@dataclass(slots=True)
class Overview:
    """A workspace, its figures, and each of its spaces with figures of its own."""

    workspace: Workspace
    spaces: list[tuple[Space, Figures]]
    figures: Figures
    may_add: bool


def overview(actor: Actor, today: date) -> list[Overview]:
    """Every visible workspace; its figures are the sums over the spaces that the actor sees."""
    spaces = list(Space.objects.visible_to(actor).select_related("folder"))
    figures = figures_of(spaces, today)
    by_workspace: dict[int, list[Space]] = defaultdict(list)
    for space in spaces:
        by_workspace[space.workspace_id].append(space)
    found = []
    for workspace in Workspace.objects.filter(
        Q(pk__in=by_workspace) | Q(pk__in=Workspace.objects.visible_to(actor))
    ):
        total = Figures()
        rows = [(space, figures[space.pk]) for space in by_workspace[workspace.pk]]
        for _, each in rows:
            total.add(each)
        role = workspace.role_of(actor)
        found.append(Overview(workspace, rows, total, role is not None and role.may(Role.MEMBER)))
    return found


def figures_of(spaces: Iterable[Space], today: date) -> dict[int, Figures]:
    """The figures of these spaces by their id: one query."""
    found: dict[int, Figures] = defaultdict(Figures)
    rows = Card.objects.filter(space__in=[space.pk for space in spaces], archived_at=None).values_list(
        "space_id", "status__kind", "currency", "exponent"
    )
    late = Count("pk", filter=Q(due_on__lt=today, status__kind__in=OPEN_KINDS))
    for space, kind, currency, exponent, count, overdue, minor in rows.annotate(
        n=Count("pk"), late=late, sum=Sum("amount_minor")
    ):
        figures = found[space]
        figures.total += count
        figures.overdue += overdue
        if kind in OPEN_KINDS:
            figures.open += count
            figures.started += count if kind == StatusKind.IN_PROGRESS else 0
            if currency and minor is not None:
                figures.money[currency] += Decimal(minor).scaleb(-exponent)
        elif kind == StatusKind.COMPLETED:
            figures.done += count
    return found
