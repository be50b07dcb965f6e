"""Why a verb may not happen now: raised by verbs and guards, shown to the person as it is written."""


class Refused(Exception):  # noqa: N818 - says what happened
    """The verb was refused. `str()` is a sentence for the person that says what to do."""

    status = 409


class NotAllowed(Refused):
    """This actor's role does not let them do that."""

    status = 403


class Invalid(Refused):
    """A value cannot be taken. `field` names it."""

    status = 422

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class StaleVersion(Refused):
    """Somebody changed the row since it was read."""

    status = 412

    def __init__(self, name: str, current: int) -> None:
        super().__init__(
            f"{name} was changed by somebody else meanwhile. Look at it again, then repeat your change."
        )
        self.current = current
