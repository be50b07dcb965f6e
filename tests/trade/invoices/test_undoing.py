"""Undoing an import: all taken back, nothing erased, refused when something else came in between."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from cashboard.activity.actors import Actor
from cashboard.activity.models import Event
from cashboard.activity.refusals import NotAllowed, Refused
from cashboard.trade.invoices import undoing
from cashboard.trade.invoices.import_runs import InvoiceImport
from cashboard.trade.invoices.models import Invoice
from cashboard.trade.invoices.undoing import undo
from tests.story import Story
from tests.trade.invoices.lists import (
    DISPUTED,
    OPEN,
    PAID,
    PAID_LATE,
    SIX,
    assert_all_replayed,
    book,
    importing,
    known,
    told,
    written,
)

SYSTEM = Actor.system("import")


def imported(story: Story, folder: Path, lines: list[str]) -> InvoiceImport:
    run = importing(story.space, written(folder, lines)).run().run
    assert run is not None
    return run


def test_new_invoices_are_withdrawn_and_their_cards_put_away(story: Story, tmp_path: Path) -> None:
    run = imported(story, tmp_path, SIX)
    card_id, events = known("1003").card_id, Event.objects.count()

    run = undo(run, by=story.by_marco)

    assert (run.state, run.withdrawn, run.restored) == ("undone", 5, 0)
    assert not Invoice.objects.in_book().exists()
    assert story.space.cards.on_board().count() == 3  # those that were there before
    assert told("card", card_id)[-1] == ("card.archived", "now", False)
    assert Event.objects.count() == events + 5 + 5 + 1
    assert_all_replayed()


def test_changed_invoices_are_set_back(story: Story, tmp_path: Path) -> None:
    imported(story, tmp_path, [PAID, PAID_LATE, DISPUTED, OPEN])
    before = book(story.space)
    changed = [
        PAID.replace("2024-02-01,100", ",100"),
        PAID_LATE.replace("200.50", "222.22"),
        DISPUTED.replace("yes", "no").replace(",,300", ",2024-05-05,300"),
        OPEN.replace("2099-12-31", "2024-03-01"),
    ]
    run = imported(story, tmp_path, changed)
    assert run.changed == 4

    run = undo(run, by=SYSTEM)

    assert (run.withdrawn, run.restored) == (0, 4)
    after = book(story.space)
    facts = ("amount", "due_on", "settled_on", "disputed", "state", "on card", "due", "labels")
    assert [[entry[fact] for fact in facts] for entry in after] == [
        [entry[fact] for fact in facts] for entry in before
    ]
    assert [entry["status"] for entry in after] == ["Paid", "Paid", "Overdue", "Overdue"]
    assert_all_replayed()


def test_twice_is_harmless(story: Story, tmp_path: Path) -> None:
    run = undo(imported(story, tmp_path, SIX), by=SYSTEM)
    events = Event.objects.count()

    undo(run, by=SYSTEM)

    assert Event.objects.count() == events


def test_imported_again_after_the_undo(story: Story, tmp_path: Path) -> None:
    run = imported(story, tmp_path, SIX)
    before = book(story.space)
    undo(run, by=SYSTEM)

    again = imported(story, tmp_path, SIX)

    assert (again.pk != run.pk, again.new) == (True, 5)
    assert book(story.space) == before
    assert_all_replayed()


def test_refused_with_names_when_an_invoice_was_changed_since(story: Story, tmp_path: Path) -> None:
    run = imported(story, tmp_path, SIX)
    known("1003").settle(date(2024, 6, 1), by=story.by_marco)
    events = Event.objects.count()

    with pytest.raises(Refused, match=r"1 of its invoices.*invoice 1003: Marco Rossi settled the invoice"):
        undo(run, by=SYSTEM)

    assert Event.objects.count() == events
    assert Invoice.objects.in_book().count() == 5
    assert InvoiceImport.objects.get().state == "finished"


def test_a_later_import_of_the_same_invoice_is_a_change_too(story: Story, tmp_path: Path) -> None:
    first = imported(story, tmp_path, [PAID, OPEN])
    second = imported(story, tmp_path, [OPEN.replace("400", "404")])

    with pytest.raises(Refused, match="invoice 1004"):
        undo(first, by=SYSTEM)
    undo(second, by=SYSTEM)


def test_what_people_do_with_the_card_and_the_passing_of_time_do_not_stand_in_the_way(
    story: Story, tmp_path: Path
) -> None:
    run = imported(story, tmp_path, [OPEN])
    invoice = known("1004")
    assert invoice.card is not None
    invoice.card.comment("Called, no answer", by=story.by_marco)
    assert Invoice.note_overdue(date(2100, 1, 1)) == 1

    undo(run, by=SYSTEM)

    assert not Invoice.objects.in_book().exists()
    assert_all_replayed()


def test_an_undo_that_was_stopped_goes_on(
    story: Story, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = imported(story, tmp_path, SIX)
    monkeypatch.setattr(undoing, "CHUNK", 2)

    def stop(done: int, _total: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        undo(run, by=SYSTEM, progress=stop)
    assert Invoice.objects.in_book().count() == 3
    assert InvoiceImport.objects.get().state == "undoing"

    run = undo(InvoiceImport.objects.get(), by=SYSTEM)

    assert (run.state, run.withdrawn) == ("undone", 5)
    assert Event.objects.filter(type="invoice.withdrawn").count() == 5
    assert_all_replayed()


def test_an_unfinished_import_can_be_undone(story: Story, tmp_path: Path) -> None:
    path = written(tmp_path, SIX)
    run = importing(story.space, path, chunk=2).run(is_cancelled=lambda: True).run
    assert run is not None

    undo(run, by=SYSTEM)

    assert not Invoice.objects.in_book().exists()
    assert importing(story.space, path).run().new == 5


@pytest.mark.requirement("R3")
@pytest.mark.parametrize("name", ["vera", "nils"])
def test_who_may_not_write_here_undoes_nothing(story: Story, tmp_path: Path, name: str) -> None:
    run = imported(story, tmp_path, SIX)

    with pytest.raises(NotAllowed):
        undo(run, by=getattr(story, name).acting("web"))

    assert Invoice.objects.in_book().count() == 5
