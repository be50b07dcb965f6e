"""Reports: figures of a space as of a day, each of which opens the rows behind it."""

from cashboard.insight.reports.lead_times import (
    cards_of_week,
    lead_time,
    lead_time_per_week,
    lead_time_summary,
)
from cashboard.insight.reports.payments import expected_payments, payment_backtest
from cashboard.insight.reports.receipts import receipts_cards, receipts_forecast
from cashboard.insight.reports.receipts_backtest import receipts_backtest
from cashboard.insight.reports.receivables import ageing, ageing_by_customer, ageing_cards, dso
from cashboard.insight.reports.scoring import score
from cashboard.insight.reports.shape import Report

__all__ = [
    "REPORTS",
    "Report",
    "ageing",
    "ageing_by_customer",
    "ageing_cards",
    "cards_of_week",
    "dso",
    "expected_payments",
    "lead_time",
    "lead_time_per_week",
    "lead_time_summary",
    "payment_backtest",
    "receipts_backtest",
    "receipts_cards",
    "receipts_forecast",
    "score",
]

REPORTS = {
    "lead-time": lead_time,
    "lead-time-summary": lead_time_summary,
    "ageing": ageing,
    "dso": dso,
    "receipts-forecast": receipts_forecast,
    "payment-backtest": payment_backtest,
    "receipts-backtest": receipts_backtest,
}
"""Name -> function(actor, space, as_of): what the command line offers."""
