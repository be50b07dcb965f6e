"""What customers owe: ageing and days sales outstanding, and the invoices behind each figure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from cashboard.activity.actors import Actor
from cashboard.insight.eventlog import SpaceLog
from cashboard.insight.reports.answering import answer
from cashboard.insight.reports.shape import Report, Row, money
from cashboard.work.spaces.models import Space

DSO_DAYS = 90
MONEY = ("receivables", "current", "sales")
FIGURES = ("dso", "best_possible_dso", "average_days_delinquent", "countback_dso")


def ageing(actor: Actor, space: Space, as_of: date | None = None) -> Report:
    """bucket, count, amount, currency: what was open at the end of the day, by days past due."""

    def rows(log: SpaceLog, day: date) -> Iterator[Row]:
        from cashboard.insight.book import changes
        from cashboard.insight.measures.receivables import ageing as measure

        for row in log.ask(lambda rows: measure(changes(rows), day), "ageing", day):
            yield row | {"amount": money(row["amount"], row["currency"])}

    return answer(
        "ageing", ("bucket", "count", "amount", "currency"), rows, actor=actor, space=space, as_of=as_of
    )


def ageing_by_customer(actor: Actor, space: Space, as_of: date | None = None) -> Report:
    """customer (its name), customer_id, currency, bucket, count, amount: every customer with something
    open.
    """

    def rows(log: SpaceLog, day: date) -> Iterator[Row]:
        from cashboard.insight.book import changes
        from cashboard.insight.measures.receivables import ageing_by_customer as measure

        names = {str(row["customer"]): row["customer_name"] for row in book_of(log).values()}
        for row in log.ask(lambda rows: measure(changes(rows), day), "ageing-by-customer", day):
            amount = money(row["amount"], row["currency"])
            yield row | {
                "customer": names[row["customer"]],
                "customer_id": int(row["customer"]),
                "amount": amount,
            }

    columns = ("customer", "customer_id", "currency", "bucket", "count", "amount")
    return answer("ageing-by-customer", columns, rows, actor=actor, space=space, as_of=as_of)


def ageing_cards(
    actor: Actor,
    space: Space,
    as_of: date | None = None,
    *,
    bucket: str | None = None,
    customer: int | None = None,
    currency: str | None = None,
) -> Report:
    """The invoices behind a figure of the ageing, oldest due date first; `customer` is an id.

    invoice, invoice_id, card (its key), customer, customer_id, due_on, days_past_due, bucket, amount,
    currency.
    """

    def rows(log: SpaceLog, day: date) -> Iterator[Row]:
        book = book_of(log)
        for row in _open(log, day):
            known = book[int(row["invoice"])]
            is_wanted = bucket in (None, row["bucket"]) and currency in (None, row["currency"])
            if is_wanted and customer in (None, known["customer"]):
                yield _named(row, known)

    columns = (
        "invoice",
        "invoice_id",
        "card",
        "customer",
        "customer_id",
        "due_on",
        "days_past_due",
        "bucket",
        "amount",
        "currency",
    )
    asked = {"bucket": bucket, "customer": customer, "currency": currency}
    return answer("ageing-cards", columns, rows, actor=actor, space=space, as_of=as_of, **asked)


def dso(actor: Actor, space: Space, as_of: date | None = None, *, days: int = DSO_DAYS) -> Report:
    """Days sales outstanding per currency: currency, receivables, current, sales of the last `days` days, and
    in days dso, best_possible_dso, average_days_delinquent, countback_dso; see `measures.receivables.dso`.
    """

    def rows(log: SpaceLog, day: date) -> Iterator[Row]:
        from cashboard.insight.book import changes
        from cashboard.insight.measures.receivables import dso as measure

        for row in log.ask(lambda rows: measure(changes(rows), day, days), "dso", day, days):
            yield row | {name: money(row[name], row["currency"]) for name in MONEY}

    columns = ("currency", *MONEY, *FIGURES)
    return answer("dso", columns, rows, actor=actor, space=space, as_of=as_of, days=days)


def book_of(log: SpaceLog) -> dict[int, Row]:
    """The rows of `book.invoices` by the invoice's id, in its order, so that the same book always gives the
    same draws.
    """
    from cashboard.insight.book import invoices

    return {row["oid"]: row for row in sorted(log.ask(invoices, "book"), key=lambda row: int(row["oid"]))}


def _open(log: SpaceLog, day: date) -> list[Row]:
    from cashboard.insight.book import changes
    from cashboard.insight.measures.receivables import open_invoices

    return log.ask(lambda rows: open_invoices(changes(rows), day), "open", day)


def _named(row: Row, known: Row) -> Row:
    return row | {
        "invoice": known["number"],
        "invoice_id": known["oid"],
        "card": known["case_key"],
        "customer": known["customer_name"],
        "customer_id": known["customer"],
        "amount": money(row["amount"], row["currency"]),
    }
