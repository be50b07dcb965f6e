"""Whether a field takes a value: what was given becomes its content, or a sentence says what is wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple, TypeAlias, cast
from urllib.parse import urlsplit

from cashboard.activity.refusals import Invalid
from cashboard.activity.texts import storable
from cashboard.people.models import Person
from cashboard.work.currencies import EXPONENTS
from cashboard.work.fields.content import UNIT, Content
from cashboard.work.fields.kinds import FieldKind
from cashboard.work.fields.models import Field, Option

LONGEST = 2_000
LARGEST = Decimal(10) ** 12
EARLIEST, LATEST = date(1970, 1, 1), date(2100, 12, 31)
_PLAIN = re.compile(r"-?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,30})(?:\.[0-9]{1,30})?")


class Sum(NamedTuple):
    """Money as somebody gives it."""

    amount: Decimal
    currency: str


Given: TypeAlias = str | Decimal | Sum | date | Person | Option | Sequence[Option] | bool | None


def checked(field: Field, given: Given, held: Content) -> Content:
    """What the card is to hold: nothing for None, an empty text, no option or an empty checkbox.

    `held` is what it holds: an option that was retired since stays. Raises Invalid.
    """
    if field.archived_at is not None:
        raise Invalid(f"{field.name} is archived. Bring it back in the settings of the space first.", "field")
    if given is None or given is False or given in ("", ()) or given == []:
        return Content()
    if field.kind == FieldKind.FORMULA:
        raise Invalid(f"{field.name} is worked out. Change what it works with.", "field")
    wanted, check = _CHECKS[FieldKind(field.kind)]
    if not isinstance(given, wanted) or (isinstance(given, bool) and wanted is not bool):
        raise Invalid(f"{field.name} takes {_WORDS[FieldKind(field.kind)]}.", "value")
    return check(field, given, held)


def number_in(text: str, name: str) -> Decimal | None:
    """The number that somebody typed; None for nothing. Raises Invalid for anything else."""
    plain = re.sub(r"[\s'\u2019]", "", text)
    if not plain:
        return None
    if not _PLAIN.fullmatch(plain):
        raise Invalid(f"{name}: {text[:30]} is not a number. Write it like 1234.50.", "value")
    return Decimal(plain.replace(",", ""))


def date_in(text: str, name: str) -> date | None:
    """The date that somebody typed; None for nothing. Raises Invalid for anything else."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise Invalid(f"{name}: {text[:20]} is not a date. Write it like 2026-11-24.", "value") from error


def _text(field: Field, text: str, _held: Content) -> Content:
    text = " ".join(storable(text).split())
    if len(text) > LONGEST:
        raise Invalid(
            f"{field.name} takes at most {LONGEST:,} characters; this text has {len(text):,}.", "value"
        )
    return Content(text=text)


def _link(field: Field, text: str, held: Content) -> Content:
    content = _text(field, text, held)
    try:
        parts = urlsplit(content.text)
        is_web = parts.scheme in ("http", "https") and bool(parts.hostname) and " " not in content.text
    except ValueError:
        is_web = False
    if not is_web:
        raise Invalid(
            f"{field.name} takes the address of a page. Begin it with https:// or http://.", "value"
        )
    return content


def _number(field: Field, number: Decimal, _held: Content) -> Content:
    return Content(number=_bounded(field, number, UNIT))


def _money(field: Field, money: Sum, _held: Content) -> Content:
    currency = money.currency.strip().upper()
    if currency not in EXPONENTS:
        raise Invalid(
            f"{field.name}: {currency[:10] or 'an empty text'} is no currency. Give a code like EUR.",
            "currency",
        )
    return Content(number=_bounded(field, money.amount, EXPONENTS[currency], currency), currency=currency)


def _bounded(field: Field, number: Decimal, decimals: int, currency: str = "") -> Decimal:
    if not number.is_finite() or abs(number) >= LARGEST:
        raise Invalid(f"{field.name} takes numbers below {LARGEST:,}.", "value")
    rounded = number.quantize(Decimal(1).scaleb(-decimals))
    if rounded != number:
        what = f"an amount of {currency}" if currency else "a number"
        most = f"at most {decimals} decimals" if decimals else "no decimals"
        raise Invalid(f"{field.name}: {what} has {most}.", "value")
    return rounded


def _date(field: Field, on: date, _held: Content) -> Content:
    if not EARLIEST <= on <= LATEST:
        raise Invalid(
            f"{field.name}: {on.isoformat()} is out of range. Give a date between 1970 and 2100.", "value"
        )
    return Content(on=on)


def _person(field: Field, person: Person, held: Content) -> Content:
    if person.pk not in held.ids and field.space.role_of(person.acting("web")) is None:
        raise Invalid(
            f"{person.name} has no part in {field.space.name}. Add them to the space first.", "value"
        )
    return Content(named=(person.named(),))


def _option(field: Field, option: Option, held: Content) -> Content:
    return _options(field, [option], held)


def _options(field: Field, options: Sequence[Option], held: Content) -> Content:
    chosen = sorted(
        {option.pk: option for option in options}.values(), key=lambda one: (one.position, one.pk)
    )
    for option in chosen:
        if option.field_id != field.pk:
            raise Invalid(f"{option.name} is no option of {field.name}.", "value")
        if option.retired_at is not None and option.pk not in held.ids:
            raise Invalid(f"{option.name} was retired. Choose another option of {field.name}.", "value")
    return Content(named=tuple(option.named() for option in chosen))


def _ticked(_field: Field, _given: bool, _held: Content) -> Content:
    return Content(number=Decimal(1))


Check: TypeAlias = Callable[[Field, object, Content], Content]
_CHECKS: dict[FieldKind, tuple[type | tuple[type, ...], Check]] = {
    kind: (wanted, cast(Check, check))
    for kind, wanted, check in (
        (FieldKind.TEXT, str, _text),
        (FieldKind.LINK, str, _link),
        (FieldKind.NUMBER, Decimal, _number),
        (FieldKind.MONEY, Sum, _money),
        (FieldKind.DATE, date, _date),
        (FieldKind.PERSON, Person, _person),
        (FieldKind.SELECT, Option, _option),
        (FieldKind.MULTI_SELECT, (list, tuple), _options),
        (FieldKind.CHECKBOX, bool, _ticked),
    )
}
_WORDS = {
    FieldKind.TEXT: "a text",
    FieldKind.LINK: "the address of a page",
    FieldKind.NUMBER: "a number",
    FieldKind.MONEY: "an amount with its currency",
    FieldKind.DATE: "a date",
    FieldKind.PERSON: "a person of the space",
    FieldKind.SELECT: "one of its options",
    FieldKind.MULTI_SELECT: "some of its options",
    FieldKind.CHECKBOX: "yes or no",
}
