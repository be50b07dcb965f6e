"""Where Django finds this app's models; each lives in its noun's folder."""

from cashboard.trade.customers.models import Customer
from cashboard.trade.invoices.import_runs import InvoiceImport
from cashboard.trade.invoices.models import Invoice

__all__ = ["Customer", "Invoice", "InvoiceImport"]
