"""A Gantt chart as its templates read it: what its address carries, and where its bars lie."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import QueryDict

from cashboard.web.scales import ZOOMS, Placed, Scale, Zoom
from cashboard.work.cards.bars import Bar
from cashboard.work.cards.baselines import Baseline
from cashboard.work.cards.filtering import CardFilter
from cashboard.work.cards.outline import Node

USUAL: Zoom = "week"
MOST_CLOSED = 200


@dataclass(frozen=True, slots=True)
class Display:
    """How the chart is shown: its zoom, whether followers move along, and what is folded away."""

    zoom: Zoom = USUAL
    along: bool = False
    closed: tuple[int, ...] = ()
    baseline: int = 0

    @classmethod
    def read(cls, query: QueryDict) -> Display:
        """From an address; what cannot be read is left out."""
        zoom = query.get("zoom", USUAL)
        closed = (text for text in query.get("closed", "").split(".") if text)
        baseline = query.get("baseline", "")
        return cls(
            zoom=zoom if zoom in ZOOMS else USUAL,
            along=query.get("along") == "1",
            closed=tuple(dict.fromkeys(int(text) for text in closed if _is_id(text)))[:MOST_CLOSED],
            baseline=int(baseline) if _is_id(baseline) else 0,
        )

    def pairs(self) -> Iterator[tuple[str, str]]:
        """As the address carries it."""
        if self.zoom != USUAL:
            yield "zoom", self.zoom
        if self.along:
            yield "along", "1"
        if self.closed:
            yield "closed", ".".join(map(str, self.closed))
        if self.baseline:
            yield "baseline", str(self.baseline)


@dataclass(frozen=True, slots=True)
class GanttPage:
    """The chart's page with its filter and display; `carried` is what else every address of it carries."""

    page: str
    chosen: CardFilter
    display: Display
    carried: str = ""
    baseline: Baseline | None = None

    @property
    def state(self) -> str:
        """The query of the address, without a question mark."""
        return urlencode([*self.chosen.pairs(), *self.display.pairs()])

    def part(self, name: str, **more: object) -> str:
        """The address of a part of the page, such as its next rows."""
        return self._with(f"{self.page}{name}/", self.display, more)

    def folded(self, node: Node) -> str:
        """The page after a click on a card's arrow."""
        shut = self.display.closed
        closed = tuple(pk for pk in shut if pk != node.id) if node.id in shut else (*shut, node.id)
        display = Display(self.display.zoom, self.display.along, closed, self.display.baseline)
        return self._with(self.page, display, {})

    def _with(self, path: str, display: Display, more: dict[str, object]) -> str:
        pairs = [
            *self.chosen.pairs(),
            *display.pairs(),
            *((name, str(value)) for name, value in more.items()),
        ]
        query = "&".join(part for part in (urlencode(pairs), self.carried) if part)
        return f"{path}?{query}" if query else path


@dataclass(frozen=True, slots=True)
class Drawn:
    """A bar where it lies on the scale, and the span of what is below it."""

    bar: Bar
    own: Placed | None
    group: Placed | None
    planned: Placed | None = None
    drift: int | None = None

    @property
    def label(self) -> str:
        """What a screen reader says of the row."""
        card = self.bar.card
        days = {"starts": card.start_on, "due": card.due_on}
        said = [f"{word} {day.day} {day:%B %Y}" for word, day in days.items() if day]
        said.append(f"{self.bar.percent} % done")
        if self.drift:
            said.append(f"{self.drift:+} days of drift")
        if self.bar.conflicts:
            said.append(self.warning)
        return f"{card.key} {card.title}, {', '.join(said)}"

    @property
    def warning(self) -> str:
        """The contradictions of the card's dates in one line."""
        return "; ".join(f"{each.sentence}: {each.culprit.key}" for each in self.bar.conflicts)


def draw(bars: Sequence[Bar], scale: Scale, baseline: Baseline | None = None) -> list[Drawn]:
    """Each bar with its place, and how far it drifted from a baseline: one query with one, else none."""
    kept = baseline.dates_of([bar.card.pk for bar in bars]) if baseline else {}
    return [_draw(bar, scale, kept.get(bar.card.pk, (None, None))) for bar in bars]


def _draw(bar: Bar, scale: Scale, kept: tuple[date | None, date | None]) -> Drawn:
    own = scale.place(bar.first, bar.last) if bar.first and bar.last else None
    group = scale.place(*bar.node.span) if bar.node.children and bar.node.span else None
    first, last = kept[0] or kept[1], kept[1] or kept[0]
    if first is None or last is None or first > last:
        return Drawn(bar, own, group)
    drift = (bar.last - last).days if bar.last else None
    return Drawn(bar, own, group, scale.place(first, last), drift)


def span_days(nodes: Sequence[Node]) -> list[date]:
    """The days that a scale over these rows must show."""
    return [day for node in nodes if node.span for day in node.span]


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 19
