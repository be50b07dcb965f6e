"""The documentation of every event, written from the registry: `python -m cashboard.activity.documenting`."""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import django
import msgspec
from django.conf import settings

from cashboard.activity.types import REGISTRY, EventType

TARGET = Path("docs") / "events.md"
INTRODUCTION = """# Events

Everything that happens is one row of the log. This page is generated from the event types themselves by
`python -m cashboard.activity.documenting`; a test fails when it is stale.

Every row also holds: `seq` (the order in which every reader sees it, without gaps), `id`, `at` (when
it happened), `recorded_at`, `backfilled`, the actor, `via`, `cause` (the event that led to it),
`change` (one id for each request), `workspace`, `space` and `objects` (type, id, name and qualifier of
all that took part). A *named* field is an object with `id` and the `name` as it was. Money is a decimal
string beside its currency; dates are ISO 8601.
"""
ROLES = {
    "anyone": "anybody with an account",
    "self": "the person themselves",
    "administrator": "an administrator",
    "visitor": "a visitor, member or owner of the place",
    "member": "a member or owner of the place",
    "owner": "an owner of the place",
}


def page() -> str:
    """The whole page as Markdown: event types by what they are about, in the order of their names."""
    groups: dict[str, list[type[EventType]]] = defaultdict(list)
    for name in sorted(REGISTRY):
        groups[name.partition(".")[0]].append(REGISTRY[name])
    index = ", ".join(f"[{group}](#{group})" for group in groups)
    sections = [f"## {group}\n\n" + "\n".join(map(_entry, types)) for group, types in groups.items()]
    return "\n".join([INTRODUCTION, f"{len(REGISTRY)} types: {index}\n", *sections])


def _entry(event: type[EventType]) -> str:
    return "\n".join(
        [f"### {event.name}\n", f"{' '.join((event.__doc__ or '').split())}\n", *_facts(event), ""]
    )


def _facts(event: type[EventType]) -> Iterator[str]:
    yield f"- Reads: *who* {event.sentence}"
    yield f"- Caused by: {ROLES[event.needs]}"
    if event.undone_by:
        yield f"- Taken back by: `{event.undone_by}`"
    if event.shifts_rights:
        yield "- Changes who may see or do what at the place"
    if event.personal:
        yield f"- Emptied by a redaction: {', '.join(f'`{name}`' for name in event.personal)}"
    for each in msgspec.structs.fields(event):
        optional = "" if each.required else ", may be absent"
        yield f"- `{each.name}`: {_words(each.type)}{optional}"


def _words(kind: object) -> str:
    """A field's type as words: `list[Named] | None` reads "list of named or nothing"."""
    text = getattr(kind, "__name__", "") if isinstance(kind, type) and "[" not in str(kind) else str(kind)
    text = re.sub(r"\b\w+\.", "", text)
    text = re.sub(
        r"dict\[str, (\w+)\]",
        r"\1 by name",
        re.sub(r"(?:list|tuple)\[(\w+)(?:, \.\.\.)?\]", r"list of \1", text),
    )
    for name, word in (("str", "text"), ("int", "number"), ("bool", "yes or no"), ("None", "nothing")):
        text = re.sub(rf"\b{name}\b", word, text)
    return text.replace(" | ", " or ").replace("Named", "named")


def main() -> None:
    """Write the page into the checkout's docs folder."""
    TARGET.write_text(page())
    sys.stdout.write(f"{TARGET}: {len(REGISTRY)} event types\n")


if __name__ == "__main__":
    ours = vars(import_module("cashboard.config.settings"))
    settings.configure(**{name: value for name, value in ours.items() if name.isupper()})
    django.setup()
    main()
