"""What a process keeps between requests, and another process beside it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from cashboard.web import fronts, places
from cashboard.work.cards import tallying

KEEPERS = (places, fronts, tallying)


def forget() -> None:
    """As a process that has just begun."""
    for keeper in KEEPERS:
        keeper._KEPT.clear()
    fronts._TOLD.clear()
    fronts._SMALL.clear()


@contextmanager
def another_process() -> Iterator[None]:
    """Requests inside are answered with what another process keeps."""
    with pytest.MonkeyPatch.context() as patch:
        for keeper in KEEPERS:
            patch.setattr(keeper, "_KEPT", OrderedDict())
        patch.setattr(fronts, "_TOLD", OrderedDict())
        patch.setattr(fronts, "_SMALL", OrderedDict())
        yield
