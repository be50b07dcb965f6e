"""The template makes the whole workspace, or nothing."""

from __future__ import annotations

import pytest

from cashboard.activity.actors import Actor
from cashboard.activity.models import Event
from cashboard.activity.refusals import Invalid, Refused
from cashboard.people.models import Person
from cashboard.process.templates.applying import applied, apply_template
from cashboard.process.templates.order_to_cash import ORDER_TO_CASH
from cashboard.work.spaces.kinds import StatusKind
from cashboard.work.spaces.models import Space, Workspace

BY = Actor.system("cli")


@pytest.fixture
def lena(db: None) -> Person:
    """Who will own it."""
    return Person.objects.add_person("lena@example.com", "Lena Fischer", by=BY)


@pytest.mark.requirement("R1", "R2")
def test_the_workspace_with_its_spaces(lena: Person):
    workspace = apply_template("order-to-cash", by=BY, owner=lena)
    assert (workspace.name, workspace.kind) == ("Order to Cash", "private")
    assert [folder.name for folder in workspace.folders.all()] == [
        "Orders Processing",
        "Invoicing",
        "Collections",
    ]
    assert [
        (space.key, space.name, space.folder.name if space.folder else "") for space in workspace.spaces.all()
    ] == [
        ("ORD", "Orders", "Orders Processing"),
        ("CRD", "Credit", "Orders Processing"),
        ("BIL", "Billing", "Invoicing"),
        ("COL", "Collections", "Collections"),
        ("DIS", "Disputes", "Collections"),
        ("CSH", "Cash Application", "Collections"),
        ("RPT", "Reporting", ""),
    ]
    assert [(status.name, status.kind) for status in Space.objects.get(key="COL").statuses.all()] == [
        ("Open", "not_started"),
        ("Overdue", "in_progress"),
        ("Promised", "in_progress"),
        ("Disputed", "in_progress"),
        ("Paid", "completed"),
        ("Written off", "cancelled"),
    ]
    assert workspace.role_of(lena.acting("web")) == "owner"
    assert Event.objects.filter(workspace=workspace.pk).values("change").distinct().count() == 1, (
        "one intention"
    )


def test_every_space_begins_and_ends(lena: Person):
    """Cards start where nothing is done yet, and can be completed, cancelled and reopened everywhere."""
    for space in ORDER_TO_CASH.spaces:
        kinds = [StatusKind(kind) for _, kind in space.statuses]
        work = [kind for kind in kinds if kind != StatusKind.INFORMATION]
        assert work[0] == StatusKind.NOT_STARTED
        assert {StatusKind.IN_PROGRESS, StatusKind.COMPLETED, StatusKind.CANCELLED} <= set(work)


def test_twice_is_refused(lena: Person):
    workspace = apply_template("order-to-cash", by=BY, owner=lena)
    assert applied("order-to-cash") == workspace
    with pytest.raises(Refused, match="Order to Cash is there already"):
        apply_template("order-to-cash", by=BY, owner=lena)
    assert Workspace.objects.count() == 1


def test_a_taken_key_leaves_nothing(lena: Person):
    other = Workspace.objects.create_workspace("Other", by=lena.acting("web"))
    other.add_space("RPT", "The last key", by=lena.acting("web"))
    events = Event.objects.count()
    with pytest.raises(Invalid, match="RPT is taken"):
        apply_template("order-to-cash", by=BY, owner=lena)
    assert (Workspace.objects.count(), Space.objects.count(), Event.objects.count()) == (1, 1, events)
    assert applied("order-to-cash") is None


def test_an_unknown_template(lena: Person):
    with pytest.raises(Invalid, match="There is: order-to-cash"):
        apply_template("nonsense", by=BY, owner=lena)
