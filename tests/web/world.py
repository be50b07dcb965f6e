"""Two workspaces that must not know of each other, each with one of everything that pages show."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from cashboard.activity.actors import Actor
from cashboard.activity.models import Event
from cashboard.people.models import Person
from cashboard.trade.customers.models import Customer
from cashboard.trade.invoices.models import Invoice
from cashboard.trade.money import Money
from cashboard.work.blockers.models import Blocker
from cashboard.work.cards.baselines import Baseline
from cashboard.work.cards.models import Card
from cashboard.work.documents.storage import storage
from cashboard.work.importing.running import run_now
from cashboard.work.importing.runs import BoardImport
from cashboard.work.importing.starting import start, take_in
from cashboard.work.spaces.models import Space, Workspace
from cashboard.work.spaces.saved_views import SavedView
from tests.story import Story

TODAY = timezone.now().date()
ABSENT = 10**15


@dataclass(frozen=True)
class Names:
    """What the things of a workspace are called, and how much is on its invoices."""

    title: str
    customer: str
    label: str
    said: str
    folder: str
    amount: Decimal


@dataclass(frozen=True)
class Things:
    """How a page's address and form name one of each kind."""

    workspace: int
    folder: int
    space: str
    space_id: int
    status: int
    card: str
    card_id: int
    label: int
    comment: int
    customer: int
    person: int
    event: int
    checklist: int
    item: int
    other_card: str
    field: int
    option: int
    formula: int
    view: int
    baseline: int
    other_status: int
    blocker: int
    demand: int
    trashed_card: str
    inner_folder: int
    document: int
    document_group: int
    importing: int
    brought: int
    number: int = 1


NOTHING = Things(
    **dict.fromkeys(Things.__dataclass_fields__, ABSENT)  # type: ignore[arg-type]
    | {"space": "NONE", "card": "NONE-1", "other_card": "NONE-2", "trashed_card": "NONE-3"}
)
OURS = Names("Call about 99", "Nordwind AG", "Urgent", "They pay on Friday", "Invoicing", Decimal("1250.50"))
SECRET = Names(
    "Hush deal", "Hush Partners", "Hushlabel", "Hush said this", "Hush folder", Decimal("987654.32")
)


def things_in(space: Space, names: Names, owner: Person, worker: Person) -> Things:
    """One of each: the owner's, but for the comment, which is the worker's."""
    by, workspace = owner.acting("web"), space.workspace
    folder = workspace.add_folder(names.folder, by=by)
    card = Card.create(space, names.title, by=by)
    card.label(names.label, by=by)
    comment = card.comment(names.said, by=worker.acting("web"))
    checklist = card.add_checklist(f"{names.label} steps", by=by)
    item, _last = card.add_items(checklist, f"{names.said}\nWrite it down", by=by)
    field = space.add_field(
        names.label,
        "select",
        help=names.said,
        options=[names.label, f"{names.label} 2"],
        on_front=True,
        by=by,
    )
    card.fill(field, field.options.all()[0], by=by)
    formula = space.add_field(f"{names.label} 2", "formula", formula="amount * 2", by=by)
    text = space.add_field(f"{names.label} 3", "text", on_front=True, by=by)
    card.fill(text, names.said, by=by)
    status = space.statuses.all()[1]
    card.move(status, by=by)
    moved = Event.objects.about("card", card.pk).filter(type="card.moved").latest("seq")
    customer = Customer.add(workspace, f"C-{space.key}", names.customer, by=by)
    invoice = issue_in(space, customer, names.amount, owner)[0]
    label = space.labels.get()
    view = SavedView.save_view(space, names.title, page="table", query="q=99", owner=None, by=by)
    blocker = Blocker.objects.add_blocker(names.label, description=names.said, by=by, space=space)
    stuck = Card.create(space, names.title, status=status, by=by)
    stuck.block(blocker, owner=worker, note=names.said, by=by)
    trashed = Card.create(space, names.title, by=by)
    trashed.trash(by=by)
    group = card.add_document_group(f"{names.label} papers", by=by)
    document = card.attach(f"{names.said}.png", storage().take([names.said.encode()]), group=group, by=by)
    return Things(
        workspace=workspace.pk,
        folder=folder.pk,
        space=space.key,
        space_id=space.pk,
        status=space.statuses.all()[0].pk,
        card=card.key,
        card_id=card.pk,
        label=label.pk,
        comment=comment.pk,
        customer=customer.pk,
        person=worker.pk,
        event=moved.seq,
        checklist=checklist.pk,
        item=item.pk,
        other_card=invoice.card.key if invoice.card else "",
        field=field.pk,
        option=field.options.all()[1].pk,
        formula=formula.pk,
        view=view.pk,
        baseline=Baseline.keep(space, names.title, by=by).pk,
        other_status=status.pk,
        blocker=blocker.pk,
        demand=_on_demand().pk,
        trashed_card=trashed.key,
        inner_folder=workspace.add_folder(f"{names.folder} 2", parent=folder, by=by).pk,
        document=document.pk,
        document_group=group.pk,
        importing=take_in(space, f"{names.said}.csv", [b"Title\nOne\n"], by=by).pk,
        brought=_brought(space, names, by).pk,
    )


