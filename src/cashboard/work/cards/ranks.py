"""Ranks: texts that sort, with room between any two, so that two people dragging never clash.

Fractional indexing: a rank begins with eight digits. A card put at an end of a column counts those on or
down by a step, so that a column that only grows there keeps short ranks; a card dropped between two takes
the middle, so ranks grow where gaps are narrow, until `spreading.py` makes room.
"""

from __future__ import annotations

import secrets

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
BASE, SMALLEST, BEHIND_ALL, JITTER = len(DIGITS), DIGITS[0], "~", 3
HEAD = 8
STEP, END = BASE**4, BASE**HEAD
LONGEST = 60


def between(before: str, after: str) -> str:
    """A rank that sorts after `before` and before `after`; an empty text stands for the end on that side.

    Three random digits at the end keep two people who drop into the same gap apart. Raises ValueError if
    `before` does not sort before `after`.
    """
    if before and after and before >= after:
        raise ValueError(f"no rank lies between {before!r} and {after!r}")
    return _found(before, after) + "".join(secrets.choice(DIGITS[1:]) for _ in range(JITTER))


def _found(before: str, after: str) -> str:
    if before and after:
        return _midpoint(before, after)
    return _ahead(after) if after else _behind(before, 1)


def spread(count: int, after: str = "") -> list[str]:
    """`count` ranks in order, all after `after`: what an import gives to its cards."""
    return [_behind(after, index + 1) + "V" for index in range(count)]


def fill(count: int, before: str, after: str) -> list[str]:
    """`count` ranks in order between the two, as short as an even distribution makes them."""
    if not count:
        return []
    half = count // 2
    middle = between(before, after)
    return [*fill(half, before, middle), middle, *fill(count - half - 1, middle, after)]


def is_long(rank: str) -> bool:
    """Whether the place of this rank is so crowded that the cards around it should be spread anew."""
    return len(rank) > LONGEST


def _behind(before: str, steps: int) -> str:
    """The rank so many steps behind; the first rank stands in the middle, to leave room above it."""
    head = _number(before[:HEAD]) if before else END // 2
    head += STEP * steps
    return _digits(head, HEAD) if head < END else _midpoint(before, "") + _digits(steps, HEAD)


def _ahead(after: str) -> str:
    """The rank one step before."""
    head = _number(after[:HEAD]) - STEP
    return _digits(head, HEAD) if head > 0 else _midpoint("", after)


def _number(text: str) -> int:
    value = 0
    for digit in text.ljust(HEAD, SMALLEST):
        value = value * BASE + DIGITS.index(digit)
    return value


def _digits(value: int, width: int) -> str:
    text = ""
    for _ in range(width):
        value, digit = divmod(value, BASE)
        text = DIGITS[digit] + text
    return text


def _midpoint(before: str, after: str) -> str:
    """The shortest text between the two that does not end in the smallest digit."""
    prefix = ""
    position = 0
    while True:
        low = DIGITS.index(before[position]) if position < len(before) else 0
        high = DIGITS.index(after[position]) if after and position < len(after) else BASE
        if high - low > 1:
            return prefix + DIGITS[(low + high) // 2]
        prefix += DIGITS[low]
        if low < high:
            after = ""
        position += 1
