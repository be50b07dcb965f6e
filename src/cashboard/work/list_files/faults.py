"""A row that has to be mended, and what is wrong with it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a row. `column` and `value` are as in the file; "" if it is the whole row."""

    column: str
    value: str
    reason: str

    def __str__(self) -> str:
        where = f"{self.column}: " if self.column else ""
        shown = self.value if len(self.value) <= 60 else f"{self.value[:57]}..."
        return f"{where}{shown!r} {self.reason}" if shown else f"{where}{self.reason}"


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that cannot be taken, with at least one fault.

    `raw`: column -> text of all columns; `surplus`: the texts of cells beyond the header.
    """

    line: int
    faults: tuple[Fault, ...]
    raw: dict[str, str]
    surplus: tuple[str, ...] = ()

    @property
    def reason(self) -> str:
        """All faults in one line of text."""
        return "; ".join(map(str, self.faults))
