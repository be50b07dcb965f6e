"""Verifying: the first row that was changed, inserted or removed behind the application's back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain

from django.db import connection, transaction

from cashboard.activity.canonical import digest
from cashboard.activity.models import Cursor, Event, Head, Seal
from cashboard.activity.sealing import EMPTY, seal_hash


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome.

    `fault` is empty when the log is whole; `seq` is the first row that is not as it was written.
    """

    events: int
    sealed: int
    seals: int
    seq: int | None = None
    fault: str = ""

    @property
    def is_whole(self) -> bool:
        """Nothing was changed, inserted or removed."""
        return not self.fault


def verify() -> Verdict:
    """Read the whole log once, in order, against its seals, from one snapshot.

    Memory stays flat, writers are not held up.
    """
    with _snapshot():
        return _verify()


def verify_last() -> Verdict:
    """Look at the last seal, the events under it and the count of those after it.

    Quick, however long the log is.
    """
    with _snapshot():
        sealed = 0
        if seals := list(Seal.objects.order_by("-first_seq")[:2]):
            sealed = seals[0].last_seq
            verdict = _verify_seal(seals[0], seals[1] if len(seals) > 1 else None)
            if not verdict.is_whole:
                return verdict
        head = Head.objects.get(pk=1).seq
        if Event.objects.filter(seq__gt=sealed).count() != head - sealed:
            return Verdict(
                sealed,
                sealed,
                1,
                sealed + 1,
                "removed or inserted: after the last seal, the count is not right",
            )
        return Verdict(head, sealed, 1)


def _verify_seal(seal: Seal, before: Seal | None) -> Verdict:
    whole = seal.first_seq - 1
    fault = _broken(seal, before.hash if before else EMPTY, before.last_seq + 1 if before else 1)
    if fault:
        return Verdict(whole, whole, 0, seal.first_seq, fault)
    rows = {row.seq: row for row in Event.objects.filter(seq__gte=seal.first_seq, seq__lte=seal.last_seq)}
    redacted = _redactions()
    for seq, sealed_digest in enumerate(_digests(seal), seal.first_seq):
        fault = _differs(rows.get(seq), seq, sealed_digest, redacted)
        if fault:
            return Verdict(seq - 1, whole, 0, seq, fault)
    return Verdict(seal.last_seq, seal.last_seq, 1)


@contextmanager
def _snapshot() -> Iterator[None]:
    """One consistent view: on SQLite a deferred transaction, which takes no write lock."""
    if connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            if not connection.in_atomic_block or not connection.savepoint_ids:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            yield
        return
    if connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("BEGIN DEFERRED")
        try:
            yield
        finally:
            cursor.execute("COMMIT")


def _verify() -> Verdict:
    redacted = _redactions()
    expected, seals, sealed, previous = 1, 0, 0, EMPTY
    rows = Event.objects.order_by("seq").iterator(chunk_size=1000)
    row = next(rows, None)
    for seal in Seal.objects.order_by("first_seq").iterator(chunk_size=50):
        fault = _broken(seal, previous, expected)
        if fault:
            return Verdict(expected - 1, sealed, seals, seal.first_seq, fault)
        for sealed_digest in _digests(seal):
            fault = _differs(row, expected, sealed_digest, redacted)
            if fault:
                return Verdict(
                    expected - 1, sealed, seals, row.seq if "inserted" in fault and row else expected, fault
                )
            expected, row = expected + 1, next(rows, None)
        previous, seals, sealed = seal.hash, seals + 1, expected - 1
    promised = Cursor.objects.filter(name="seal").values_list("seq", flat=True).first() or 0
    if promised > sealed:
        fault = "removed: a seal is missing, from this row on"
        return Verdict(expected - 1, sealed, seals, sealed + 1, fault)
    return _verify_tail(rows if row is None else chain([row], rows), sealed, seals)


def _verify_tail(rows: Iterator[Event], sealed: int, seals: int) -> Verdict:
    """The rows after the last seal, of which only the count is known."""
    expected = sealed + 1
    for row in rows:
        if row.seq != expected:
            return _gap(row, expected, sealed, seals)
        expected += 1
    head = Head.objects.get(pk=1).seq
    if head > expected - 1:
        return Verdict(
            expected - 1, sealed, seals, expected, "removed: the log ends before the last number given out"
        )
    if head < expected - 1:
        return Verdict(
            expected - 1, sealed, seals, head + 1, "inserted: the row has a number that was never given out"
        )
    return Verdict(expected - 1, sealed, seals)


def _broken(seal: Seal, previous: str, expected: int) -> str:
    digests = bytes(seal.digests)
    if seal.previous != previous or seal.first_seq != expected:
        return "removed: a seal is missing before this row"
    if seal.hash != seal_hash(seal.previous, seal.first_seq, seal.last_seq, digests):
        return "changed: the seal that starts here was altered"
    return ""


def _digests(seal: Seal) -> Iterator[bytes]:
    digests = bytes(seal.digests)
    return (digests[start : start + 32] for start in range(0, len(digests), 32))


def _differs(
    row: Event | None, expected: int, sealed: bytes, redacted: dict[tuple[int, bytes], bytes]
) -> str:
    if row is None or row.seq > expected:
        return "removed: the row is gone"
    if row.seq < expected:
        return "inserted: the row has a number that was never given out"
    found = digest(row)
    while sealed != found:
        after = redacted.get((expected, sealed))
        if after is None:
            return "changed: the row is not as it was sealed"
        sealed = after
    return ""


def _gap(row: Event, expected: int, sealed: int, seals: int) -> Verdict:
    if row.seq < expected:
        return Verdict(
            expected - 1, sealed, seals, row.seq, "inserted: the row has a number that was never given out"
        )
    return Verdict(expected - 1, sealed, seals, expected, "removed: the row is gone")


def _redactions() -> dict[tuple[int, bytes], bytes]:
    """What redactions admit to have changed: (seq, digest before) -> digest after."""
    admitted = {}
    for event in Event.objects.filter(type="log.redacted").iterator():
        for entry in event.data["rows"]:
            admitted[entry["seq"], bytes.fromhex(entry["before"])] = bytes.fromhex(entry["after"])
    return admitted
