"""What people write on orders, credit checks, bills and reports. `{who}` is called in."""

REMARKS: dict[str, tuple[str, ...]] = {
    "order query": (
        "Price on the PO is from last year's list. Asked their purchasing which one counts.",
        "Quantity does not fit the packing unit, asked whether we may round up.",
        "No delivery address on the order, only the billing address. Mailed the buyer.",
        "They ordered the article that was replaced in spring. Sent them the data sheet of the successor.",
        "PO number was used on an earlier order already. Is this a duplicate? Waiting for an answer.",
        "Requested date is a public holiday there, proposed the day after.",
    ),
    "order answer": (
        "Buyer confirmed by mail, corrected the lines.",
        "New PO came in, attached in the ERP. Going on.",
        "Called them: not a duplicate, second building site.",
        "They accept the successor article at the old price.",
    ),
    "order change": (
        "Customer wants to raise the quantity of position 1, checking stock again.",
        "They moved the site start by a week, new date please.",
        "Two positions dropped by the customer after confirmation.",
    ),
    "cancelled": (
        "Cancelled by the customer, project postponed to next year.",
        "Customer found stock elsewhere, cancelled free of charge.",
        "Duplicate of an order that came by EDI.",
    ),
    "credit refused": (
        "Credit said no and they do not want to prepay. Cancelled, customer informed.",
        "No release. Offered prepayment, they declined.",
    ),
    "late delivery": (
        "Actuators are late from the supplier, told the customer.",
        "Picking incomplete: two boxes missing in bay 4. Goes with the next truck.",
        "Carrier did not show up, booked again.",
        "Pressure test failed on one valve, replacement is being tested.",
    ),
    "credit backlog": (
        "Backlog: Tomasz is away, I take the large ones first.",
        "@marta reviews take more than a week now. Can the order desk tell customers a realistic date?",
        "Bureau report is still outstanding, the portal was down on Friday.",
        "@jonas please do not promise a date on this one yet, I get to it tomorrow at the earliest.",
    ),
    "credit finding": (
        "Two invoices overdue, both with a promise. Fine from my side.",
        "Exposure would be at 92 % of the limit with this order.",
        "Payment index went down 8 points since the last review.",
        "Bank reference is good, annual accounts are 14 months old.",
    ),
    "credit sent back": (
        "@tomasz the bureau report in the file is from last year. Please get a new one.",
        "@tomasz where do the 30,000 on open orders come from? Does not fit my list.",
        "Not without a word from @giulia on the broken promises.",
    ),
    "credit added": (
        "New report attached in the file: score unchanged.",
        "Spoke to the collector: both promises were kept in the end.",
        "Corrected: one open order was shipped already.",
    ),
    "credit no": (
        "Limit exhausted and 40 days overdue. Only against prepayment.",
        "No release: insurer has withdrawn cover.",
    ),
    "limit proposal": (
        "Proposal: keep the limit, next review in 12 months.",
        "Turnover up by a fifth, pays on the day. Proposal: raise by 20 %.",
        "Average delay went up to 18 days. Proposal: keep, review again in six months.",
        "New annual accounts are fine, equity ratio 34 %. Keep.",
    ),
    "billing back": (
        "Freight is missing on the order, sent back to the order desk.",
        "Price condition expired yesterday, need the new one first.",
    ),
    "no order number": (
        "Rejected by their portal: no purchase order number on the invoice.",
        "Their accounts payable cannot book without a PO number. Asked the buyer for it.",
    ),
    "billing rejected": (
        "Wrong legal entity: they want it addressed to the subsidiary.",
        "VAT id of the consignee was missing.",
        "Portal wants one invoice per delivery note, splitting the lines.",
        "Mailbox full on their side, they asked for a second copy by post.",
    ),
    "report back": (
        "@rui unapplied cash does not fit the bank, 1,240 short. Please look again.",
        "@sabine the blocked customers are missing on page 2.",
        "Figures are as of the 30th, please take the last of the month.",
    ),
    "report mended": (
        "Corrected, difference was a receipt of the 1st.",
        "Done, see the second version.",
    ),
    "report said": (
        "DSO is up by a day, mostly Italy and one large customer in Germany.",
        "Overdue share is better than last month, thanks to @oliver's calls.",
        "Two thirds of all rejected invoices had no PO number. We should ask for it at order entry. @jonas",
    ),
}
