"""Every test here in the story ends with the proof that the log alone rebuilds its cards and fields."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.replaying import assert_fields_replayed, assert_replayed


@pytest.fixture(autouse=True)
def _replayed(request: pytest.FixtureRequest) -> Iterator[None]:
    if "story" in request.fixturenames:
        request.getfixturevalue("story")
        yield
        assert_replayed()
        assert_fields_replayed()
    else:
        yield
