"""Boards to measure on, made by the product's own verbs in a process of its own; tells of them as JSON."""

from __future__ import annotations

import json
import random
import sys
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cashboard.activity.actors import Actor
    from cashboard.people.models import Person
    from cashboard.work.cards.backfilling import Past
    from cashboard.work.spaces.models import Space, Status, Workspace

EMAIL, PASSWORD = "lead@example.com", "a long enough password"
STATUSES = (
    ("Open", "not_started"),
    ("Overdue", "in_progress"),
    ("Promised", "in_progress"),
    ("Disputed", "in_progress"),
    ("Paid", "completed"),
    ("Written off", "cancelled"),
)
TOGETHER = 2_000


def main() -> None:
    """One space for each size given."""
    import django

    django.setup()
    from cashboard.activity.actors import Actor
    from cashboard.activity.migrating import migrate
    from cashboard.people.models import Person
    from cashboard.work.spaces.models import Workspace

    migrate()
    by = Actor.system("demo")
    lead = Person.objects.add_person(EMAIL, "Mara Lindt", by=by, password=PASSWORD)
    workspace = Workspace.objects.create_workspace("Order to Cash", by=by, owner=lead.pk)
    print(json.dumps({size: make_board(workspace, int(size), lead, by) for size in sys.argv[1:]}))


def make_board(workspace: Workspace, size: int, lead: Person, by: Actor) -> dict[str, object]:
    """A space with so many cards, spread over its statuses; every other one with a responsible person."""
    from cashboard.activity.changing import recording
    from cashboard.work.cards.backfilling import backfill

    space = workspace.add_space(f"B{size}", f"Board of {size:,}", by=by, statuses=STATUSES)
    statuses, dice = list(space.statuses.all()), random.Random(size)
    pasts = [_past(number, statuses, dice, lead) for number in range(size)]
    for start in range(0, size, TOGETHER):
        with recording(by=by) as change:
            backfill(space, pasts[start : start + TOGETHER], change)
    return {
        "key": space.key,
        "id": space.pk,
        "statuses": [status.pk for status in statuses],
        "cards": _cards(space),
    }


def _past(number: int, statuses: list[Status], dice: random.Random, lead: Person) -> Past:
    from cashboard.work.cards.backfilling import Past

    issued = datetime.now(UTC) - timedelta(days=dice.randint(1, 300))
    history = [(statuses[0], issued)]
    if number % len(statuses):
        history.append((statuses[number % len(statuses)], issued + timedelta(days=dice.random())))
    return Past(
        title=f"Invoice {900_000 + number}",
        history=history,
        due_on=(issued + timedelta(days=30)).date(),
        labels=["Key account"] if dice.random() < 0.2 else [],
        party=dice.randint(1, 100),
        party_name=f"Customer {dice.randint(1, 100)} Ltd",
        amount_minor=dice.randint(10_000, 5_000_000),
        currency=dice.choice(("EUR", "EUR", "EUR", "USD")),
        responsible=lead.pk if number % 2 else None,
    )


def _cards(space: Space) -> list[tuple[int, str, int]]:
    return list(space.cards.order_by("?").values_list("pk", "key", "status_id")[:2_000])


if __name__ == "__main__":
    main()
