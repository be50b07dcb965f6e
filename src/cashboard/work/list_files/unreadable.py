"""The file as a whole cannot be read; single rows that cannot are BadRow."""


class UnreadableFile(Exception):  # noqa: N818 - says what happened
    """Its message tells the person who exported the file what is wrong and what to do."""


class MappingError(UnreadableFile):
    """The columns of the file do not say which field each is; the message shows the `--map` to give."""


class UndecidedStyle(UnreadableFile):
    """The way dates or amounts are written cannot be told from the file, or changes within it."""


class AmbiguousDates(UndecidedStyle):
    """Every date of a column can be read with the day or the month first."""


class AmbiguousAmounts(UndecidedStyle):
    """Every amount of a column can be read with a decimal point or a decimal comma."""
