"""Every test here that lives in the story ends with the proof that the log alone rebuilds its cards."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.replaying import assert_replayed


@pytest.fixture(autouse=True)
def _replayed(request: pytest.FixtureRequest) -> Iterator[None]:
    if "story" in request.fixturenames:
        request.getfixturevalue("story")
        yield
        assert_replayed()
    else:
        yield
