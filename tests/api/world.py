"""One of everything that the API shows: in the story's workspace, and in a private one of Nils."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from cashboard.activity.actors import Actor
from cashboard.activity.models import Event
from cashboard.people.models import Person
from cashboard.trade.customers.models import Customer
from cashboard.trade.invoices.models import Invoice
from cashboard.trade.money import Money
from cashboard.work.blockers.models import Blocker
from cashboard.work.cards.models import Card
from cashboard.work.documents.storage import storage
from cashboard.work.spaces.models import Space, Workspace

TODAY = date(2026, 11, 2)


@dataclass
class Things:
    """The ids of one of each kind in one workspace, and of those in a state that some changes need."""

    workspace: int
    folder: int
    other_folder: int
    space: int
    status: int
    other_status: int
    card: int
    done_card: int
    archived_card: int
    stuck_card: int
    trashed_card: int
    trashed_key: str
    label: int
    relation: int
    blocker: int
    comment: int
    customer: int
    invoice: int
    paid_invoice: int
    disputed_invoice: int
    event: Any
    checklist: int
    item: int
    document: int
    group: int
    number: int
    removed_document: int
    field: int
    option: int
    formula: int
    archived_field: int
    retired_option: int


def things_in(workspace: Workspace, space: Space, worker: Person, by: Actor) -> Things:
    """Make one of each there; `worker` writes the comment and works on the card, `by` does the rest."""
    folder = workspace.add_folder(f"Folder of {workspace.name}", by=by)
    card, done, archived = (Card.create(space, f"{what} card of {workspace.name}", by=by) for what in "123")
    card.label(f"Label of {workspace.name}", by=by)
    card.date("due", TODAY, by=by)
    card.add_coworker(worker, by=by)
    checklist = card.add_checklist("Before the call", by=by)
    (item,) = card.add_items(checklist, "Ask for the order", by=by)
    group = card.add_document_group("Papers", by=by)
    card.add_document_group("Mail", by=by)
    document = card.attach("Order.txt", storage().take([b"Twelve"]), group=group, by=by)
    removed = card.attach("Draft.txt", storage().take([b"Eleven"]), by=by)
    card.remove_document(removed, by=by)
    comment = card.comment(f"Said in {workspace.name}", by=worker.acting("web"))
    comment.react("seen", by=worker.acting("web"))
    field = space.add_field(
        f"Field of {workspace.name}", "select", options=["High", "Low", "None", "Old"], by=by
    )
    formula = space.add_field(f"Formula of {workspace.name}", "formula", formula="amount * 2", by=by)
    archived_field = space.add_field(f"Old field of {workspace.name}", "text", by=by)
    space.archive_field(archived_field, by=by)
    space.retire_option(field.options.all()[3], by=by)
    card.fill(field, field.options.all()[0], by=by)
    done.complete(by=by)
    archived.archive(by=by)
    second = space.statuses.all()[1]
    relation = card.relate("next", done, by=by)
    card.move(second, by=by)
    moved = Event.objects.about("card", card.pk).filter(type="card.moved").latest("seq")
    customer = Customer.add(workspace, "C-1", f"Customer of {workspace.name}", by=by)
    invoices = [_invoice(space, customer, number, by) for number in ("4711", "4712", "4713")]
    invoices[1].settle(TODAY, by=by)
    invoices[2].mark_disputed(by=by)
    blocker = Blocker.objects.add_blocker(f"Blocker of {workspace.name}", by=by, space=space)
    stuck = Card.create(space, f"Stuck card of {workspace.name}", status=second, by=by)
    stuck.block(blocker, owner=worker, note=f"Said in {workspace.name}", by=by)
    trashed = Card.create(space, f"Trashed card of {workspace.name}", by=by)
    trashed.trash(by=by)
    workspace.add_space(f"{space.key}X", f"Second space of {workspace.name}", by=by)
    return Things(
        workspace=workspace.pk,
        folder=folder.pk,
        other_folder=workspace.add_folder(f"Second folder of {workspace.name}", by=by).pk,
        space=space.pk,
        status=space.statuses.all()[0].pk,
        other_status=second.pk,
        card=card.pk,
        done_card=done.pk,
        archived_card=archived.pk,
        stuck_card=stuck.pk,
        trashed_card=trashed.pk,
        trashed_key=trashed.key,
        label=card.labels.all()[0].pk,
        relation=relation.pk,
        blocker=blocker.pk,
        comment=comment.pk,
        customer=customer.pk,
        invoice=invoices[0].pk,
        paid_invoice=invoices[1].pk,
        disputed_invoice=invoices[2].pk,
        event=moved.uid,
        checklist=checklist.pk,
        item=item.pk,
        document=document.pk,
        group=group.pk,
        number=1,
        removed_document=removed.pk,
        field=field.pk,
        option=field.options.all()[1].pk,
        formula=formula.pk,
        archived_field=archived_field.pk,
        retired_option=field.options.all()[3].pk,
    )


def things_of(nils: Person) -> Things:
    """One of each in a private workspace of the stranger."""
    by = nils.acting("web")
    workspace = Workspace.objects.create_workspace("Secret merger", by=by)
    space = workspace.add_space("SEC", "Secret space", by=by)
    return things_in(workspace, space, nils, by)


def _invoice(space: Space, customer: Customer, number: str, by: Actor) -> Invoice:
    return Invoice.issue(
        space,
        customer,
        number,
        issued_on=TODAY - timedelta(days=30),
        due_on=timezone.now().date() + timedelta(days=30),
        amount=Money(Decimal("1250.50"), "EUR"),
        by=by,
    )
