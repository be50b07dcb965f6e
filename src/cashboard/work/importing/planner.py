"""A plan of Planner as it is exported to Excel: a list with buckets, progress and checklists."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from cashboard.work.importing.brought import BroughtCard
from cashboard.work.importing.listed import Refine
from cashboard.work.importing.row_reading import split_names
from cashboard.work.list_files.headers import normalised

PLANNER_SIGNS = frozenset({"taskid", "taskname"})
"""Columns, normalised, by which such a list is known."""

PLANNER_COLUMNS = {
    "Task ID": "key",
    "Task Name": "title",
    "Bucket Name": "status",
    "Bucket": "status",
    "Progress": "ignore",
    "Priority": "new:select",
    "Assigned To": "responsible",
    "Created Date": "created",
    "Created On": "created",
    "Start Date": "start",
    "Due Date": "due",
    "Completed Date": "completed",
    "Completed On": "completed",
    "Checklist Items": "checklist",
    "Completed Checklist Items": "ignore",
    "Labels": "labels",
    "Description": "description",
    "Notes": "description",
}
DONE = "Completed"
_DONE_WORDS = frozenset(
    {"completed", "complete", "100", "abgeschlossen", "termine", "completado", "completata"}
)


def planner_refined(path: Path) -> Refine:
    """A completed task stands in Completed and keeps its bucket as a label.

    The first whom it is assigned to is responsible.
    """
    return _refine


def _refine(card: BroughtCard, texts: dict[str, str]) -> BroughtCard:
    said = {normalised(name): text.strip() for name, text in texts.items()}
    first, *others = split_names(card.responsible.replace(",", ";")) or ("",)
    card = replace(card, responsible=first, coworkers=(*others, *card.coworkers))
    if normalised(said.get("progress", "")) in _DONE_WORDS:
        labels = dict.fromkeys((*card.labels, card.status))
        card = replace(card, status=DONE, labels=tuple(label for label in labels if label))
    done, _, total = said.get("completedchecklistitems", "").partition("/")
    if done and done == total:
        lists = [
            (name, tuple(item._replace(is_done=True) for item in items)) for name, items in card.checklists
        ]
        card = replace(card, checklists=tuple(lists))
    return card
