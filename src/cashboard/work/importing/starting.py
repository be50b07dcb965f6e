"""An import is taken in, looked at and let go."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from cashboard.activity.actors import Actor
from cashboard.activity.changing import recording
from cashboard.activity.refusals import Invalid, NotAllowed, Refused
from cashboard.activity.texts import storable
from cashboard.activity.turns import writing_turn
from cashboard.people.roles import Role
from cashboard.work.importing.brought import Source
from cashboard.work.importing.choices import NEW
from cashboard.work.importing.events import ImportStarted
from cashboard.work.importing.opening import KINDS, Reading, kind_of_file, open_source
from cashboard.work.importing.runs import BoardImport, ImportState, folder
from cashboard.work.importing.surveying import Survey, survey
from cashboard.work.list_files.unreadable import UnreadableFile
from cashboard.work.spaces.models import Space

CHOICES = ("columns", "statuses", "people")


def check_may_import(space: Space, by: Actor) -> None:
    """Raise NotAllowed for whoever is no member of the space."""
    role = space.role_of(by)
    if role is None or not role.may(Role.MEMBER):
        raise NotAllowed(f"Importing into {space.name} needs the role member. Ask an owner of the space.")


def take_in(
    space: Space, name: str, pieces: Iterable[bytes], *, by: Actor, kind: str = "", zone: str = "UTC"
) -> BoardImport:
    """Keep a file until it is imported. Raises Invalid for one that cannot be read."""
    check_may_import(space, by)
    run = BoardImport(space=space, person_id=by.person, file=_tidy(name), options={"zone": zone})
    run.sha256 = _write(run.path, pieces)
    try:
        run.kind = kind or kind_of_file(run.path)
        if run.kind not in KINDS:
            raise Invalid(f"Choose what the file is: {', '.join(KINDS)}.", "kind")
    except UnreadableFile as error:
        run.path.unlink(missing_ok=True)
        raise Invalid(_by_name(str(error), run), "file") from error
    run.save()
    return run


def take_in_path(space: Space, path: Path, *, by: Actor, kind: str = "") -> BoardImport:
    """The same for a file on this machine."""
    with path.open("rb") as file:
        return take_in(space, path.name, iter(lambda: file.read(1 << 20), b""), by=by, kind=kind)


def choose(run: BoardImport, *, by: Actor, **chosen: dict[str, str] | str) -> None:
    """Keep choices for a file that has not come in yet: `columns`, `statuses`, `people`, `order`, `kind`."""
    check_may_import(run.space, by)
    if run.state != ImportState.DRAFT:
        raise Refused("This import has begun; how it is read cannot be changed any more.")
    options: dict[str, Any] = {**run.options, **chosen}
    kind = options.pop("kind", run.kind)
    if kind != run.kind:
        if kind not in KINDS:
            raise Invalid(f"Choose what the file is: {', '.join(KINDS)}.", "kind")
        run.kind = str(kind)
        options.pop("columns", None)
    run.options = options
    try:
        opened(run)
    except UnreadableFile as error:
        raise Invalid(str(error), "columns") from error
    run.save(update_fields=["options", "kind"])


def reading_of(run: BoardImport) -> Reading:
    """How its file is to be read."""
    from zoneinfo import ZoneInfo

    return Reading(
        kind=run.kind,
        columns=run.chosen("columns"),
        order=str(run.options.get("order", "")),
        zone=ZoneInfo(str(run.options.get("zone", "UTC"))),
    )


def opened(run: BoardImport) -> Source:
    """Its file as a source. Raises UnreadableFile."""
    return open_source(run.path, run.space, reading_of(run))


def look(run: BoardImport, source: Source | None = None) -> Survey:
    """What it would bring; nothing is written. Raises UnreadableFile."""
    return survey(source or opened(run), run.space)


def start(run: BoardImport, *, by: Actor) -> None:
    """Let it come in, in the background. Started already: nothing. One that was stopped goes on."""
    check_may_import(run.space, by)
    if run.state in (ImportState.UNDOING, ImportState.UNDONE):
        raise Refused("This import was undone. Import the file again.")
    if run.state in (ImportState.QUEUED, ImportState.FINISHED):
        return
    if not run.path.exists():
        raise Refused("The file of this import is not kept any more. Import it again.")
    _check_may_add(run, by)
    with writing_turn(), recording(by=by) as change:
        told = ImportStarted(file=run.file, kind=run.kind, sha256=run.sha256)
        event = change.record(told, run)
        run.cause = run.cause or event.uid
        run.person_id, run.message, run.wants_stop = by.person, "", False
        run.state, run.alive_at, run.started_at = ImportState.QUEUED, None, change.at
        run.save()


def _check_may_add(run: BoardImport, by: Actor) -> None:
    """Who is no owner learns it now, not in the middle."""
    wanted = [*run.chosen("columns").values(), *run.chosen("statuses").values()]
    role = run.space.role_of(by)
    if any(target.startswith(NEW) for target in wanted) and (role is None or not role.may(Role.OWNER)):
        raise NotAllowed(
            "New statuses and fields need an owner of the space. Choose some that are there, or ask one."
        )


def discard(run: BoardImport, *, by: Actor) -> None:
    """Forget a file that was never imported. Begun already: refused."""
    check_may_import(run.space, by)
    if run.state != ImportState.DRAFT:
        raise Refused("This import has begun. Stop or undo it instead.")
    run.path.unlink(missing_ok=True)
    run.delete()


def stop(run: BoardImport, *, by: Actor) -> None:
    """Stop it soon; what has come stays until it is undone. Not under way: nothing."""
    check_may_import(run.space, by)
    BoardImport.objects.ask_to_stop(run.pk)


def _tidy(name: str) -> str:
    return " ".join(storable(Path(name.replace("\\", "/")).name).split())[:200] or "file"


def _by_name(message: str, run: BoardImport) -> str:
    """The file is called as the person knows it, not as it lies here."""
    return message.replace(str(run.path), run.file).replace(run.path.name, run.file)


def _write(path: Path, pieces: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    free = shutil.disk_usage(folder()).free
    try:
        with path.open("wb") as file:
            for piece in pieces:
                digest.update(piece)
                file.write(piece)
    except OSError as error:
        path.unlink(missing_ok=True)
        raise Invalid(
            f"The file could not be kept ({error.strerror}; {free:,} bytes free). Tell an administrator.",
            "file",
        ) from error
    return digest.hexdigest()
