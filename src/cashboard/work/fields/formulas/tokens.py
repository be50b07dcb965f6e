"""A formula cut into its words and signs."""

from __future__ import annotations

import re
from typing import NamedTuple

from cashboard.activity.refusals import Invalid

LONGEST = 1_000
_TOKEN = re.compile(
    r"""\s*(?:
    (?P<number>[0-9]{1,15}(?:\.[0-9]{1,10})?(?![.\w]))
    | (?P<text>"[^"]*")
    | (?P<field>\[[^\[\]]*\])
    | (?P<word>[^\W\d]\w*)
    | (?P<sign><=|>=|!=|[-+*/()<>=,])
    )""",
    re.VERBOSE,
)
_END = re.compile(r"\s*\Z")


class FormulaError(Invalid):
    """A formula cannot be read or fits no types. The message names the character, counted from 1."""

    def __init__(self, message: str, at: int) -> None:
        super().__init__(f"{message} (character {at + 1} of the formula)", "formula")
        self.at = at


class Token(NamedTuple):
    """A word or sign with where it begins and ends in the text."""

    kind: str
    text: str
    at: int
    end: int


def tokens_of(source: str) -> list[Token]:
    """All tokens and a last one of the kind "end"; raises FormulaError at the first that is none."""
    if len(source) > LONGEST:
        raise FormulaError(f"A formula has at most {LONGEST:,} characters.", LONGEST)
    found, at = [], 0
    while not _END.match(source, at):
        match = _TOKEN.match(source, at)
        if match is None or match.lastgroup is None:
            at += len(source[at:]) - len(source[at:].lstrip())
            raise FormulaError(f"“{source[at : at + 10]}” cannot be read.", at)
        kind, at = match.lastgroup, match.end()
        found.append(Token(kind, match[kind], match.start(kind), at))
    return [*found, Token("end", "", len(source), len(source))]
