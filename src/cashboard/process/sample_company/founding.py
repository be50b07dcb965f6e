"""The first day of the sample company: its people, its workspace and its customers, all of it or nothing."""

from __future__ import annotations

from django.db import transaction

from cashboard.activity.actors import Actor
from cashboard.activity.changing import recording
from cashboard.people.models import Person
from cashboard.process.sample_company.customers import BUYERS
from cashboard.process.sample_company.events import SampleCompanyBegun
from cashboard.process.sample_company.people import COMPANY, LEAD, STAFF
from cashboard.process.templates.applying import apply_template
from cashboard.trade.customers.models import Customer

TEMPLATE = "order-to-cash"


@transaction.atomic
def found(*, seed: int, orders: int, until: str) -> None:
    """Make everybody's account, the workspace, which the process lead owns, and the customers."""
    system = Actor.system("demo")
    people = {
        each.key: Person.objects.add_person(
            each.email,
            each.name,
            by=system,
            title=each.title,
            zone=each.zone,
            is_administrator=each.key == LEAD,
        )
        for each in STAFF
    }
    lead = people[LEAD]
    workspace = apply_template(TEMPLATE, by=lead.acting("demo"), owner=lead)
    with recording(by=system) as change:
        begun = SampleCompanyBegun(company=COMPANY, seed=seed, orders=orders, until=until)
        change.record(begun, workspace)
    for key, person in people.items():
        if key != LEAD:
            workspace.add_member(person, "member", by=lead.acting("demo"))
    for buyer in BUYERS:
        Customer.add(workspace, buyer.number, buyer.name, by=lead.acting("demo"), country=buyer.country)
