"""R29's own check: one bar moves by three days, followers shift, conflicts show, the drift is seen."""

from __future__ import annotations

import re
from datetime import date

import pytest

from cashboard.work.cards.baselines import Baseline
from tests.story import Story
from tests.web.conftest import Browser

pytestmark = pytest.mark.requirement("R29")


def drifts(html: str) -> dict[str, str]:
    """The drift of each row, by key."""
    rows = html.split('class="gantt-row"')[1:]
    found = {}
    for row in rows:
        key, drift = (
            re.search(r'aria-label="(COL-\d+) ', row),
            re.search(r"cell gantt-drift[^>]*>([^<]*)<", row),
        )
        assert key
        assert drift
        found[key[1]] = drift[1]
    return found


@pytest.mark.parametrize("along", ["", "1"])
def test_a_bar_moves_by_three_days(story: Story, lena: Browser, along: str) -> None:
    one, two, three = story.cards
    one.reschedule(date(2026, 11, 2), date(2026, 11, 6), by=story.by_lena)
    two.reschedule(date(2026, 11, 7), date(2026, 11, 11), by=story.by_lena)
    three.date("due", date(2026, 11, 20), by=story.by_lena)
    one.relate("next", two, by=story.by_lena)
    seen = lena.post("/spaces/COL/baselines/", {"name": "Plan"}).headers["Location"]
    assert seen == f"/spaces/COL/gantt/?baseline={Baseline.objects.get().pk}"
    form = {"start": "2026-11-05", "due": "2026-11-09", "along": along}
    assert lena.act("/cards/COL-1/schedule/", form).status_code == 200
    html = lena.get(seen).content.decode()
    assert drifts(html) == {"COL-1": "+3", "COL-2": "+3" if along else "0", "COL-3": "0"}
    assert html.count("bar-planned") == 3
    assert ("has-conflict" in html) == (not along)
    assert "+3 days of drift" in html
    assert "gantt-drift" not in lena.get("/spaces/COL/gantt/").content.decode()


def test_the_baseline_of_another_space_is_none(story: Story, lena: Browser) -> None:
    story.card.date("due", date(2026, 11, 20), by=story.by_lena)
    made = Baseline.keep(story.space, "Plan", by=story.by_lena)
    story.workspace.add_space("OTH", "Other", by=story.by_lena)
    assert "gantt-drift" not in lena.get(f"/spaces/OTH/gantt/?baseline={made.pk}").content.decode()
    lena.post(f"/baselines/{made.pk}/removal/", {})
    assert not Baseline.objects.exists()
