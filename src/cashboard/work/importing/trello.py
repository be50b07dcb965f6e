"""A Trello board as its menu exports it: one JSON document with lists, cards, people, checklists and actions.

The format: developer.atlassian.com/cloud/trello/guides/rest-api/object-definitions and /action-types.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, tzinfo
from decimal import Decimal, InvalidOperation
from functools import cached_property
from pathlib import Path
from typing import Any

from cashboard.activity.refusals import Invalid
from cashboard.work.cards.checking_off import LONGEST_ITEM
from cashboard.work.cards.describing import LONGEST_TEXT, tidy_text, tidy_title
from cashboard.work.fields.kinds import FieldKind
from cashboard.work.importing.brought import BroughtCard, BroughtComment, BroughtField, BroughtItem, Raw
from cashboard.work.list_files.faults import BadRow, Fault
from cashboard.work.list_files.unreadable import UnreadableFile

Json = dict[str, Any]
FIELD_KINDS = {
    "text": FieldKind.TEXT,
    "number": FieldKind.NUMBER,
    "date": FieldKind.DATE,
    "checkbox": FieldKind.CHECKBOX,
    "list": FieldKind.SELECT,
}
NOTES = "Attachments"


def is_trello(document: object) -> bool:
    """Whether a JSON document is a board of Trello."""
    return isinstance(document, dict) and {"lists", "cards"} <= document.keys()


class TrelloBoard:
    """One exported board. The whole document is held in memory, as JSON cannot be read in pieces."""

    source = "trello"
    header = ("Card", "Title")

    def __init__(self, path: Path, *, zone: tzinfo = UTC) -> None:
        try:
            self._board: Json = json.loads(path.read_bytes())
        except (ValueError, RecursionError) as error:
            raise UnreadableFile(f"{path.name} is not whole: {error}. Export the board again.") from error
        if not is_trello(self._board):
            raise UnreadableFile(f"{path.name} is JSON, but no board of Trello: it has no lists and cards.")
        self._zone = zone

    @cached_property
    def fields(self) -> Sequence[BroughtField]:
        """Custom fields that some card says something in."""
        used = {
            each.get("idCustomField")
            for card in self._all("cards")
            for each in _list(card, "customFieldItems")
        }
        return [
            BroughtField(_short(each.get("name")), FIELD_KINDS[each["type"]])
            for each in self._all("customFields")
            if each.get("type") in FIELD_KINDS and each.get("id") in used and _short(each.get("name"))
        ]

    def rows(self) -> Iterator[BroughtCard | BadRow]:
        """The cards by list and place in it, archived ones too; cards of archived lists are archived."""
        order = {each.get("id"): at for at, each in enumerate(sorted(self._all("lists"), key=_place))}
        cards = sorted(self._all("cards"), key=lambda card: (order.get(card.get("idList"), 0), _place(card)))
        for line, card in enumerate(cards, start=1):
            try:
                yield self._card(line, card)
            except (Invalid, KeyError, TypeError, ValueError, AttributeError) as error:
                said = str(error) if isinstance(error, Invalid) else "does not have what a card has"
                raw = {"Card": str(card.get("id", "")), "Title": str(card.get("name", ""))[:200]}
                yield BadRow(line, (Fault("Card", raw["Title"], said),), raw)

    def _card(self, line: int, card: Json) -> BroughtCard:
        pk = str(card["id"])
        place = self._lists[card["idList"]]
        members = [self._people[each] for each in _list(card, "idMembers") if each in self._people]
        labels = [self._labels.get(each, "") for each in _list(card, "idLabels")]
        actions = self._actions[pk]
        return BroughtCard(
            line=line,
            key=pk,
            title=tidy_title(str(card["name"])[:500]),
            status=place[0],
            description=_description(card),
            responsible=members[0] if members else "",
            coworkers=tuple(members[1:]),
            labels=tuple(dict.fromkeys(label for label in labels if label)),
            start_on=_day(card.get("start"), self._zone),
            due_on=_day(card.get("due"), self._zone),
            created_at=made_at(pk),
            completed_at=_moment(card.get("dateLastActivity")),
            steps=tuple(self._steps(pk, actions)),
            is_archived=bool(card.get("closed")) or place[1],
            said=dict(self._said(card)),
            checklists=tuple(self._checklists[pk]),
            comments=tuple(self._comments(actions)),
        )

    def _steps(self, card: str, actions: list[Json]) -> Iterator[tuple[str, datetime]]:
        """The lists that the card went through, as far as the actions of the export reach back."""
        moves = (
            sorted(
                (at, action["data"])
                for action in actions
                if action.get("type") == "updateCard" and "listAfter" in action.get("data", {})
                if (at := _moment(action.get("date")))
            )
            if _comparable(actions)
            else []
        )
        for step, (moment, data) in enumerate(moves):
            if step == 0 and (begun := made_at(card)):
                yield _short(data["listBefore"]["name"]), begun
            yield _short(data["listAfter"]["name"]), moment

    def _comments(self, actions: list[Json]) -> Iterator[BroughtComment]:
        said = [each for each in actions if each.get("type") == "commentCard"]
        for each in sorted(said, key=lambda one: str(one.get("date"))):
            text = tidy_text(str(each["data"].get("text", ""))[:LONGEST_TEXT], "comment")
            if text:
                author = each.get("memberCreator") or {}
                yield BroughtComment(text, _short(author.get("fullName")), _moment(each.get("date")))

    def _said(self, card: Json) -> Iterator[tuple[str, Raw]]:
        known = {field.name for field in self.fields}
        for item in _list(card, "customFieldItems"):
            field = self._custom.get(item.get("idCustomField"))
            if field is None or _short(field.get("name")) not in known:
                continue
            raw = _answer(field, item, self._zone)
            if raw not in (None, "", False):
                yield _short(field["name"]), raw

    @cached_property
    def _lists(self) -> dict[str, tuple[str, bool]]:
        return {
            each["id"]: (_short(each.get("name")) or "List", bool(each.get("closed")))
            for each in self._all("lists")
        }

    @cached_property
    def _people(self) -> dict[str, str]:
        return {
            each["id"]: _short(each.get("fullName") or each.get("username")) for each in self._all("members")
        }

    @cached_property
    def _labels(self) -> dict[str, str]:
        """A label without a name is called by its colour."""
        return {
            each["id"]: _short(each.get("name")) or _short(each.get("color")).replace("_", " ").capitalize()
            for each in self._all("labels")
        }

    @cached_property
    def _custom(self) -> dict[str, Json]:
        return {each["id"]: each for each in self._all("customFields")}

    @cached_property
    def _actions(self) -> dict[str, list[Json]]:
        found: dict[str, list[Json]] = defaultdict(list)
        for each in self._all("actions"):
            card = (each.get("data") or {}).get("card") or {}
            found[str(card.get("id"))].append(each)
        return found

    @cached_property
    def _checklists(self) -> dict[str, list[tuple[str, tuple[BroughtItem, ...]]]]:
        found: dict[str, list[tuple[str, tuple[BroughtItem, ...]]]] = defaultdict(list)
        for each in sorted(self._all("checklists"), key=_place):
            items = tuple(
                BroughtItem(text, item.get("state") == "complete", _day(item.get("due"), self._zone))
                for item in sorted(_list(each, "checkItems"), key=_place)
                if (text := " ".join(str(item.get("name", "")).split())[:LONGEST_ITEM])
            )
            found[str(each.get("idCard"))].append((_short(each.get("name")) or "Checklist", items))
        return found

    def _all(self, name: str) -> list[Json]:
        return _list(self._board, name)


def made_at(pk: str) -> datetime | None:
    """When something was made: the first eight digits of its id are the seconds since 1970."""
    try:
        return datetime.fromtimestamp(int(pk[:8], 16), UTC) if len(pk) == 24 else None
    except (ValueError, OverflowError):
        return None


def _description(card: Json) -> str:
    """The description, with links to what was attached below it."""
    text = str(card.get("desc") or "")
    links = [
        f"- [{_short(each.get('name')) or each['url']}]({each['url']})"
        for each in _list(card, "attachments")
        if str(each.get("url", "")).startswith(("https://", "http://"))
    ]
    if links:
        text = "\n\n".join(part for part in (text.strip(), f"**{NOTES}**", "\n".join(links)) if part)
    return tidy_text(text[:LONGEST_TEXT], "description")


def _answer(field: Json, item: Json, zone: tzinfo) -> Raw | None:
    value = item.get("value") or {}
    if field.get("type") == "list":
        named = {each.get("id"): (each.get("value") or {}).get("text") for each in _list(field, "options")}
        return _short(named.get(item.get("idValue")))
    if field.get("type") == "checkbox":
        return str(value.get("checked")) == "true"
    if field.get("type") == "date":
        return _day(value.get("date"), zone)
    if field.get("type") == "number":
        try:
            return round(Decimal(str(value.get("number"))), 6)
        except InvalidOperation:
            return None
    return " ".join(str(value.get("text") or "").split())[:2000]


def _comparable(actions: list[Json]) -> bool:
    """Two moves at the same moment cannot be told apart; then their order is not believed."""
    dates = [each.get("date") for each in actions if "listAfter" in (each.get("data") or {})]
    return len(dates) == len(set(dates))


def _list(of: Json, name: str) -> list[Any]:
    found = of.get(name)
    return found if isinstance(found, list) else []


def _place(each: Json) -> float:
    pos = each.get("pos")
    return float(pos) if isinstance(pos, int | float) else 0.0


def _short(text: object) -> str:
    return " ".join(str(text or "").split())[:120]


def _moment(text: object) -> datetime | None:
    try:
        found = datetime.fromisoformat(str(text)) if text else None
    except ValueError:
        return None
    return None if found is None else (found if found.tzinfo else found.replace(tzinfo=UTC))


def _day(text: object, zone: tzinfo) -> date | None:
    moment = _moment(text)
    return moment.astimezone(zone).date() if moment else None
