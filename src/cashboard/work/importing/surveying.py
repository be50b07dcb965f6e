"""A look over a whole file before anything is written: what it names, and what cannot be taken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from cashboard.work.cards.models import Card
from cashboard.work.fields.kinds import WITH_OPTIONS
from cashboard.work.importing.brought import BroughtCard, Source
from cashboard.work.importing.runs import ImportedCard
from cashboard.work.list_files.faults import BadRow
from cashboard.work.spaces.models import Space

CHUNK = 500
SHOWN_REJECTS, SHOWN_CARDS = 100, 8


@dataclass
class Survey:
    """`same` cards came with an earlier import and stay as they are. Names are counted as in the file."""

    total: int = 0
    new: int = 0
    same: int = 0
    rejected: int = 0
    links: int = 0
    comments: int = 0
    items: int = 0
    statuses: Counter[str] = field(default_factory=Counter)
    people: Counter[str] = field(default_factory=Counter)
    labels: Counter[str] = field(default_factory=Counter)
    options: dict[str, Counter[str]] = field(default_factory=dict)
    rejects: list[BadRow] = field(default_factory=list)
    cards: list[BroughtCard] = field(default_factory=list)

    def see(self, card: BroughtCard) -> None:
        """Count in what a card names."""
        self.statuses[card.status] += 1
        for name, _ in card.steps:
            self.statuses.setdefault(name, 0)
        self.people.update(name for name in card.people if name)
        self.labels.update(card.labels)
        self.links += len(card.parents) + len(card.followers) + len(card.precursors)
        self.comments += len(card.comments)
        self.items += sum(len(items) for _, items in card.checklists)
        for name, seen in self.options.items():
            said = card.said.get(name)
            seen.update(map(str, said) if isinstance(said, tuple) else [str(said)] if said else [])


def survey(source: Source, space: Space) -> Survey:
    """What the file would bring into the space. Reads all of it, a chunk at a time."""
    seen = Survey(options={each.name: Counter() for each in source.fields if each.kind in WITH_OPTIONS})
    rows = source.rows()
    while chunk := list(islice(rows, CHUNK)):
        seen.total += len(chunk)
        cards = [row for row in chunk if isinstance(row, BroughtCard)]
        known = set(known_keys(space, source.source, [card.key for card in cards]))
        for row in chunk:
            if isinstance(row, BadRow):
                seen.rejected += 1
                if len(seen.rejects) < SHOWN_REJECTS:
                    seen.rejects.append(row)
            elif row.key in known:
                seen.same += 1
            else:
                seen.new += 1
                seen.see(row)
                if len(seen.cards) < SHOWN_CARDS:
                    seen.cards.append(row)
    return seen


def known_keys(space: Space, source: str, keys: Sequence[str]) -> dict[str, int]:
    """The cards that came from the source under these keys, by the key."""
    rows = ImportedCard.objects.filter(space=space, source=source, key__in=keys)
    return dict(rows.values_list("key", "card_id"))


def cards_of(ids: Iterator[int] | Sequence[int]) -> dict[int, Card]:
    """These cards with their spaces."""
    return Card.objects.select_related("space__workspace", "status").in_bulk(list(ids))
