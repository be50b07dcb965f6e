"""cashboard report"""

from __future__ import annotations

from datetime import date

import click

from cashboard.activity.actors import Actor
from cashboard.activity.refusals import Invalid
from cashboard.insight.reports import REPORTS
from cashboard.insight.reports.choosing import space_for

FORMATS = ("table", "json", "csv")


@click.command()
@click.argument("name", metavar="NAME")
@click.option(
    "--space",
    "key",
    metavar="KEY",
    help="The space to report on.  [default: the only one that has something]",
)
@click.option(
    "--as-of",
    "day",
    metavar="DATE",
    help="As of the end of this day, like 2026-01-31.  [default: today in UTC]",
)
@click.option(
    "--format", "form", metavar="FORMAT", default="table", show_default=True, help="table, json or csv."
)
def command(name: str, key: str | None, day: str | None, form: str) -> None:
    """Print a report.

    NAME is one of: lead-time, lead-time-summary, ageing, dso, receipts-forecast, payment-backtest,
    receipts-backtest.
    """
    if name not in REPORTS:
        raise Invalid(f"There is no report {name!r}. Choose one of: {', '.join(REPORTS)}.", "name")
    if form not in FORMATS:
        raise Invalid(f"There is no format {form!r}. Choose one of: {', '.join(FORMATS)}.", "format")
    as_of, actor = _day(day), Actor.system("cli")
    report = REPORTS[name](actor, space_for(name, key, actor), as_of)
    click.echo({"table": report.to_table, "json": report.to_json, "csv": report.to_csv}[form]().rstrip("\n"))


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise Invalid(f"{text!r} is no date. Give one like 2026-01-31.", "as-of") from error
