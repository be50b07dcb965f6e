"""The analytics engine, loaded before it is asked for the first time."""

from __future__ import annotations

from cashboard.insight.engine import backend, connect


def load_engine() -> None:
    """What the first report would wait for: the libraries, the engine, and a first answer in columns.

    Seconds of CPU and more than 100 MiB, see `docs/performance.md`. Raises ImproperlyConfigured.
    """
    import pyarrow as pa

    connection = connect()
    backend(connection)
    connection.register("rows", pa.table({"name": pa.array(["first"])}))
    connection.sql("SELECT name FROM rows").to_arrow_table()
    connection.close()
