"""A list to fill in: the columns that an import knows by themselves, and one row as an example."""

from __future__ import annotations

import csv
import io

import xlsxwriter

from cashboard.work.fields.kinds import FieldKind
from cashboard.work.fields.models import Field
from cashboard.work.importing.columns import NOT_READ
from cashboard.work.spaces.models import Space

TEMPLATES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
EXAMPLE = {
    "ID": "1",
    "Title": "Call about the open invoice",
    "Status": "",
    "Description": "They asked for a copy.",
    "Responsible": "name@company.com",
    "Co-workers": "",
    "Labels": "urgent, phone",
    "Start": "2026-11-02",
    "Due": "2026-11-30",
    "Created": "2026-10-28 09:30",
    "Completed": "",
    "Checklist": "[x] Find the number; [ ] Call",
    "Comment": "2026-10-29 10:00; name@company.com; They pay on Friday",
    "Parent": "",
    "Blocks": "",
}
ANSWERS = {
    FieldKind.NUMBER: "12.5",
    FieldKind.MONEY: "1250.50 EUR",
    FieldKind.DATE: "2026-11-30",
    FieldKind.CHECKBOX: "yes",
    FieldKind.LINK: "https://example.com",
}


def template(space: Space, kind: str) -> bytes:
    """The list for this space, with its fields, as CSV or XLSX."""
    first = space.starting_status()
    row = EXAMPLE | {"Status": first.name if first else ""}
    for field in Field.objects.filter(space=space).in_use().with_options():
        if field.kind not in NOT_READ:
            options = field.current_options if field.has_options else []
            row.setdefault(field.name, options[0].name if options else ANSWERS.get(FieldKind(field.kind), ""))
    return _csv(row) if kind == "csv" else _xlsx(row)


def _csv(row: dict[str, str]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows([row.keys(), row.values()])
    return text.getvalue().encode("utf-8-sig")


def _xlsx(row: dict[str, str]) -> bytes:
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        sheet, head = book.add_worksheet("Cards"), book.add_format({"bold": True, "bottom": 1})
        sheet.freeze_panes(1, 0)
        for at, (name, example) in enumerate(row.items()):
            sheet.set_column(at, at, max(10, min(len(example), 30) + 2))
            sheet.write_string(0, at, name, head)
            sheet.write_string(1, at, example)
    return file.getvalue()
