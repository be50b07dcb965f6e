"""What companies call the columns of a receivables list, in six languages and in SAP."""

import re

from cashboard.work.list_files.headers import normalised

REQUIRED = ("invoice_number", "customer_number", "issued_on", "due_on", "amount")
FIELDS = (
    *("invoice_number", "customer_number", "customer_name", "issued_on", "due_on", "settled_on"),
    *("amount", "currency", "disputed", "source_status", "country", "purchase_order", "sent_by"),
)

# field -> ranks of names, each name between bars. A column of a better rank wins over one of a lower rank
# (a list may have an invoice number and SAP's accounting document number); within a rank two columns clash.
_NAMES = {
    "invoice_number": (
        """invoice number|invoice no|invoice nr|invoice #|invoice id|invoice num|inv no|invoice|bill number
        |bill no|billing document|billing doc|VBELN|Rechnungsnummer|Rechnungsnr|Rechnungs-Nr|Rechnung Nr
        |Rechnung|Rg-Nr|RgNr|ReNr|Fakturanummer|Faktura|numéro de facture|n° de facture|n° facture
        |no facture|num facture|facture|número de factura|n.º de factura|nº factura|n° factura
        |núm factura|num factura|factura|numero fattura|n. fattura|n° fattura|num fattura|nr fattura
        |fattura|factuurnummer|factuurnr|factuur""",
        """document number|document no|doc no|doc number|documentno|document|Belegnummer|Belegnr|Beleg-Nr
        |Beleg|BELNR|numéro de pièce|n° pièce|número de documento|nº documento|numero documento
        |n. documento|documentnummer|stuknummer|boekstuknummer""",
        "reference|XBLNR|Referenz",
    ),
    "customer_number": (
        """customer number|customer no|customer nr|customer #|customer id|customer code|cust no|cust id
        |cust number|client id|client number|client no|client code|account number|account no|account id
        |debtor number|debtor no|debtor id|sold-to party|sold to|payer|KUNNR|Kundennummer|Kundennr
        |Kunden-Nr|Kd-Nr|KdNr|Kunde Nr|Debitorennummer|Debitorennr|Debitor Nr|numéro client
        |numéro de client|n° client|code client|num client|número de cliente|nº cliente|n° cliente
        |código de cliente|código cliente|id cliente|numero cliente|codice cliente|cod cliente
        |n. cliente|klantnummer|klantnr|klantcode|debiteurnummer|debiteurennummer|debiteurnr""",
        "customer|account|debtor|Kunde|Debitor|Konto|compte|cuenta|conto|debiteur|klant|client|cliente",
    ),
    "customer_name": (
        """customer name|cust name|client name|account name|debtor name|name of customer|company name
        |sold-to name|Kundenname|Name des Kunden|Debitorenname|Name Debitor|Firma|Firmenname|NAME1
        |Name 1|nom du client|nom client|raison sociale|nombre del cliente|nombre de cliente
        |nombre cliente|razón social|nome cliente|ragione sociale|denominazione|klantnaam|naam klant
        |debiteurnaam|naam debiteur|bedrijfsnaam""",
        "customer|company|Kunde|client|cliente|klant|debtor|Debitor|debiteur|name|nom|nombre|nome|naam",
    ),
    "issued_on": (
        """invoice date|date of invoice|inv date|issue date|issued on|issued|date issued|issued date
        |bill date|billing date|document date|doc date|BLDAT|FKDAT|Rechnungsdatum|Rechnungs-Datum
        |Rg-Datum|Belegdatum|Fakturadatum|Ausstellungsdatum|date de facture|date facture
        |date de la facture|date d'émission|date de pièce|fecha de factura|fecha factura
        |fecha de la factura|fecha de emisión|fecha emisión|fecha de documento|data fattura
        |data della fattura|data documento|data emissione|data di emissione|factuurdatum|documentdatum""",
        """posting date|pstng date|BUDAT|Buchungsdatum|date comptable|date de comptabilisation
        |fecha de contabilización|fecha contable|data di registrazione|data registrazione|boekingsdatum
        |boekdatum""",
        "date|Datum|fecha|data",
    ),
    "due_on": (
        """due date|due on|due|date due|net due date|net due dt|net due|invoice due date|payment due date
        |payment due|pay by|maturity date|maturity|NETDT|FAEDT|Fälligkeit|Fälligkeitsdatum|Fällig am
        |Fällig|Faelligkeit|Faelligkeitsdatum|Faellig am|Nettofälligkeit|Nettofaelligkeit|Zahlbar bis
        |Zahlungsziel Datum|date d'échéance|date échéance|échéance|fecha de vencimiento
        |fecha vencimiento|vencimiento|fecha de vto|data di scadenza|data scadenza|scadenza|vervaldatum
        |vervaldag|uiterste betaaldatum""",
    ),
    "settled_on": (
        """settled date|settled on|settled|settlement date|date settled|clearing date|clearing|cleared on
        |date cleared|AUGDT|paid date|paid on|date paid|payment date|payment received|closed date
        |Zahlungsdatum|Zahldatum|Bezahlt am|Ausgleichsdatum|Ausgleich|Ausgeglichen am|Zahlungseingang
        |date de paiement|date paiement|date de règlement|date règlement|payé le|date de rapprochement
        |fecha de pago|fecha pago|fecha de cobro|fecha cobro|fecha de compensación|data di pagamento
        |data pagamento|data incasso|data di pareggio|betaaldatum|betaald op|datum betaling
        |vereffeningsdatum""",
    ),
    "amount": (
        """invoice amount|invoice total|invoice value|amount invoiced|inv amount|gross amount|total amount
        |amount in doc. curr.|amount in document currency|amount in doc curr|amt in doc curr
        |document amount|WRBTR|Rechnungsbetrag|Bruttobetrag|Betrag in Belegwährung
        |Betrag in Belegwaehrung|Betrag in BW|Fakturabetrag|montant de la facture|montant facture
        |montant ttc|total ttc|importe de la factura|importe factura|importe total|importe bruto
        |importe en moneda de documento|importo fattura|importo totale|totale fattura|importo lordo
        |factuurbedrag|totaalbedrag|brutobedrag|bedrag incl btw""",
        "amount|total|value|gross|Betrag|Summe|Brutto|montant|importe|importo|totale|bedrag|totaal",
    ),
    "currency": (
        """currency|currency code|curr|curr.|ccy|document currency|doc currency|invoice currency
        |iso currency|WAERS|Währung|Waehrung|Währungscode|Belegwährung|Belegwaehrung|Währg|Whrg|devise
        |code devise|monnaie|moneda|divisa|código de moneda|valuta|codice valuta|divisa fattura
        |valutacode|munteenheid""",
    ),
    "disputed": (
        """disputed|in dispute|dispute|is disputed|dispute flag|strittig|bestritten|Reklamation|reklamiert
        |Klärfall|Klaerfall|litige|en litige|contesté|en disputa|disputa|disputado|disputada|contestato
        |contestata|in contestazione|contestazione|betwist|in geschil|geschil""",
    ),
    "source_status": (
        """invoice status|payment status|document status|Rechnungsstatus|Belegstatus|Zahlungsstatus
        |statut facture|statut de la facture|estado factura|estado de la factura|stato fattura
        |factuurstatus|betaalstatus""",
        "status|state|statut|estado|stato",
    ),
    "country": (
        """country|country code|country key|customer country|iso country|LAND1|Land|Ländercode|Länderkürzel
        |Laendercode|Länderschlüssel|Landkode|pays|code pays|país|código de país|código país|paese
        |nazione|codice paese|landcode""",
    ),
    "purchase_order": (
        """purchase order|purchase order number|purchase order no|po number|po no|po #|po|customer po
        |customer reference|your reference|order reference|BSTNK|BSTKD|BSTKD_E|Bestellnummer|Bestellnr
        |Bestell-Nr|Kundenbestellnummer|Ihre Referenz|bon de commande|numéro de commande|n° de commande
        |n° commande|votre référence|orden de compra|número de pedido|nº pedido|pedido|su referencia
        |ordine d'acquisto|numero ordine|n. ordine|vostro riferimento|inkoopordernummer|inkooporder
        |bestelnummer|uw referentie""",
    ),
    "sent_by": (
        """sent by|sent via|delivery method|invoice delivery|dispatch method|paperless bill|bill delivery
        |Versandart|Rechnungsversand|Versandweg|mode d'envoi|modo de envío|modalità di invio|verzendwijze""",
    ),
}  # fmt: skip

TERMS = frozenset(
    {"terms", "paymentterms", "termsofpayment", "netdays", "paymentdays", "zterm", "zbd1t", "zbd2t", "zbd3t"}
)


RANKS: dict[str, tuple[frozenset[str], ...]] = {
    field: tuple(
        frozenset(normalised(re.sub(r"\s+", " ", name)) for name in rank.split("|")) for rank in ranks
    )
    for field, ranks in _NAMES.items()
}
"""field -> its known names, normalised, the most telling rank first."""

KNOWN = frozenset(name for ranks in RANKS.values() for rank in ranks for name in rank)
