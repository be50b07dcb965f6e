"""Importing a list: what six lines become, twice the same, changed rows, rejects, strangers."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cashboard.activity.actors import Actor
from cashboard.activity.models import Event
from cashboard.activity.refusals import NotAllowed, Refused
from cashboard.trade.customers.models import Customer
from cashboard.trade.invoices.events import Correction
from cashboard.trade.invoices.import_runs import InvoiceImport
from cashboard.trade.invoices.models import Invoice
from tests.story import Story
from tests.trade.invoices.lists import (
    BROKEN,
    DISPUTED,
    OPEN,
    PAID,
    PAID_LATE,
    SAME_DAY,
    SIX,
    assert_all_replayed,
    book,
    importing,
    known,
    told,
    written,
)


@pytest.mark.requirement("R27")
def test_each_line_becomes_an_invoice_with_its_past(story: Story, tmp_path: Path) -> None:
    outcome = importing(story.space, written(tmp_path, SIX), by=story.marco.acting("import")).run()

    assert (outcome.new, outcome.changed, outcome.same, outcome.rejected) == (5, 0, 0, 1)
    assert [told("invoice", known(number).pk) for number in ("1001", "1002", "1003", "1004", "1005")] == [
        [("invoice.issued", "2024-01-10", True), ("invoice.settled", "2024-02-01", True)],
        [
            ("invoice.issued", "2024-01-10", True),
            ("invoice.fell_due", "2024-02-10", True),
            ("invoice.settled", "2024-03-01", True),
        ],
        [
            ("invoice.issued", "2024-02-01", True),
            ("invoice.fell_due", "2024-03-03", True),
            ("invoice.marked_disputed", "now", False),
        ],
        [("invoice.issued", "2024-02-01", True)],
        [("invoice.issued", "2024-02-05", True), ("invoice.settled", "2024-02-05", True)],
    ]
    assert [told("card", known(number).card_id) for number in ("1001", "1002", "1003", "1004", "1005")] == [
        [("card.created", "2024-01-10", True), ("card.completed", "2024-02-01", True)],
        [
            ("card.created", "2024-01-10", True),
            ("card.moved", "2024-02-10", True),
            ("card.completed", "2024-03-01", True),
        ],
        [
            ("card.created", "2024-02-01", True),
            ("card.moved", "2024-03-03", True),
            ("card.labelled", "now", False),
        ],
        [("card.created", "2024-02-01", True)],
        [("card.created", "2024-02-05", True), ("card.completed", "2024-02-05", True)],
    ]
    assert_all_replayed()


def test_the_cards_stand_where_their_invoices_are(story: Story, tmp_path: Path) -> None:
    importing(story.space, written(tmp_path, SIX)).run()

    columns = {number: known(number).card.status for number in ("1001", "1002", "1003", "1004", "1005")}  # type: ignore[union-attr]
    assert list(columns.values()) == [story.paid, story.paid, story.overdue, story.open, story.paid]
    card = known("1005").card
    assert card is not None
    assert (card.title, card.party_name, card.amount_text, card.currency, card.due_on) == (
        *("Invoice 1005", "Jade", "5000", "JPY"),
        date(2024, 2, 5),
    )
    assert {invoice.card.version for invoice in Invoice.objects.all() if invoice.card} == {1}


def test_the_events_of_a_card_name_the_invoice_event_that_caused_them(story: Story, tmp_path: Path) -> None:
    importing(story.space, written(tmp_path, [PAID_LATE])).run()

    types = dict(Event.objects.values_list("uid", "type"))
    caused = Event.objects.about("card", known("1002").card_id or 0).filter(type__startswith="card.")
    assert [(event.type, types[event.cause]) for event in caused.order_by("seq") if event.cause] == [
        ("card.created", "invoice.issued"),
        ("card.moved", "invoice.fell_due"),
        ("card.completed", "invoice.settled"),
    ]


@pytest.mark.requirement("R98", "R70")
def test_importing_twice_changes_and_records_nothing(story: Story, tmp_path: Path) -> None:
    path = written(tmp_path, SIX)
    importing(story.space, path).run()
    before, events, runs = book(story.space), Event.objects.count(), InvoiceImport.objects.count()

    outcome = importing(story.space, path).run()

    assert (outcome.run, outcome.new, outcome.changed, outcome.same, outcome.rejected) == (None, 0, 0, 5, 1)
    assert (book(story.space), Event.objects.count(), InvoiceImport.objects.count()) == (before, events, runs)


@pytest.mark.requirement("R27")
def test_a_changed_row_is_told_field_by_field(story: Story, tmp_path: Path) -> None:
    importing(story.space, written(tmp_path, SIX)).run()
    dearer = OPEN.replace("400.00", "440.00").replace("2099-12-31", "2098-12-31")

    outcome = importing(story.space, written(tmp_path, [PAID, PAID_LATE, DISPUTED, dearer])).run()

    assert (outcome.new, outcome.changed, outcome.same) == (0, 1, 3)
    corrected = Event.objects.get(type="invoice.corrected").typed
    assert corrected.changes == [  # type: ignore[attr-defined]
        Correction("due_on", "2099-12-31", "2098-12-31"),
        Correction("amount", "400.00", "440.00"),
    ]
    card = known("1004").card
    assert card is not None
    assert (card.amount_text, card.due_on) == ("440.00", date(2098, 12, 31))
    assert_all_replayed()


def test_a_settlement_that_came_is_told_at_its_day(story: Story, tmp_path: Path) -> None:
    importing(story.space, written(tmp_path, [DISPUTED])).run()

    importing(story.space, written(tmp_path, [DISPUTED.replace(",,300", ",2024-04-01,300")])).run()

    invoice = known("1003")
    assert told("invoice", invoice.pk)[-1] == ("invoice.settled", "2024-04-01", True)
    assert told("card", invoice.card_id)[-1] == ("card.completed", "2024-04-01", True)
    assert invoice.card is not None
    assert (invoice.state, invoice.card.status) == ("paid", story.paid)
    assert_all_replayed()


def test_a_settlement_is_not_told_before_a_later_move_of_the_card(story: Story, tmp_path: Path) -> None:
    importing(story.space, written(tmp_path, [DISPUTED])).run()
    card = known("1003").card
    assert card is not None
    card.move(story.disputed, by=story.by_marco)

    importing(story.space, written(tmp_path, [DISPUTED.replace(",,300", ",2024-04-01,300")])).run()

    events = Event.objects.about("card", card.pk).filter(type__startswith="card.").order_by("seq")
    moved, completed = list(events)[-2:]
    assert (moved.type, completed.type) == ("card.moved", "card.completed")
    assert completed.at == completed.recorded_at
    assert told("invoice", known("1003").pk)[-1] == ("invoice.settled", "2024-04-01", True)
    assert_all_replayed()


def test_a_settlement_that_vanished_reopens(story: Story, tmp_path: Path) -> None:
    importing(story.space, written(tmp_path, [PAID])).run()

    outcome = importing(story.space, written(tmp_path, [PAID.replace("2024-02-01,100", ",100")])).run()

    invoice = known("1001")
    assert outcome.changed == 1
    assert [type_ for type_, _, _ in told("invoice", invoice.pk)] == [
        *("invoice.issued", "invoice.settled", "invoice.fell_due", "invoice.reopened"),
    ]
    assert invoice.card is not None
    assert (invoice.state, invoice.settled_on, invoice.card.status) == ("issued", None, story.overdue)
    assert_all_replayed()


def test_a_dispute_that_is_over_takes_the_label_off(story: Story, tmp_path: Path) -> None:
    importing(story.space, written(tmp_path, [DISPUTED])).run()

    importing(story.space, written(tmp_path, [DISPUTED.replace("yes", "no")])).run()

    invoice = known("1003")
    assert invoice.card is not None
    assert (invoice.disputed, list(invoice.card.labels.all())) == (False, [])
    assert told("invoice", invoice.pk)[-1] == ("invoice.dispute_cleared", "now", False)
    assert_all_replayed()


def test_a_column_that_a_file_lacks_changes_nothing(story: Story, tmp_path: Path) -> None:
    importing(story.space, written(tmp_path, SIX)).run()
    path = tmp_path / "short.csv"
    path.write_text(
        "invoice number,customer number,invoice date,due date,amount\n1001,N1,2024-01-10,2024-02-09,100.00\n"
    )

    assert importing(story.space, path).run().same == 1


@pytest.mark.requirement("R70")
def test_bad_rows_are_kept_mended_and_imported_again(story: Story, tmp_path: Path) -> None:
    rejects = importing(story.space, written(tmp_path, SIX)).run().rejects
    assert rejects == tmp_path / "list.rejected.csv"
    text = rejects.read_text(encoding="utf-8-sig")
    assert text.count("\n") == 2
    assert "1006" in text
    assert "2024-02-31" in text

    rejects.write_text(text.replace("2024-02-31", "2024-02-29"), encoding="utf-8-sig")
    outcome = importing(story.space, rejects).run()

    assert (outcome.new, outcome.rejected) == (1, 0)
    assert known("1006").due_on == date(2024, 2, 29)
    assert Invoice.objects.count() == 6


@pytest.mark.requirement("R70")
def test_the_same_number_twice_in_a_file_is_stopped(story: Story, tmp_path: Path) -> None:
    outcome = importing(
        story.space, written(tmp_path, [OPEN, PAID, OPEN.replace("400", "401")]), chunk=2
    ).run()

    assert (outcome.new, outcome.rejected) == (2, 1)
    assert known("1004").amount_minor == 40_000


def test_the_plan_tells_all_and_does_nothing(story: Story, tmp_path: Path) -> None:
    importing(story.space, written(tmp_path, [PAID, OPEN])).run()
    events = Event.objects.count()
    path = written(tmp_path, [PAID, OPEN.replace("400.00", "401.00"), PAID_LATE, SAME_DAY, BROKEN])

    plan = importing(story.space, path).plan()

    assert (plan.new, plan.changed, plan.same, plan.rejected) == (2, 1, 1, 1)
    assert (plan.new_customers, plan.settled) == ({"J3"}, 3)
    assert plan.totals == {"EUR": (3, 10_000 + 40_100 + 20_050), "JPY": (1, 5000)}
    (change,) = plan.changes
    assert (change.line, change.number, change.customer) == (3, "1004", "Alpen Optik")
    assert change.corrections == [Correction("amount", "400.00", "401.00")]
    (rejected,) = plan.rejects
    (fault,) = rejected.faults
    assert (rejected.line, fault.column, fault.value) == (6, "due date", "2024-02-31")
    assert fault.reason
    assert Event.objects.count() == events
    assert not (tmp_path / "list.rejected.csv").exists()


@pytest.mark.only("postgres")  # SQLite's bulk inserts are split by its limit of values a statement
def test_a_chunk_takes_as_many_queries_for_60_rows_as_for_20(story: Story, tmp_path: Path) -> None:
    def queries(name: str, first: int, count: int) -> int:
        numbers = range(first, first + count)
        lines = [PAID_LATE.replace("1002", str(number)).replace("N1", "N" + name) for number in numbers]
        ready = importing(story.space, written(tmp_path, lines, name), by=story.marco.acting("import"))
        with CaptureQueriesContext(connection) as captured:
            assert ready.run().new == count
        return len(captured)

    assert queries("60.csv", 5000, 60) == queries("20.csv", 6000, 20)


def test_chunks_and_progress(story: Story, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []

    outcome = importing(story.space, written(tmp_path, SIX), chunk=2).run(lambda *at: seen.append(at))

    assert seen == [(2, 6), (4, 6), (6, 6)]
    assert outcome.run is not None
    assert (outcome.run.state, outcome.run.new, outcome.run.rejected) == ("finished", 5, 1)
    told_of = Event.objects.get(type="invoices.imported")
    assert (told_of.data["new"], told_of.data["rejected"], told_of.change) == (5, 1, outcome.run.change)
    assert set(Event.objects.filter(type__startswith="invoice.").values_list("change", flat=True)) == {
        outcome.run.change
    }


def test_a_cancelled_import_is_taken_up_again(story: Story, tmp_path: Path) -> None:
    path = written(tmp_path, SIX)
    first = importing(story.space, path, chunk=2).run(is_cancelled=lambda: True)
    assert first.run is not None
    assert (first.is_finished, first.run.state, first.run.new) == (False, "running", 2)

    second = importing(story.space, path, chunk=2).run()

    assert second.run is not None
    assert (second.run.pk, second.run.state) == (first.run.pk, "finished")
    assert (second.new, second.same, second.rejected) == (5, 0, 1)
    assert Invoice.objects.count() == 5
    assert_all_replayed()


@pytest.mark.requirement("R3")
@pytest.mark.parametrize("name", ["vera", "nils"])
def test_who_may_not_write_here_imports_nothing(story: Story, tmp_path: Path, name: str) -> None:
    by = getattr(story, name).acting("import")
    events = Event.objects.count()

    with pytest.raises(NotAllowed):
        importing(story.space, written(tmp_path, SIX), by=by).plan()
    with pytest.raises(NotAllowed):
        importing(story.space, written(tmp_path, SIX), by=by).run()

    assert (Invoice.objects.count(), Customer.objects.count(), Event.objects.count()) == (0, 0, events)
    assert not InvoiceImport.objects.exists()


def test_a_space_without_a_status_for_paid_is_refused(story: Story, tmp_path: Path) -> None:
    bare = story.workspace.add_space("BARE", "Bare", by=story.by_lena, statuses=[("To do", "not_started")])

    with pytest.raises(Refused, match="completed"):
        importing(bare, written(tmp_path, SIX)).plan()


def test_a_space_without_a_status_for_overdue_leaves_cards_open(story: Story, tmp_path: Path) -> None:
    statuses = [("Open", "not_started"), ("Paid", "completed")]
    plain = story.workspace.add_space("PLAIN", "Plain", by=story.by_lena, statuses=statuses)

    importing(plain, written(tmp_path, SIX)).run()

    assert [entry["status"] for entry in book(plain)] == ["Paid", "Paid", "Open", "Open", "Paid"]
    assert_all_replayed()


def test_two_spaces_keep_their_invoices_apart_and_share_customers(story: Story, tmp_path: Path) -> None:
    other = story.workspace.add_space("BIL", "Billing", by=story.by_lena)
    importing(story.space, written(tmp_path, SIX)).run()

    assert importing(other, written(tmp_path, SIX)).run().new == 5
    assert Customer.objects.count() == 3


def test_one_actor_can_import_two_files(story: Story, tmp_path: Path) -> None:
    by = Actor.system("import")
    importing(story.space, written(tmp_path, [PAID], "one.csv"), by=by).run()

    importing(story.space, written(tmp_path, [OPEN], "two.csv"), by=by).run()

    assert InvoiceImport.objects.count() == 2
