"""Making the sample company: the planned steps, each at its own moment, a simulated day in one transaction.

All or nothing per day: one that was stopped goes on after its last whole day, with the same plan.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import groupby

from django.db import connection, transaction

from cashboard.activity import clock
from cashboard.activity.actors import Actor
from cashboard.activity.changing import recording
from cashboard.activity.models import Event, Head
from cashboard.activity.refusals import Refused
from cashboard.people.models import Person
from cashboard.process.sample_company.events import SampleCompanyBegun, SampleCompanyFinished
from cashboard.process.sample_company.founding import TEMPLATE, found
from cashboard.process.sample_company.people import COMPANY, LEAD, STAFF
from cashboard.process.sample_company.plan import Step
from cashboard.process.sample_company.world import World
from cashboard.process.sample_company.year import plan_year
from cashboard.process.templates.applying import applied
from cashboard.work.spaces.models import Workspace

Progress = Callable[[int, int, date], None]
SEED, ORDERS = 7, 1000
AGO = timedelta(minutes=4)


@dataclass(frozen=True, slots=True)
class State:
    """What the database holds of a sample company."""

    begun: SampleCompanyBegun | None
    is_finished: bool
    is_empty: bool

    @property
    def is_foreign(self) -> bool:
        """Something else is in there."""
        return not self.is_empty and self.begun is None


def state() -> State:
    """Look into the log: nothing yet, a sample company, whole or not, or somebody's own work."""
    begun = Event.objects.filter(type=SampleCompanyBegun.name).first()
    typed = begun.typed if begun else None
    assert typed is None or isinstance(typed, SampleCompanyBegun)
    finished = Event.objects.filter(type=SampleCompanyFinished.name).exists()
    return State(typed, finished, Head.objects.get(pk=1).seq == 0)


def build(
    *, seed: int = SEED, orders: int = ORDERS, until: datetime | None = None, progress: Progress | None = None
) -> bool:
    """Make the sample company up to `until`, by default a few minutes ago; False when it is there already.

    One that was stopped is finished as it was begun, whatever is asked for now. Raises Refused when the
    database holds anything else.
    """
    there = state()
    if there.is_finished:
        return False
    if there.is_foreign:
        raise Refused(
            "This database holds somebody's work already; the sample company is not mixed into it. "
            "Name another folder in CASHBOARD_DATA (and no CASHBOARD_DATABASE_URL), or use cashboard serve."
        )
    if there.begun:
        seed, orders, until = there.begun.seed, there.begun.orders, datetime.fromisoformat(there.begun.until)
    until = until or (datetime.now(UTC) - AGO).replace(second=0, microsecond=0)
    steps = plan_year(seed=seed, orders=orders, until=until)
    if not there.begun:
        with clock.travelling(to=steps[0].at - timedelta(minutes=30)):
            found(seed=seed, orders=orders, until=until.isoformat())
    with _without_collecting():
        _live(steps, progress)
    return True


def _live(steps: list[Step], progress: Progress | None) -> None:
    """Day after day; those that are in the log already are passed over."""
    workspace = applied(TEMPLATE)
    assert workspace is not None  # the founding made it
    world = World(workspace, Person.objects.get(email=next(each.email for each in STAFF if each.key == LEAD)))
    last, head = _last_day(), Head.objects.get(pk=1).seq
    done = 0
    for day, of_day in groupby(steps, key=lambda step: step.at.date()):
        todays = list(of_day)
        done += len(todays)
        if last is None or day > last:
            head = _live_day(world, todays, head)
        if progress:
            progress(done, len(steps), day)
    _finish(workspace, steps)


def _last_day() -> date | None:
    """The last day that is whole in the log; the founding, which happened at one moment, is none."""
    begun, latest = Event.objects.filter(type=SampleCompanyBegun.name).get(), Event.objects.latest("seq")
    return latest.at.date() if latest.at > begun.at else None


@transaction.atomic
def _live_day(world: World, steps: list[Step], head: int) -> int:
    """All steps of a day; returns the new head of the log."""
    rows = Head.objects.filter(pk=1)
    seq = (rows.select_for_update() if connection.vendor == "postgresql" else rows).get().seq
    if seq != head:
        raise Refused("Another process works in this sample company. Stop it, then start the demo again.")
    for step in steps:
        with clock.travelling(to=step.at):
            step.verb(world, world.actor(step.who), *step.args, **step.named)
    return Head.objects.get(pk=1).seq


def _finish(workspace: Workspace, steps: list[Step]) -> None:
    with clock.travelling(to=steps[-1].at), recording(by=Actor.system("demo")) as change:
        change.record(SampleCompanyFinished(company=COMPANY, steps=len(steps)), workspace)


@contextmanager
def _without_collecting() -> Iterator[None]:
    """The garbage collector would look again and again at all that the world remembers."""
    gc.collect()
    gc.freeze()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.unfreeze()
