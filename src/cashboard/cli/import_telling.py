"""What an import will do and has done, in plain words for the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from cashboard.trade.invoices.importing import InvoiceImporting, Outcome
from cashboard.trade.invoices.models import Invoice
from cashboard.trade.invoices.planning import Plan
from cashboard.trade.money import format_money

ORDERS = {"mdy": "month/day/year", "dmy": "day/month/year", "ymd": "year/month/day"}
FIELDS = {
    "issued_on": "day of issue",
    "due_on": "due date",
    "settled_on": "day of payment",
    "disputed": "mark of a dispute",
    "source_status": "status there",
}
DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}


def told_plan(plan: Plan, importing: InvoiceImporting) -> str:
    """How the file was understood, what will happen, and every row that cannot be read."""
    return "\n".join([*_understood(plan, importing), "", *_counts(plan), *_changes(plan), *_rejects(plan)])


def told_outcome(outcome: Outcome, importing: InvoiceImporting) -> str:
    """What was done, and how to take it back."""
    lines = [_done(outcome, importing)]
    if outcome.rejected:
        lines.append(
            f"Rejected: {counted(outcome.rejected, 'row')}, kept in {outcome.rejects}. "
            "Mend them there and import that file."
        )
    if outcome.run:
        lines.append(f"Undo with: cashboard import invoices --undo {outcome.run.pk}")
    return "\n".join(lines)


def counted(number: int, noun: str) -> str:
    """The number with its noun: 1 row, 1,972 rows."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _understood(plan: Plan, importing: InvoiceImporting) -> Iterator[str]:
    written = [f"{plan.encoding}, {DELIMITERS.get(plan.delimiter, plan.delimiter)}"] if plan.delimiter else []
    written += [f"sheet {plan.sheet}"] if plan.sheet else []
    written += [f"dates {ORDERS[order]}" for order in sorted({*plan.date_orders.values()})]
    written += [f"decimal {plan.decimal_mark}"] if plan.decimal_mark else []
    yield f"{importing.path.name}: {counted(importing.file.row_count, 'row')} ({'; '.join(written)})"
    width = max(map(len, plan.columns.values()))
    for field, column in plan.columns.items():
        yield f"  {column:<{width}}  is the {FIELDS.get(field, field.replace('_', ' '))}"
    if plan.ignored:
        yield f"  not used: {', '.join(plan.ignored)}"
    if plan.other_sheets:
        yield f"  sheets not read: {', '.join(plan.other_sheets)}"
    if "currency" not in plan.columns:
        currency = importing.file.default_currency
        yield f"  amounts without a currency are taken as {currency}; another one: --currency CODE"


def _counts(plan: Plan) -> Iterator[str]:
    customers = f", with {counted(len(plan.new_customers), 'new customer')}" if plan.new_customers else ""
    yield f"{plan.new:>9,} new{customers}"
    yield f"{plan.changed:>9,} different from what is known"
    yield f"{plan.same:>9,} the same as before"
    yield f"{plan.rejected:>9,} that cannot be read"
    for money in plan.money:
        yield f"{format_money(money)} on {counted(plan.totals[money.currency][0], 'invoice')}."
    yield f"{plan.settled:,} of all are settled."


def _changes(plan: Plan) -> Iterator[str]:
    if plan.changes:
        yield "\nWhat differs:"
    for each in plan.changes:
        differences = ", ".join(map(str, each.corrections))
        yield f"  line {each.line}: invoice {each.number} of {each.customer}: {differences}"
    if plan.changed > len(plan.changes):
        yield f"  and {plan.changed - len(plan.changes):,} more"


def _rejects(plan: Plan) -> Iterator[str]:
    if plan.rejects:
        yield "\nRows that cannot be read:"
    for each in plan.rejects:
        for fault in each.faults:
            yield f"  line {each.line}: {fault}"
    if plan.rejected > len(plan.rejects):
        yield f"  and {plan.rejected - len(plan.rejects):,} more; all of them come into the reject file"


def _done(outcome: Outcome, importing: InvoiceImporting) -> str:
    space = importing.space
    if outcome.run is None:
        same = counted(outcome.same, "invoice")
        return f"Nothing was changed: {space.key} has {same} of this file, as the file states them."
    book = Invoice.objects.in_book().filter(space=space)
    total, customers = book.count(), book.values("customer").distinct().count()
    return (
        f"Invoices: {outcome.new:,} new, {outcome.changed:,} corrected, {outcome.same:,} unchanged.\n"
        f"{counted(total, 'invoice')} of {counted(customers, 'customer')} are now in {space.key} "
        f"({space.name}). "
        "Importing the same file again would change nothing."
    )
