"""Every screen of the product, as the sample company shows it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

DAYS_BACK = 60  # a day of the past on which plenty is open, and of which one knows what came


def _nothing(_: Any) -> None:
    """The page as it opens."""


def _open_panel(page: Any) -> None:
    page.locator("[data-card]:has(.card-amount) .card-link").first.click()
    page.locator("side-panel .card-view").wait_for()


def _open_rows(page: Any) -> None:
    page.locator("table.numbers td a").first.click()
    page.locator("side-panel .card-view").wait_for()


def _open_palette(page: Any) -> None:
    page.keyboard.press("Control+k")
    page.keyboard.type("co")
    page.locator("command-palette [role=option][href*=search]").wait_for()


def _open_menu(page: Any) -> None:
    page.locator("[data-card]").first.focus()
    page.keyboard.press("m")
    page.locator("#move-dialog-body button").first.wait_for()


def _open_filter(page: Any) -> None:
    page.locator("summary.chip", has_text="Customer").click()
    page.locator("details[open] label.check").first.wait_for()


def _pick_three(page: Any) -> None:
    page.locator(".pick").nth(1).check()
    page.locator(".pick").nth(3).click(modifiers=["Shift"])
    page.locator("pick-many:not([hidden])").wait_for()


def _open_removal(page: Any) -> None:
    page.get_by_title("Remove the status").first.click()


def _press(key: str) -> Callable[[Any], None]:
    return lambda page: page.keyboard.press(key)


def _show_sidebar(page: Any) -> None:
    page.locator(".bottom-bar label").click()


@dataclass(frozen=True, slots=True)
class Screen:
    """A picture: where it is, what is done there first, and whether the guide shows it."""

    name: str
    address: str
    act: Callable[[Any], None] = _nothing
    in_guide: bool = False
    only_phone: bool = False
    only_wide: bool = False
    signed_out: bool = False


def screens(invoice: str) -> list[Screen]:
    """All of them; `invoice` is the key of a card that has a story."""
    day = (datetime.now(UTC) - timedelta(days=DAYS_BACK)).date()
    col = "/spaces/COL/"
    return [
        Screen("home", "/"),
        Screen("inbox", "/inbox/", in_guide=True),
        Screen("board", col, in_guide=True),
        Screen("board-orders", "/spaces/ORD/"),
        Screen("board-filtered", f"{col}?overdue=1&min=5000"),
        Screen("board-by-due", f"{col}?columns=due", in_guide=True),
        Screen("board-lanes", f"{col}?lanes=responsible"),
        Screen("calendar", f"{col}calendar/", in_guide=True),
        Screen("calendar-week", f"{col}calendar/?show=week"),
        Screen("gantt", f"{col}gantt/"),
        Screen("documents", f"{col}documents/"),
        Screen("trash", f"{col}trash/"),
        Screen("imports", f"{col}imports/"),
        Screen("board-nothing", f"{col}?q=nosuchcustomer"),
        Screen("table", f"{col}table/?group=due", in_guide=True),
        Screen("table-nothing", f"{col}table/?q=nosuchcustomer"),
        Screen("many", f"{col}table/", _pick_three),
        Screen("my-work", "/work/", in_guide=True),
        Screen("filter", col, _open_filter),
        Screen("move", col, _open_menu),
        Screen("new-card", col, _press("c"), only_wide=True),
        Screen("panel", col, _open_panel),
        Screen("card", f"/cards/{invoice}/", in_guide=True),
        Screen("time-chart", f"{col}times/", in_guide=True),
        Screen("time-chart-by-customer", f"{col}times/?by=customer"),
        Screen("cash-forecast", f"{col}forecast/?as_of={day}", in_guide=True),
        Screen("ageing", f"{col}ageing/?as_of={day}", in_guide=True),
        Screen("rows", f"{col}ageing/?as_of={day}", _open_rows),
        Screen("activity", f"{col}activity/", in_guide=True),
        Screen("people", f"{col}people/", in_guide=True),
        Screen("statuses", f"{col}settings/", in_guide=True),
        Screen("status-removal", f"{col}settings/", _open_removal),
        Screen("blockers", f"{col}blockers/", in_guide=True),
        Screen("blockers-shared", "/blockers/"),
        Screen("board-blocked", f"{col}?blocked=1"),
        Screen("me", "/me/"),
        Screen("search", "/search/?q=invoice"),
        Screen("palette", "/", _open_palette),
        Screen("keys", col, _press("?"), only_wide=True),
        Screen("sidebar", col, _show_sidebar, only_phone=True),
        Screen("empty-forecast", f"{col}forecast/?as_of=1999-01-01"),
        Screen("not-found", "/spaces/NOSUCH/"),
        Screen("sign-in", "/accounts/login/", signed_out=True),
    ]
