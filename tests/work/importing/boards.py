"""Boards as other programs export them, written by hand from the formats that those publish."""

from __future__ import annotations

import json
from io import BytesIO

import xlsxwriter

LIST_TODO, LIST_DONE, LIST_OLD = (
    "5f0000010000000000000001",
    "5f0000010000000000000002",
    "5f0000010000000000000003",
)
ANNA, BEN = "5e0000010000000000000001", "5e0000010000000000000002"
FIRST, SECOND, THIRD = "650000000000000000000001", "651000000000000000000002", "652000000000000000000003"


def trello(**changed) -> str:
    """A board with three cards: one that moved, one with everything, one on an archived list."""
    board = {
        "id": "5d0000010000000000000001",
        "name": "Receivables",
        "lists": [
            {"id": LIST_TODO, "name": "To do", "closed": False, "pos": 1},
            {"id": LIST_DONE, "name": "Done", "closed": False, "pos": 2},
            {"id": LIST_OLD, "name": "Old ideas", "closed": True, "pos": 3},
        ],
        "members": [
            {"id": ANNA, "fullName": "Anna Berg", "username": "annaberg"},
            {"id": BEN, "fullName": "Ben Falk", "username": "benfalk"},
        ],
        "labels": [
            {"id": "l1", "name": "Urgent", "color": "red"},
            {"id": "l2", "name": "", "color": "sky_dark"},
        ],
        "customFields": [
            {
                "id": "f1",
                "name": "Region",
                "type": "list",
                "options": [{"id": "o1", "value": {"text": "North"}}],
            },
            {"id": "f2", "name": "Hours", "type": "number"},
        ],
        "cards": [
            {
                "id": FIRST,
                "name": "Call Nordwind",
                "desc": "About **99**",
                "idList": LIST_DONE,
                "closed": False,
                "pos": 1,
                "idMembers": [ANNA, BEN],
                "idLabels": ["l1", "l2"],
                "due": "2026-12-01T11:00:00.000Z",
                "start": None,
                "dateLastActivity": "2026-03-05T10:00:00.000Z",
                "attachments": [{"name": "Invoice", "url": "https://example.com/99.pdf"}],
                "customFieldItems": [
                    {"idCustomField": "f1", "idValue": "o1", "value": None},
                    {"idCustomField": "f2", "value": {"number": "2.5"}},
                ],
            },
            {"id": SECOND, "name": "Write a letter", "idList": LIST_TODO, "closed": True, "pos": 1},
            {"id": THIRD, "name": "An idea", "idList": LIST_OLD, "closed": False, "pos": 1},
        ],
        "checklists": [
            {
                "id": "c1",
                "idCard": FIRST,
                "name": "Steps",
                "pos": 1,
                "checkItems": [
                    {"name": "Second", "state": "incomplete", "pos": 2, "due": "2026-11-30T10:00:00.000Z"},
                    {"name": "First", "state": "complete", "pos": 1},
                ],
            }
        ],
        "actions": [
            {
                "type": "commentCard",
                "date": "2026-03-04T09:00:00.000Z",
                "data": {"card": {"id": FIRST}, "text": "They pay on Friday"},
                "memberCreator": {"fullName": "Ben Falk"},
            },
            {
                "type": "updateCard",
                "date": "2026-03-05T10:00:00.000Z",
                "data": {
                    "card": {"id": FIRST},
                    "listBefore": {"name": "To do"},
                    "listAfter": {"name": "Done"},
                },
            },
        ],
    }
    return json.dumps(board | changed)


JIRA_CSV = """\
Summary,Issue key,Issue id,Issue Type,Status,Priority,Assignee,Created,Resolved,Due date,Labels,Labels,\
Outward issue link (Blocks),Parent id,Comment,Comment,Custom field (Story Points)
Epic of payments,PAY-1,10001,Epic,In Progress,High,Anna Berg,24/Nov/25 3:14 PM,,,,,,,,,
Match receipts,PAY-2,10002,Sub-task,Done,Low,,25/Nov/25 9:00 AM,26/Nov/25 1:30 PM,,cash,bank,PAY-3,10001,\
"25/Nov/25 10:00 AM;Ben Falk;First look; all well",26/Nov/25 11:00 AM;Anna Berg;Done,3
Book the rest,PAY-3,10003,Task,To Do,Medium,Ben Falk,25/Nov/25 9:00 AM,,12/Dec/25 12:00 AM,,,,,,,5.5
"""

JIRA_XML = """\
<?xml version="1.0" encoding="UTF-8"?>
<!-- made by hand from the format of Jira's XML view -->
<rss version="0.92"><channel><title>Issues</title>
<item><title>[PAY-2] Match receipts</title><key id="10002">PAY-2</key><summary>Match receipts</summary>
<type id="5">Sub-task</type><parent id="10001">PAY-1</parent><priority id="3">Low</priority>
<status id="6">Done</status><resolution id="1">Done</resolution><assignee username="-1">Unassigned</assignee>
<labels><label>cash</label></labels><created>Tue, 25 Nov 2025 09:00:00 +0100</created>
<resolved>Wed, 26 Nov 2025 13:30:00 +0100</resolved><due></due>
<description>&lt;p&gt;Look at &lt;b&gt;all&lt;/b&gt; of them:&lt;/p&gt;
&lt;ul&gt;&lt;li&gt;one&lt;/li&gt;&lt;/ul&gt;</description>

<comments>
<comment id="1" author="Ben Falk" created="Tue, 25 Nov 2025 10:00:00 +0100">
&lt;p&gt;First look&lt;/p&gt;</comment></comments>

<issuelinks><issuelinktype id="1"><name>Blocks</name>
<outwardlinks description="blocks"><issuelink><issuekey id="10003">PAY-3</issuekey></issuelink></outwardlinks>
</issuelinktype></issuelinks></item>
<item><key id="10001">PAY-1</key><summary>Epic of payments</summary>
<status>In Progress</status>
<assignee username="a">Anna Berg</assignee>
<created>Mon, 24 Nov 2025 15:14:00 +0100</created></item>
<item><key id="10003">PAY-3</key><summary>Book the rest</summary>
<status>To Do</status><created>Tue, 25 Nov 2025 09:00:00 +0100</created>
<due>Fri, 12 Dec 2025 00:00:00 +0100</due></item>
</channel></rss>
"""


def planner() -> bytes:
    """A plan with two tasks, below the lines about the plan."""
    file = BytesIO()
    rows = [
        ["Plan name", "Receivables"],
        ["Plan ID", "abc"],
        ["Date of export", "11/24/2026"],
        [],
        [
            *("Task ID", "Task Name", "Bucket Name", "Progress", "Priority", "Assigned To", "Created By"),
            *("Created Date", "Start date", "Due date", "Is Recurring", "Late", "Completed Date"),
            *("Completed By", "Completed Checklist Items", "Checklist Items", "Labels", "Description"),
        ],
        [
            *(
                "t1",
                "Call Nordwind",
                "This week",
                "In progress",
                "Important",
                "Anna Berg;Ben Falk",
                "Ben Falk",
            ),
            *("10/01/2026", "10/02/2026", "10/30/2026", "false", "true", "", "", "1/2"),
            *("Find number;Call", "Red;Phone", "About 99"),
        ],
        [
            *("t2", "Write a letter", "Later", "Completed", "Low", "", "Ben Falk", "09/13/2026", "", ""),
            *("false", "false", "09/20/2026", "Ben Falk", "1/1", "Write", "", ""),
        ],
    ]
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Tasks")
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
    return file.getvalue()
