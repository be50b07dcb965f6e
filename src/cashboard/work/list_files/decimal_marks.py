"""Whether amounts have a decimal point or a decimal comma: decided for the column, or asked for."""

from dataclasses import dataclass

from cashboard.work.list_files.amounts import DecimalMark, mark_evidence
from cashboard.work.list_files.unreadable import AmbiguousAmounts, UndecidedStyle


@dataclass(slots=True)
class MarkEvidence:
    """The first line and value of a column that shows each decimal mark. Constant memory."""

    column: str
    point: tuple[int, str] | None = None
    comma: tuple[int, str] | None = None
    either: tuple[int, str] | None = None

    def see(self, line: int, text: str) -> None:
        shown = mark_evidence(text)
        if shown and getattr(self, shown) is None:
            setattr(self, shown, (line, text))


def decide_mark(evidence: MarkEvidence) -> DecimalMark | None:
    """The decimal mark of the column; None when no amount has one, so that it does not matter.

    Raises UndecidedStyle when two lines contradict each other, AmbiguousAmounts when nothing decides.
    """
    if evidence.point and evidence.comma:
        raise UndecidedStyle(
            f"The amounts in {evidence.column!r} contradict each other: {_said(evidence.point)} has a "
            f"decimal point, {_said(evidence.comma)} has a decimal comma. Correct one, or say which is "
            f"right (the others become rejected rows): {_options(evidence)}."
        )
    if evidence.point or evidence.comma:
        return "point" if evidence.point else "comma"
    if evidence.either:
        raise AmbiguousAmounts(
            f"Every amount in {evidence.column!r} can be read with a decimal point or a decimal comma, "
            f"as {_said(evidence.either)}. Say which it is: {_options(evidence)}."
        )
    return None


def _said(sighting: tuple[int, str]) -> str:
    return f"{sighting[1]!r} in line {sighting[0]}"


def _options(evidence: MarkEvidence) -> str:
    return " or ".join(f'--map "{evidence.column}=amount:{mark}"' for mark in ("point", "comma"))
