"""Which character separates the cells of a text file."""

import csv
from collections import Counter
from collections.abc import Set
from io import StringIO

from cashboard.work.list_files.headers import normalised

CANDIDATES = ",;\t|"
_RECORDS = 40


def delimiter_of(sample: str, names: Set[str]) -> str:
    """The most likely delimiter of the file that begins with `sample` (whole lines).

    A row that holds known column names (normalised, in `names`) tells most; then how many rows have the same
    width; then the width. Quoted cells are respected. Excel's own first line `sep=;` settles it.
    """
    if sample[:4].lower() == "sep=" and sample[4:5] in CANDIDATES:
        return sample[4]
    return max(CANDIDATES, key=lambda delimiter: _likelihood(sample, delimiter, names))


def _likelihood(sample: str, delimiter: str, names: Set[str]) -> tuple[int, float, int]:
    rows = []
    try:
        for row in csv.reader(StringIO(sample, newline=""), delimiter=delimiter, skipinitialspace=True):
            rows.append(row)
            if len(rows) == _RECORDS:
                break
    except csv.Error:
        pass  # a cell over 128 KB: judge by the rows before it
    widths = Counter(len(row) for row in rows if row)
    width, times = max(widths.items(), key=lambda item: (item[1], item[0]), default=(1, 0))
    if width < 2:
        return 0, 0.0, 1
    known = max(len(names & {normalised(cell) for cell in row}) for row in rows)
    return known, times / len(rows), width
