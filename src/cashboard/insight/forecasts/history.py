"""What a book of invoices knew on a given day: the columns that every payment forecast starts from.

Days are *day numbers*: whole days since 1970-01-01, in the company's own calendar. NaN in `settled` = still
open.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

EPOCH = date(1970, 1, 1)

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


def day_number(day: date) -> int:
    """Days from 1970-01-01 to `day`."""
    return (day - EPOCH).days


def calendar_day(number: int) -> date:
    """The date of a day number."""
    return EPOCH + timedelta(days=int(number))


@dataclass(frozen=True)
class History:
    """n invoices as equally long arrays; `customers[code]` and `channels[code]` name the codes.

    `channel` is how the invoice reaches its customer (paper, e-mail, portal ...), a fact known at issue; a
    book that does not know it has one channel. `amount` is in the currency of the book: one history, one
    currency.
    """

    customer: Ints
    issued: Ints
    due: Ints
    settled: Floats
    amount: Floats
    channel: Ints
    customers: tuple[str, ...]
    channels: tuple[str, ...] = ("",)

    @classmethod
    def from_columns(
        cls,
        customer: Sequence[str],
        issued: Sequence[date],
        due: Sequence[date],
        settled: Sequence[date | None],
        amount: Sequence[float | Decimal],
        channel: Sequence[str] | None = None,
    ) -> History:
        """The history of invoices given as columns of one length; ValueError when the lengths differ."""
        customers, codes = _codes(customer)
        channels, ways = _codes([""] * len(customer) if channel is None else channel)
        days = [np.nan if day is None else day_number(day) for day in settled]
        history = cls(
            customer=codes,
            issued=np.array([day_number(day) for day in issued], dtype=np.int64),
            due=np.array([day_number(day) for day in due], dtype=np.int64),
            settled=np.array(days, dtype=np.float64),
            amount=np.array([float(value) for value in amount], dtype=np.float64),
            channel=ways,
            customers=customers,
            channels=channels,
        )
        if (
            len(
                {len(codes), len(ways), len(history.issued), len(history.due), len(days), len(history.amount)}
            )
            > 1
        ):
            raise ValueError("the columns of a history must be equally long")
        return history

    def __len__(self) -> int:
        return len(self.customer)

    @property
    def is_open(self) -> Flags:
        """Per invoice: not settled, as far as this history knows."""
        return np.isnan(self.settled)

    def take(self, rows: Ints | Flags) -> History:
        """The invoices at these positions, or where the flags are true; the codes keep their names."""
        columns = ("customer", "issued", "due", "settled", "amount", "channel")
        return replace(self, **{name: getattr(self, name)[rows] for name in columns})

    def known(self, as_of: int) -> History:
        """What was known on the evening of day `as_of`: issued by then, and settled after it counts as
        open."""
        rows = self.take(self.issued <= as_of)
        return replace(rows, settled=np.where(rows.settled <= as_of, rows.settled, np.nan))

    def still_open(self, as_of: int) -> History:
        """The invoices that were open on the evening of day `as_of`."""
        known = self.known(as_of)
        return known.take(known.is_open)


def _codes(names: Sequence[str]) -> tuple[tuple[str, ...], Ints]:
    ordered = sorted(set(names))
    code = {name: number for number, name in enumerate(ordered)}
    return tuple(ordered), np.array([code[name] for name in names], dtype=np.int64)
