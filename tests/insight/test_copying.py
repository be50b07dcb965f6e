from __future__ import annotations

import pytest

from cashboard.activity.models import Cursor, Head
from cashboard.activity.reading import catch_up
from cashboard.insight import segments
from cashboard.insight.copying import Copier
from cashboard.insight.segments import Segments

pytestmark = pytest.mark.django_db


def test_the_copier_fills_files_and_bears_a_repetition(story, monkeypatch):
    monkeypatch.setattr(segments, "SMALL", 4)
    head = Head.objects.get(pk=1).seq
    assert catch_up(Copier()) == head
    held = Segments().sound()[-1].last
    assert head - 4 < held <= head
    before = sorted(path.name for path in Segments().folder.iterdir())
    Cursor.objects.filter(name=Copier.name).update(seq=0)
    assert catch_up(Copier()) == head
    assert sorted(path.name for path in Segments().folder.iterdir()) == before


def test_the_registered_reader_is_the_copier():
    from cashboard.activity.reading import registered

    assert any(isinstance(reader, Copier) for reader in registered())
