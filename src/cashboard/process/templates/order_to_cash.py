"""Order to cash: seven spaces from the order to the receipt, each with its statuses and fields."""

from cashboard.process.templates.shapes import FieldTemplate, SpaceTemplate, WorkspaceTemplate

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
            fields=(
                FieldTemplate(
                    "Priority",
                    "select",
                    (("High", "rose"), ("Normal", "blue"), ("Low", "teal")),
                    help="Left empty, it is normal",
                    on_front=True,
                ),
                FieldTemplate("Partial delivery", "checkbox", help="The customer takes the order in parts"),
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
            fields=(
                FieldTemplate(
                    "Risk",
                    "select",
                    (("Low risk", "green"), ("Some risk", "amber"), ("High risk", "rose")),
                    on_front=True,
                ),
                FieldTemplate("Limit", "money", help="What we are ready to have open with this customer"),
                FieldTemplate("Over the limit", "formula", formula="if(amount > Limit, amount - Limit, 0)"),
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
            fields=(
                FieldTemplate("Payment terms", "number", help="Days net"),
                FieldTemplate(
                    "Sent by",
                    "select",
                    (("E-invoice", "indigo"), ("E-mail", "blue"), ("Portal", "violet"), ("Post", "amber")),
                    on_front=True,
                ),
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
            fields=(
                FieldTemplate(
                    "Promised on",
                    "date",
                    help="The day that the customer named for the payment",
                    on_front=True,
                ),
                FieldTemplate("Reminder from", "formula", formula="due + 5"),
                FieldTemplate("On a payment plan", "checkbox"),
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
            fields=(
                FieldTemplate(
                    "Reason",
                    "select",
                    (
                        ("Price difference", "blue"),
                        ("Short delivery", "violet"),
                        ("No proof of delivery", "teal"),
                        ("Damaged in transit", "amber"),
                        ("Quality complaint", "rose"),
                        ("Late delivery penalty", "green"),
                    ),
                ),
                FieldTemplate(
                    "Decision",
                    "select",
                    (("Customer is right", "amber"), ("We are right", "green"), ("Withdrawn", "blue")),
                    on_front=True,
                ),
                FieldTemplate("Credit agreed", "money"),
                FieldTemplate("Share credited, %", "formula", formula="[Credit agreed] / amount * 100"),
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
            fields=(
                FieldTemplate(
                    "Remittance advice", "checkbox", help="The customer told what it pays", on_front=True
                ),
                FieldTemplate("Bank reference", "text"),
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
            fields=(
                FieldTemplate("Kept at", "link", help="Where the report or policy is kept"),
                FieldTemplate("Approved by", "person"),
            ),
        ),
    ),
)
