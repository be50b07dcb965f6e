"""What a status means, guessed from its name: what somebody can correct before anything is imported."""

from __future__ import annotations

import re

from cashboard.work.spaces.kinds import StatusKind

_WORDS = (
    (
        StatusKind.CANCELLED,
        r"cancel|won.?t|reject|declin|abandon|duplicate|invalid|obsolete|abgebrochen|storniert|abgelehnt"
        r"|verworfen|annul|cancelad|rechazad|geannuleerd",
    ),
    (
        StatusKind.COMPLETED,
        r"\bdone\b|complete|closed|resolved|finished|paid|shipped|released|accepted|approved|fertig|erledigt"
        r"|abgeschlossen|geschlossen|bezahlt|termin[ée]|fait\b|hecho|cerrad|completad|chius|fatto|gereed"
        r"|voltooid|afgerond",
    ),
    (
        StatusKind.NOT_STARTED,
        r"to.?do|backlog|not.?started|\bnew\b|open\b|planned|ready|inbox|ideas?\b|later|next|queue|pending"
        r"|offen|neu\b|geplant|nicht|à faire|nouveau|pendiente|por hacer|da fare|te doen|nieuw",
    ),
    (
        StatusKind.INFORMATION,
        r"\binfo|reference|resources?|template|how.?to|welcome|read.?me|notes?\b|vorlage|hinweis",
    ),
)


def kind_of(name: str) -> StatusKind:
    """The kind that a status of this name most likely has; in progress where nothing else is said."""
    lower = name.casefold()
    if re.search(r"not (?:done|complete)|incomplete|unresolved|reopen", lower):
        return StatusKind.NOT_STARTED
    return next((kind for kind, words in _WORDS if re.search(words, lower)), StatusKind.IN_PROGRESS)
