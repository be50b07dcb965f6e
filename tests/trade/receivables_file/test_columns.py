"""Columns are known by their names; what is not known or not clear is asked for with the words to type."""

import pytest

from cashboard.trade.receivables_file import MappingError, map_columns, read_override

pytestmark = pytest.mark.requirement("R98")

HEADERS = [
    "invoiceNumber,customerID,InvoiceDate,DueDate,InvoiceAmount",
    "Invoice No.,Customer #,Date of invoice,Net due date,Total",
    "INVOICE_NO,CUST_ID,INV_DATE,DUE,AMOUNT",
    "Rechnungsnummer,Kundennummer,Rechnungsdatum,Fälligkeit,Betrag",
    "Rechnungs-Nr.,Kd.-Nr.,Belegdatum,fällig am,Rechnungsbetrag",
    "Belegnummer,Debitor,Buchungsdatum,Nettofälligkeit,Betrag in Belegwährung",
    "BELNR,KUNNR,BLDAT,NETDT,WRBTR",
    "VBELN,KUNNR,FKDAT,FAEDT,WRBTR",
    "Document Number,Account,Document Date,Net due date,Amount in doc. curr.",
    "N° facture,Code client,Date de facture,Échéance,Montant TTC",
    "Numéro de facture,Client,Date d'émission,Date d'échéance,Montant",
    "Nº factura,Código cliente,Fecha de emisión,Vencimiento,Importe total",
    "Numero fattura,Codice cliente,Data fattura,Data scadenza,Importo",
    "Factuurnummer,Klantnummer,Factuurdatum,Vervaldatum,Bedrag",
]
EXTRAS = {
    "currency": "Currency,Währung,WAERS,Curr.,Devise,Moneda,Valuta,Document currency",
    "settled_on": "SettledDate,Clearing date,AUGDT,Zahlungsdatum,Paid on,Date de paiement,Fecha de pago",
    "disputed": "Disputed,In dispute,Strittig,Litige,En disputa,Contestata,Betwist",
    "source_status": "Status,Invoice status,Rechnungsstatus,Statut,Estado,Stato",
    "country": "countryCode,Country,LAND1,Pays,País,Paese,Ländercode",
    "customer_name": "Customer Name,Kundenname,NAME1,Nom du client,Razón social,Ragione sociale,Klantnaam",
    "sent_by": "PaperlessBill,Delivery Method,Versandart,Mode d'envoi",
    "purchase_order": "PO Number,Purchase Order,Bestellnummer,BSTKD,Bon de commande,Ordine d'acquisto",
}
BASE = ("Invoice No", "Customer No", "Invoice Date", "Due Date", "Amount")


@pytest.mark.parametrize("header", HEADERS)
def test_known_headers(header):
    names = header.split(",")
    mapping = map_columns(names, {})
    fields = ["invoice_number", "customer_number", "issued_on", "due_on", "amount"]
    assert mapping.columns == dict(zip(fields, names, strict=True))
    assert mapping.ignored == ()


@pytest.mark.parametrize(
    ("field", "name"), [(field, name) for field, names in EXTRAS.items() for name in names.split(",")]
)
def test_known_optional_columns(field, name):
    mapping = map_columns((*BASE, name, "Notes"), {})
    assert mapping.columns[field] == name
    assert mapping.ignored == ("Notes",)


def test_the_more_telling_name_wins():
    header = ("Document Number", "Customer", "Posting Date", "Amount", *BASE[:4], "Invoice amount")
    mapping = map_columns(header, {})
    assert mapping.columns["invoice_number"] == "Invoice No"
    assert mapping.columns["customer_name"] == "Customer"
    assert mapping.columns["issued_on"] == "Invoice Date"
    assert mapping.ignored == ("Document Number", "Posting Date", "Amount")


def test_two_columns_for_one_field():
    header = (*BASE, "Curr.", "Curr. (2)")
    with pytest.raises(MappingError, match=r"'Curr\.' and 'Curr\. \(2\)' both") as error:
        map_columns(header, {})
    assert '--map "Curr.=currency" or --map "Curr. (2)=currency"' in str(error.value)
    assert map_columns(header, {"Curr.": "currency"}).ignored == ("Curr. (2)",)
    assert map_columns(header, {"Curr.": "ignore"}).columns["currency"] == "Curr. (2)"


def test_missing_fields():
    with pytest.raises(MappingError) as error:
        map_columns(("Invoice No", "Foo", "Terms", "Amount"), {})
    message = str(error.value)
    assert "No column is known as customer_number, issued_on, due_on." in message
    assert '--map "COLUMN=customer_number"' in message
    assert "The columns are: Invoice No, Foo, Terms, Amount." in message
    assert "not computed from payment terms (Terms)" in message


def test_overrides():
    mapping = map_columns(
        ("a", "b", "c", "d", "e", "Amount"),
        {
            "a": "invoice_number",
            "B": "customer_number",
            "c": "issued_on:mdy",
            "d": "due_on",
            "e": "amount:comma",
        },
    )
    assert mapping.columns["amount"] == "e"
    assert mapping.columns["customer_number"] == "b"
    assert mapping.styles == {"issued_on": "mdy", "amount": "comma"}
    assert mapping.ignored == ("Amount",)


@pytest.mark.parametrize(
    ("overrides", "message"),
    [
        ({"Nope": "amount"}, "no column 'Nope'. The columns are: Invoice No"),
        ({"Amount": "price"}, "no field 'price' for column 'Amount'. Fields: invoice_number"),
        ({"Due Date": "due_on:ydm"}, '--map "Due Date=due_on:mdy" or --map "Due Date=due_on:dmy"'),
        ({"Invoice No": "invoice_number:mdy"}, 'Give --map "Invoice No=invoice_number"'),
        ({"Invoice Date": "amount", "Amount": "amount"}, "'Invoice Date' and 'Amount' both"),
    ],
)
def test_wrong_overrides(overrides, message):
    with pytest.raises(MappingError) as error:
        map_columns(BASE, overrides)
    assert message in str(error.value)


def test_read_override():
    assert read_override("Invoice Date = issued_on:mdy") == ("Invoice Date", "issued_on:mdy")
    assert read_override("a=b=amount") == ("a=b", "amount")
    for text in ("", "amount", "=amount", "Amount="):
        with pytest.raises(MappingError, match="is not COLUMN=FIELD"):
            read_override(text)
