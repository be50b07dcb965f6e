"""The log is append-only in the database itself, on SQLite and PostgreSQL; the redaction door is the only exception."""

from typing import Any

from django.db import migrations

TABLES = ("activity_event", "activity_involvement", "activity_seal")

SQLITE = """
CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}
WHEN {guarded} NOT EXISTS (SELECT 1 FROM activity_redactiondoor)
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END
"""
SQLITE_REPLACE = """
CREATE TRIGGER {table}_no_REPLACE BEFORE INSERT ON {table}
WHEN EXISTS (SELECT 1 FROM {table} WHERE {clash})
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END
"""
CLASHES = {  # INSERT OR REPLACE would delete the old row without asking the DELETE trigger
    "activity_event": "seq = NEW.seq OR uid = NEW.uid",
    "activity_involvement": "id = NEW.id",
    "activity_seal": "id = NEW.id OR first_seq = NEW.first_seq OR last_seq = NEW.last_seq",
}
POSTGRES_FUNCTION = """
CREATE FUNCTION activity_append_only() RETURNS trigger AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND TG_TABLE_NAME = 'activity_event' AND EXISTS (SELECT 1 FROM activity_redactiondoor) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'the log is append-only';
END $$ LANGUAGE plpgsql
"""
POSTGRES = """
CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION activity_append_only();
CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION activity_append_only()
"""


def protect(apps: Any, schema_editor: Any) -> None:
    """Create the triggers."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRES_FUNCTION)
        for table in TABLES:
            schema_editor.execute(POSTGRES.format(table=table))
        return
    for table in TABLES:
        for verb in ("UPDATE", "DELETE"):
            guarded = "" if table == "activity_event" and verb == "UPDATE" else "1 OR"
            schema_editor.execute(SQLITE.format(table=table, verb=verb, guarded=guarded))
        schema_editor.execute(SQLITE_REPLACE.format(table=table, clash=CLASHES[table]))


def start(apps: Any, schema_editor: Any) -> None:
    """The head from which numbers are given out."""
    apps.get_model("activity", "Head").objects.get_or_create(pk=1)


class Migration(migrations.Migration):
    dependencies = [("activity", "0001_first")]
    operations = [migrations.RunPython(protect, migrations.RunPython.noop), migrations.RunPython(start, migrations.RunPython.noop)]
