from __future__ import annotations

from cashboard.insight import engine
from cashboard.insight.loading import load_engine


def test_the_engine_that_answers_is_the_one_that_was_loaded():
    load_engine()
    made = engine._duckdb.cache_info().misses
    assert engine.connect().sql("SELECT 1").fetchall() == [(1,)]
    assert engine._duckdb.cache_info().misses == made
