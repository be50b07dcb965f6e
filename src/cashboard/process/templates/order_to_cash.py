"""Order to cash: seven spaces from the order to the receipt, each with the statuses of its stage."""

from cashboard.process.templates.shapes import SpaceTemplate, WorkspaceTemplate

ORDER_TO_CASH = WorkspaceTemplate(
    name="Order to Cash",
    kind="private",
    blockers=(
        ("Missing purchase order", "global", "The customer takes no invoice without its order number."),
        ("Waiting for the customer", "global", "Nothing can be done until the customer has answered."),
        ("System outage", "on_demand", "An ERP, bank or portal that the work needs is down."),
    ),
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
            blockers=(
                ("Credit check pending", "Credit has not released the order yet."),
                ("Price to be confirmed", "The agreed price and the price list differ."),
                ("Out of stock", "Goods are missing; a delivery date is not known."),
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
            blockers=(("Financial statements missing", "No decision without the figures of the last year."),),
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
            blockers=(("Proof of delivery missing", "The invoice waits for the signed delivery note."),),
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
            blockers=(
                ("Price dispute", "The customer disputes the price; collecting rests until it is decided."),
                (
                    "Delivery dispute",
                    "The customer disputes what was delivered; collecting rests until it is decided.",
                ),
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
            blockers=(("Carrier's report pending", "Only the carrier can say what happened to the goods."),),
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
            blockers=(("Remittance advice missing", "Nobody knows yet which invoices the receipt pays."),),
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
