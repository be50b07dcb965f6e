"""Trade as a Django app."""

from django.apps import AppConfig


class TradeConfig(AppConfig):
    """Registers the event types and guards of this floor."""

    name = "cashboard.trade"
    label = "trade"

    def ready(self) -> None:
        """Make the event types and guards known."""
        from cashboard.trade.customers import events as customer_events  # noqa: F401 - registers
        from cashboard.trade.invoices import events as invoice_events  # noqa: F401 - registers
        from cashboard.trade.invoices import guarding as invoice_guarding  # noqa: F401 - registers
