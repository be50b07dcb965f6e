"""A file is opened as what it is: its content decides, not its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, tzinfo
from pathlib import Path

from cashboard.work.fields.models import Field
from cashboard.work.importing.brought import Source
from cashboard.work.importing.jira_list import JIRA_COLUMNS, JIRA_SIGNS, jira_refined
from cashboard.work.importing.jira_xml import JiraXml
from cashboard.work.importing.listed import ListedCards, Refine
from cashboard.work.importing.planner import PLANNER_COLUMNS, PLANNER_SIGNS, planner_refined
from cashboard.work.importing.targets import KNOWN
from cashboard.work.importing.trello import TrelloBoard
from cashboard.work.list_files.headers import normalised
from cashboard.work.list_files.tables import open_table
from cashboard.work.list_files.unreadable import UnreadableFile
from cashboard.work.spaces.models import Space

KINDS = {
    "list": "List (CSV, Excel)",
    "trello": "Trello board (JSON)",
    "jira": "Jira issues (CSV)",
    "jira-xml": "Jira issues (XML)",
    "planner": "Planner plan (Excel)",
}
"""The kinds of files that can be imported, as they are called on the screen."""

PRESETS = {"jira": JIRA_COLUMNS, "planner": PLANNER_COLUMNS}
REFINED: dict[str, Callable[[Path], Refine]] = {"jira": jira_refined, "planner": planner_refined}


@dataclass(frozen=True, slots=True)
class Reading:
    """How a file is to be read: kind ("" as its content says), columns, date order, zone."""

    kind: str = ""
    columns: Mapping[str, str] | None = None
    order: str = ""
    zone: tzinfo = UTC


def kind_of_file(path: Path) -> str:
    """What the content of a file is. Raises UnreadableFile for what nobody here can read."""
    with path.open("rb") as file:
        start = file.read(512).lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith((b"{", b"[")):
        return "trello"
    if start.startswith((b"<?xml", b"<rss", b"<!--")):
        return "jira-xml"
    header = {normalised(name) for name in open_table(path, KNOWN).header}
    if header >= JIRA_SIGNS:
        return "jira"
    return "planner" if header >= PLANNER_SIGNS else "list"


def open_source(path: Path, space: Space, reading: Reading) -> Source:
    """The file as a source of cards for this space. Raises UnreadableFile with what to do."""
    kind = reading.kind or kind_of_file(path)
    if kind not in KINDS:
        raise UnreadableFile(f"Choose what the file is: {', '.join(KINDS)}.")
    if kind == "trello":
        return TrelloBoard(path, zone=reading.zone)
    if kind == "jira-xml":
        return JiraXml(path, zone=reading.zone)
    fields = list(Field.objects.filter(space=space).in_use())
    return ListedCards(
        path,
        chosen=reading.columns,
        fields=fields,
        order=reading.order,
        zone=reading.zone,
        source="jira" if kind == "jira" else kind,
        preset=PRESETS.get(kind),
        refine=REFINED[kind](path) if kind in REFINED else None,
    )
