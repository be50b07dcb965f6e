"""Issues of Jira as its search exports them (CSV, all fields): a list with column names of its own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from cashboard.work.importing.brought import BroughtCard
from cashboard.work.importing.listed import Refine
from cashboard.work.importing.targets import KNOWN
from cashboard.work.list_files.cells import text_of
from cashboard.work.list_files.headers import normalised
from cashboard.work.list_files.tables import open_table

JIRA_SIGNS = frozenset({"issuekey", "summary"})
"""Columns, normalised, by which such a list is known."""

JIRA_COLUMNS = {
    "Summary": "title",
    "Issue key": "key",
    "Issue id": "ignore",
    "Assignee": "responsible",
    "Resolved": "completed",
    "Issue Type": "new:select",
    "Priority": "new:select",
    "Custom field (Story Points)": "new:number",
    "Parent key": "parent",
    "Parent summary": "ignore",
    "Watchers": "ignore",
}


def jira_refined(path: Path) -> Refine:
    """Parents that are named by the number of an issue are named by its key."""
    table = open_table(path, KNOWN)
    header = {normalised(name): at for at, name in enumerate(table.header)}
    number, key = header.get("issueid"), header.get("issuekey")
    keys: dict[str, str] = {}
    if number is not None and key is not None:
        for row in table.rows():
            keys[text_of(row.cells[number]).strip()] = text_of(row.cells[key]).strip()

    def refine(card: BroughtCard, texts: dict[str, str]) -> BroughtCard:
        return replace(card, parents=tuple(dict.fromkeys(keys.get(each, each) for each in card.parents)))

    return refine