def _on_demand() -> Blocker:
    """The one blocker that all share, for spaces that add it."""
    found = Blocker.objects.shared().first()
    return found or Blocker.objects.add_blocker("Strike", scope="on_demand", by=Actor.system())


def _brought(space: Space, names: Names, by: Actor) -> BoardImport:
    """An import that has ended, with a row that was rejected."""
    run = take_in(space, f"{names.label}.csv", [b"Title,Notes\n,Nothing\n"], by=by)
    start(run, by=by)
    return run_now(run)


def issue_in(space: Space, customer: Customer, amount: Decimal, owner: Person) -> list[Invoice]:
    """An open invoice that is late, and one that was paid."""
    by = owner.acting("web")
    made = [
        Invoice.issue(
            space,
            customer,
            f"{space.key}-{number}",
            issued_on=TODAY - timedelta(days=40),
            due_on=TODAY - timedelta(days=10),
            amount=Money(amount, "EUR"),
            by=by,
        )
        for number in (4711, 4712)
    ]
    made[1].settle(TODAY, by=by)
    return made


@dataclass
class World:
    """The story with one of each; Nils owns a private workspace of his own, with his worker Sigrid."""

    story: Story
    ours: Things
    secret: Things
    hidden: Things
    sigrid: Person

    @property
    def people(self) -> dict[str, Person]:
        """Everybody, by the part they play towards the story's workspace."""
        story = self.story
        return {
            "stranger": story.ada,
            "visitor": story.vera,
            "member": story.marco,
            "owner": story.lena,
            "owner elsewhere": story.nils,
        }


def make_world(story: Story) -> World:
    """One of each for everybody; `hidden` lies in a private space of the story's own workspace."""
    ours = things_in(story.space, OURS, story.lena, story.marco)
    by = story.nils.acting("web")
    sigrid = Person.objects.add_person("sigrid@example.com", "Sigrid Hush", by=Actor.system())
    workspace = Workspace.objects.create_workspace("Hush merger", by=by)
    workspace.add_member(sigrid, "member", by=by)
    space = workspace.add_space("HUSH", "Hush space", by=by)
    secret = things_in(space, SECRET, story.nils, sigrid)
    private = story.workspace.add_space("HID", "Hush board", kind="private", by=story.by_lena)
    names = replace(SECRET, folder="Another folder")
    hidden = things_in(private, names, story.lena, story.lena)
    return World(story, ours, secret, hidden, sigrid)


def day(offset: int) -> date:
    """So many days from today."""
    return TODAY + timedelta(days=offset)
