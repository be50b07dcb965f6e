"""Measures: functions from Ibis tables to an Ibis table, in expressions that every engine of Ibis can run.

Instants are UTC; the engine's session must be in UTC too (Ibis sees to it for DuckDB).
"""
