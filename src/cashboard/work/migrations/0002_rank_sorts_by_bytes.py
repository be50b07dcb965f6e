"""Ranks sort by bytes on PostgreSQL too, whatever the language of the database (SQLite does so by itself)."""

from typing import Any

from django.db import migrations


def collate(apps: Any, schema_editor: Any) -> None:
    """Give the column the collation C."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute('ALTER TABLE work_card ALTER COLUMN rank TYPE varchar(120) COLLATE "C"')


class Migration(migrations.Migration):
    dependencies = [("work", "0001_first")]
    operations = [migrations.RunPython(collate, migrations.RunPython.noop)]
