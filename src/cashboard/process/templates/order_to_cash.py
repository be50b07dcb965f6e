"""Order to cash: seven spaces from the order to the receipt, each with the statuses of its stage."""

from cashboard.process.templates.shapes import SpaceTemplate, WorkspaceTemplate

ORDER_TO_CASH = WorkspaceTemplate(
    name="Order to Cash",
    kind="private",
    spaces=(
        SpaceTemplate(
            key="ORD",
            name="Orders",
            folder="Orders Processing",
            statuses=(
                ("Received", "not_started"),
                ("Checking", "in_progress"),
                ("On hold", "in_progress"),
                ("Confirmed", "in_progress"),
                ("Fulfilling", "in_progress"),
                ("Fulfilled", "completed"),
                ("Cancelled", "cancelled"),
            ),
        ),
        SpaceTemplate(
            key="CRD",
            name="Credit",
            folder="Orders Processing",
            statuses=(
                ("To review", "not_started"),
                ("In review", "in_progress"),
                ("Awaiting approval", "in_progress"),
                ("Released", "completed"),
                ("Rejected", "cancelled"),
            ),
        ),
        SpaceTemplate(
            key="BIL",
            name="Billing",
            folder="Invoicing",
            statuses=(
                ("To bill", "not_started"),
                ("Drafted", "in_progress"),
                ("Issued", "in_progress"),
                ("Rejected by customer", "in_progress"),
                ("Delivered", "completed"),
                ("Void", "cancelled"),
            ),
        ),
        SpaceTemplate(
            key="COL",
            name="Collections",
            folder="Collections",
            statuses=(
                ("Open", "not_started"),
                ("Overdue", "in_progress"),
                ("Promised", "in_progress"),
                ("Disputed", "in_progress"),
                ("Paid", "completed"),
                ("Written off", "cancelled"),
            ),
        ),
        SpaceTemplate(
            key="DIS",
            name="Disputes",
            folder="Collections",
            statuses=(
                ("Logged", "not_started"),
                ("Investigating", "in_progress"),
                ("Awaiting customer", "in_progress"),
                ("Awaiting approval", "in_progress"),
                ("Resolved", "completed"),
                ("Withdrawn", "cancelled"),
            ),
        ),
        SpaceTemplate(
            key="CSH",
            name="Cash Application",
            folder="Collections",
            statuses=(
                ("Received", "not_started"),
                ("Unidentified", "in_progress"),
                ("Matching", "in_progress"),
                ("Partly applied", "in_progress"),
                ("Applied", "completed"),
                ("Returned", "cancelled"),
            ),
        ),
        SpaceTemplate(
            key="RPT",
            name="Reporting",
            folder="",
            statuses=(
                ("Policies", "information"),
                ("Planned", "not_started"),
                ("Preparing", "in_progress"),
                ("In review", "in_progress"),
                ("Published", "completed"),
                ("Dropped", "cancelled"),
            ),
        ),
    ),
)
