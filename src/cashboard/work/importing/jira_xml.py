"""Issues of Jira as its XML (RSS) view exports them, read one by one.

The format: what Jira's "Export XML" of a search writes, an `item` for each issue.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, tzinfo
from email.utils import parsedate_to_datetime
from pathlib import Path
from xml.etree import ElementTree as Xml

from cashboard.activity.refusals import Invalid
from cashboard.work.cards.describing import LONGEST_TEXT, tidy_text, tidy_title
from cashboard.work.fields.kinds import FieldKind
from cashboard.work.importing.brought import BroughtCard, BroughtComment, BroughtField, Raw
from cashboard.work.importing.html_text import plain_markdown
from cashboard.work.importing.moments import read_moment
from cashboard.work.list_files.cells import CellError
from cashboard.work.list_files.faults import BadRow, Fault
from cashboard.work.list_files.unreadable import UnreadableFile

_DECLARED = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_PIECE = 1 << 16


class JiraXml:
    """The issues of one export. Documents that declare types or entities are refused: they can be bombs."""

    source = "jira"
    header = ("Issue", "Summary")
    fields: Sequence[BroughtField] = (
        BroughtField("Priority", FieldKind.SELECT),
        BroughtField("Issue Type", FieldKind.SELECT),
    )

    def __init__(self, path: Path, *, zone: tzinfo = UTC) -> None:
        self._path, self._zone = path, zone
        _refuse_declarations(path)
        if next(self._items(), None) is None:
            raise UnreadableFile(f"{path.name} is XML without an issue of Jira. Export a search as XML.")

    def rows(self) -> Iterator[BroughtCard | BadRow]:
        """The issues in order; what Jira has as HTML becomes Markdown."""
        for line, item in enumerate(self._items(), start=1):
            try:
                yield self._card(line, item)
            except (Invalid, CellError) as error:
                raw = {"Issue": _text(item, "key"), "Summary": _text(item, "summary")[:200]}
                yield BadRow(line, (Fault("Issue", raw["Issue"], str(error)),), raw)

    def _items(self) -> Iterator[Xml.Element]:
        try:
            for _, element in Xml.iterparse(self._path, events=("end",)):
                if element.tag == "item":
                    yield element
                    element.clear()
        except Xml.ParseError as error:
            raise UnreadableFile(f"{self._path.name} is no whole XML: {error}. Export it again.") from error

    def _card(self, line: int, item: Xml.Element) -> BroughtCard:
        key = _text(item, "key")
        return BroughtCard(
            line=line,
            key=key,
            title=tidy_title(_text(item, "summary") or _text(item, "title").partition("] ")[2]),
            status=_text(item, "status"),
            description=_markdown(item.findtext("description") or "", "description"),
            responsible=_somebody(_text(item, "assignee")),
            labels=tuple(dict.fromkeys(_texts(item, "labels/label") + _texts(item, "component"))),
            due_on=_day(_text(item, "due")),
            created_at=self._moment(_text(item, "created")),
            completed_at=self._moment(_text(item, "resolved")),
            said=_said(item),
            comments=tuple(self._comments(item)),
            parents=tuple(_texts(item, "parent")),
            followers=tuple(_linked(item, "blocks")),
            precursors=tuple(_linked(item, "is blocked by")),
        )

    def _comments(self, item: Xml.Element) -> Iterator[BroughtComment]:
        for each in item.iterfind("comments/comment"):
            text = _markdown(each.text or "", "comment")
            if text:
                author = _somebody(" ".join(each.get("author", "").split())[:120])
                yield BroughtComment(text, author, self._moment(each.get("created", "")))

    def _moment(self, text: str) -> datetime | None:
        return read_moment(text, None, self._zone)


def _day(text: str) -> date | None:
    """The day as it is written there, whatever its zone."""
    try:
        return parsedate_to_datetime(text).date() if text else None
    except ValueError:
        raise CellError("has a due date that is none") from None


def _said(item: Xml.Element) -> dict[str, Raw]:
    said = {"Priority": _text(item, "priority"), "Issue Type": _text(item, "type")}
    return {name: text for name, text in said.items() if text}


def _linked(item: Xml.Element, how: str) -> Iterator[str]:
    """The keys of issues that this one is linked with in this way, as seen from it."""
    for links in (*item.iterfind(".//outwardlinks"), *item.iterfind(".//inwardlinks")):
        if links.get("description", "").strip().lower() == how:
            yield from _texts(links, "issuelink/issuekey")


def _somebody(name: str) -> str:
    return "" if name.lower() in ("unassigned", "nicht zugewiesen", "non assigné", "sin asignar") else name


def _text(item: Xml.Element, name: str) -> str:
    return " ".join((item.findtext(name) or "").split())[: 120 if name != "summary" else 500]


def _texts(item: Xml.Element, path: str) -> list[str]:
    return [text for each in item.iterfind(path) if (text := " ".join((each.text or "").split())[:120])]


def _markdown(html: str, what: str) -> str:
    return tidy_text(plain_markdown(html)[:LONGEST_TEXT], what)


def _refuse_declarations(path: Path) -> None:
    before = b""
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            if b"\0" in piece or _DECLARED.search(before + piece):
                raise UnreadableFile(
                    f"{path.name} declares a document type or is not UTF-8, which no export of Jira does. "
                    "Export the search again."
                )
            before = piece[-16:]
