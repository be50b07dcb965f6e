"""What people write on cards. `{who}` is called in, other names are filled in by whoever speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cashboard.process.sample_company.plan import Plan

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
    "reminder": (
        "Friendly reminder sent with a copy of the invoice.",
        "Statement of account sent, three items on it.",
        "Their accounting says it is in the approval loop.",
        "Reminder went to the general mailbox, I look for a name.",
    ),
    "not reached": (
        "Called twice, nobody picks up. Try again tomorrow morning.",
        "Contact is on holiday, the colleague cannot release payments.",
        "Left a message with the switchboard.",
    ),
    "promise": (
        "Spoke to accounts payable: they **pay on {day}**.",
        "Promised for {day}, in the next payment run.",
        "Controller confirmed by mail: transfer on {day}.",
    ),
    "broken promise": (
        "Promised day has passed, nothing on the account.",
        "No money. Called again, they blame the bank.",
        "Promise not kept, second one for this customer. @sabine for your next review.",
    ),
    "escalation": (
        "@marta four contacts without a result. I propose to stop deliveries until they have paid.",
        "@sabine can we block new orders? They owe us more than two months of turnover.",
    ),
    "Price difference": (
        "They calculate with the frame contract price and will not pay the difference.",
        "Discount of the spring campaign was not taken into account, they say.",
    ),
    "Short delivery": (
        "They count fewer boxes than on the delivery note.",
        "One pallet short according to their goods-in.",
    ),
    "No proof of delivery": (
        "They want the signed delivery note before they pay.",
        "Site manager cannot remember the delivery. Need the POD.",
    ),
    "Damaged in transit": (
        "Photos of dented flanges came by mail.",
        "Packaging was wet, two valves rusted.",
    ),
    "Quality complaint": (
        "Seats leak at 10 bar, they sent a test report.",
        "Thread out of tolerance on part of the lot.",
    ),
    "Late delivery penalty": (
        "They deduct the contractual penalty for six days of delay.",
        "Penalty of 2 % for late delivery, clause 7.3.",
    ),
    "price question": (
        "@{who} can you look up what was agreed on this order?",
        "@{who} do we have anything in writing? They want an answer this week.",
    ),
    "price right": (
        "Found it: our confirmation has the lower price.",
        "Frame contract was extended in March, the ERP still had the old condition.",
        "Sales agreed to it on the phone and told nobody.",
    ),
    "price wrong": (
        "Confirmation and invoice have the same price, and they signed it.",
        "The contract ended before this order came in.",
    ),
    "delivery question": (
        "@{who} please check the delivery note and the carrier's scan.",
        "@{who} what does the warehouse say, did all of it leave?",
    ),
    "delivery right": (
        "Warehouse confirms: one box stayed here. Our mistake.",
        "Carrier has no scan for the second pallet.",
    ),
    "delivery wrong": (
        "Carrier's scan shows all boxes, signed by their goods-in.",
        "Signed delivery note is in the file, count is right.",
    ),
    "goods question": (
        "@{who} can you ask quality to look at the photos?",
        "@{who} which lot did they get? Quality wants to know.",
    ),
    "goods right": (
        "Quality agrees: lot 4711 has the same fault twice already.",
        "Packaging was ours, and it was too thin.",
    ),
    "goods wrong": (
        "Test report is for another type, says quality.",
        "Installed upside down, the fitter admits it.",
    ),
    "dispute to customer": (
        "Asked them for what they base it on, by mail and by phone.",
        "Sent them our papers, waiting for their answer.",
    ),
    "dispute sent back": (
        "@nadia the amount does not fit the invoice lines, please check again.",
        "@nadia the letter of the customer is missing in the file.",
    ),
    "dispute added": (
        "Amount is right: freight was part of it.",
        "The letter is in the file now.",
    ),
    "dispute invalid": (
        "Rejected, letter with the papers sent.",
        "Their claim does not hold. Rejected, their buyer was not happy.",
    ),
    "dispute withdrawn": (
        "They take it back and pay in full.",
        "Customer accepts our explanation, closed.",
    ),
    "credit note": (
        "Credit note over {amount} issued, please collect the rest.",
        "Credited {amount}.",
    ),
    "whose money": (
        "No reference and an account number that we do not know. @{who} any idea?",
        "@{who} does this amount ring a bell? Text on the line is only 'invoice'.",
        "Paid by a group company, I think. @{who} which of your customers could it be?",
    ),
    "their money": (
        "That is {name}: they pay from a new account since the merger.",
        "{name}, they forgot the reference. Asked them for a remittance advice.",
        "Must be {name}, amount fits to the cent.",
    ),
    "short payment": (
        "Short. @{who} is there a dispute on it?",
        "They kept something back, leaving it open until this is clear. @{who}",
    ),
    "debit returned": (
        "Direct debit came back: no cover. @{who} for your information.",
        "Bank took the debit back, mandate was revoked. @{who} please call them.",
    ),
    "paid twice": (
        "Invoice was paid already. @{who} ask them: refund, or keep it for the next one?",
        "Double payment, their run was started twice. @{who} please get the bank details for the refund.",
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


def say(plan: Plan, topic: str, **filled: str) -> str:
    """One of the remarks on a topic."""
    return plan.rng.choice(REMARKS[topic]).format(**filled)
