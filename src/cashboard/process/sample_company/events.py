"""What happens to the sample company itself."""

from __future__ import annotations

from typing import ClassVar

from cashboard.activity.types import EventType, event_type


@event_type
class SampleCompanyBegun(EventType, frozen=True):
    """The year of the sample company began: what it is made from, so that a stopped one can be finished."""

    name: ClassVar[str] = "sample_company.begun"
    sentence: ClassVar[str] = "began the sample company {company} with {orders} orders until {until}"
    company: str
    seed: int
    orders: int
    until: str


@event_type
class SampleCompanyFinished(EventType, frozen=True):
    """The sample company has arrived at the present."""

    name: ClassVar[str] = "sample_company.finished"
    sentence: ClassVar[str] = "finished the sample company {company} after {steps} steps"
    company: str
    steps: int
