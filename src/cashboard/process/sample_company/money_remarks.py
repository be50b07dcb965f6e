"""What people write on invoices, disputes and receipts. `{who}` is called in, `{day}` filled in."""

REMARKS: dict[str, tuple[str, ...]] = {
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
}
