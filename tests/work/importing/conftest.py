"""Lists of cards in a temporary folder, imported into the story's space."""

import pytest

from cashboard.work.importing.running import run_now
from cashboard.work.importing.runs import BoardImport
from cashboard.work.importing.starting import choose, start, take_in_path


@pytest.fixture
def written(tmp_path):
    """Writes text or bytes to a file and gives its path."""

    def write(content, name="cards.csv"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


@pytest.fixture
def taken(story, written):
    """Takes a file in, with choices, and does not start it."""

    def take(content, name="cards.csv", by=None, **chosen):
        by = by or story.by_lena
        run = take_in_path(story.space, written(content, name), by=by)
        if chosen:
            choose(run, by=by, **chosen)
        return run

    return take


@pytest.fixture
def imported(story, taken):
    """Takes a file in and imports it."""

    def bring(content, name="cards.csv", by=None, **chosen):
        run = taken(content, name, by, **chosen)
        start(run, by=by or story.by_lena)
        return run_now(BoardImport.objects.select_related("space__workspace").get(pk=run.pk))

    return bring
