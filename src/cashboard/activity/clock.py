"""What time it is. The sample company and the tests set it; nothing else does."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

from django.utils import timezone

_SET: ContextVar[datetime | None] = ContextVar("cashboard_clock", default=None)


def now() -> datetime:
    """The moment at which verbs happen: aware, in UTC."""
    return _SET.get() or timezone.now()


@contextmanager
def travelling(to: datetime) -> Iterator[None]:
    """Verbs inside happen at this moment."""
    token = _SET.set(to)
    try:
        yield
    finally:
        _SET.reset(token)
