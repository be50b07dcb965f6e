"""What templates may use: money, dates, icons, addresses and fragments."""

from __future__ import annotations

import hashlib
import re
from datetime import date, datetime
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any

from django.conf import settings
from django.urls import reverse
from jinja2 import Environment
from markupsafe import Markup, escape

from cashboard.web.file_words import file_icon, filesize, host
from cashboard.web.line_icons import LINE_ICONS
from cashboard.web.markdown import markdown
from cashboard.web.middleware.assets import BUILT
from cashboard.web.space_pages import GROUPS, space_pages
from cashboard.work.cards.dating import nearness
from cashboard.work.cards.reacting import Emoji

_ISO_DAY = re.compile(r"\b(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d)\b")
_AMOUNT = re.compile(r"\b(\d+(?:\.\d+)?) ([A-Z]{3})\b")
STATUS_ICONS = {
    "information": "info",
    "not_started": "circle",
    "in_progress": "circle-dot",
    "completed": "circle-check",
    "cancelled": "circle-x",
}
SIGN_ICONS = {
    "agreed": "thumbs-up",
    "done": "circle-check",
    "seen": "eye",
    "thanks": "heart",
    "cheers": "party-popper",
    "doubt": "circle-help",
}


def environment(**options: Any) -> Environment:
    """The Jinja2 environment of all our pages."""
    options.update(trim_blocks=True, lstrip_blocks=True, auto_reload=False)
    made = Environment(**options, autoescape=True) if "autoescape" not in options else Environment(**options)
    made.globals.update(url=url, asset=asset, icon=icon, demo=settings.DEMO, STATUS_ICONS=STATUS_ICONS)
    made.globals.update(
        nearness=nearness,
        space_pages=space_pages,
        SPACE_MENUS=GROUPS,
        EMOJIS=list(Emoji),
        SIGN_ICONS=SIGN_ICONS,
        LINE_ICONS=LINE_ICONS,
    )
    made.filters.update(
        money=money,
        number=number,
        day=day,
        shortday=shortday,
        moment=moment,
        markdown=markdown,
        compact=compact,
        spoken=spoken,
        filesize=filesize,
        file_icon=file_icon,
        host=host,
    )
    return made


@cache
def _fingerprint(name: str) -> str:
    path = BUILT.joinpath("".join(name))
    return hashlib.sha256(path.read_bytes()).hexdigest()[:10] if path.is_file() else "0"


def asset(name: str) -> str:
    """The address of a built file, which changes with its content."""
    return f"{settings.STATIC_URL}{name}?v={_fingerprint(name)}"


@cache
def icon(name: str, label: str = "", size: int = 16) -> Markup:
    """An icon of the sprite; hidden from screen readers unless it has a label."""
    spoken = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true"'
    return Markup(
        f'<svg class="icon" width="{size}" height="{size}" {spoken}>'
        f'<use href="{asset("icons.svg")}#{name}"/></svg>'
    )


def url(name: str, args: tuple[object, ...] | list[object] = ()) -> str:
    """The address of a page, found once."""
    return _address(name, tuple(args))


@lru_cache(maxsize=50_000)
def _address(name: str, args: tuple[object, ...]) -> str:
    return reverse(name, args=args)


def number(value: Decimal | float | None, digits: int = 0) -> str:
    """1234.5 -> 1,234.5 with so many digits; a dash for nothing."""
    return "–" if value is None else f"{value:,.{digits}f}"


def money(value: Decimal | None, currency: str = "") -> str:
    """An amount with all its decimals and its currency."""
    if value is None:
        return ""
    digits = max(0, -int(value.as_tuple().exponent)) if isinstance(value, Decimal) else 2
    return f"{value:,.{digits}f} {currency}".strip()


def compact(value: Decimal | float | None, currency: str = "") -> str:
    """A sum as one reads it at a glance: 118.3 k EUR."""
    if value is None:
        return ""
    size = abs(float(value))
    for limit, scale, letter in ((1e9, 1e9, " bn"), (1e6, 1e6, " M"), (1e4, 1e3, " k")):
        if size >= limit:
            return f"{float(value) / scale:,.1f}{letter} {currency}".strip()
    return f"{value:,.0f} {currency}".strip()


def day(value: date | None) -> str:
    """24 Nov 2026."""
    return "" if value is None else f"{value.day} {value:%b %Y}"


def shortday(value: date | None, today: date | None = None) -> str:
    """24 Nov, with the year when it is another one."""
    if value is None:
        return ""
    return (
        f"{value.day} {value:%b}"
        if today is not None and value.year == today.year
        else f"{value.day} {value:%b %Y}"
    )


def spoken(sentence: str) -> str:
    """A sentence of the log as people read it: dates and amounts written out."""
    sentence = _ISO_DAY.sub(_day_in, sentence)
    return _AMOUNT.sub(lambda found: f"{Decimal(found[1]):,} {found[2]}", sentence)


def _day_in(found: re.Match[str]) -> str:
    try:
        return day(date.fromisoformat(found[0]))
    except ValueError:
        return found[0]


def moment(value: datetime | None, zone: Any = None) -> str:
    """24 Nov 2026, 14:05 in the reader's zone."""
    if value is None:
        return ""
    local = value.astimezone(zone) if zone else value
    return f"{local.day} {local:%b %Y, %H:%M}"
