"""Boards come into a space, and go out of it: the files, what is chosen for them, and how far they are."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cashboard.activity.refusals import Invalid
from cashboard.web.asking import Asking, typed, wants_fragment
from cashboard.web.import_pages import Draft, choices_in
from cashboard.web.places import Place
from cashboard.web.space_pages import space_page
from cashboard.web.views.spaces import find_place, find_space, show_space
from cashboard.work.importing.opening import KINDS
from cashboard.work.importing.runs import BoardImport, ImportState
from cashboard.work.importing.starting import choose, discard, look, opened, start, stop, take_in
from cashboard.work.importing.templates import TEMPLATES, template
from cashboard.work.importing.undoing import undo
from cashboard.work.list_files.unreadable import UnreadableFile

space_page("imports", "Import and export", "upload", keys="g e", group="space", order=80)

SHOWN = 30


def find_import(request: Asking, key: str, pk: int) -> BoardImport:
    """The import of this space, if the person may see it."""
    runs = BoardImport.objects.visible_to(request.actor).select_related("space__workspace", "person")
    return get_object_or_404(runs, space__key=key.upper(), pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: Asking, key: str) -> HttpResponse:
    """What was imported, and a form that takes a file in."""
    if request.method == "POST":
        space = find_space(request, key)
        file = request.FILES.get("file")
        if file is None:
            raise Invalid("Choose a file first.", "file")
        run = take_in(
            space,
            file.name or "file",
            file.chunks(),
            by=request.actor,
            kind=typed(request.POST, "kind"),
            zone=request.user.zone,
        )
        return redirect("import", key=space.key, pk=run.pk)
    place = find_place(request, key)
    runs = BoardImport.objects.filter(space=place.space.pk).select_related("person")[:SHOWN]
    return show_space(request, "imports/index.html", place, runs=runs, kinds=KINDS, tab="imports")


@require_http_methods(["GET", "HEAD", "POST"])
def import_page(request: Asking, key: str, pk: int) -> HttpResponse:
    """One import: what is to be chosen, how far it is, what came of it. POST keeps what was chosen."""
    run = find_import(request, key, pk)
    if request.method == "POST":
        choose(run, by=request.actor, **choices_in(request.POST))
        if not wants_fragment(request):
            return redirect("import", key=run.space.key, pk=run.pk)
    return show_import(request, find_place(request, key), run)


def show_import(request: Asking, place: Place, run: BoardImport) -> HttpResponse:
    """The page of an import, or what changes of it."""
    context: dict[str, Any] = {"run": run, "kinds": KINDS, "tab": "imports"}
    if run.state == ImportState.DRAFT:
        try:
            source = opened(run)
            context["draft"] = Draft(run, source, look(run, source), place.role)
        except UnreadableFile as error:
            context["unreadable"] = str(error)
    template = "imports/_body.html" if wants_fragment(request) else "imports/show.html"
    return show_space(request, template, place, **context)


@require_POST
def import_start(request: Asking, key: str, pk: int) -> HttpResponse:
    """Keep what was chosen and let it come in."""
    run = find_import(request, key, pk)
    if run.state == ImportState.DRAFT:
        choose(run, by=request.actor, **choices_in(request.POST))
    start(run, by=request.actor)
    return redirect("import", key=run.space.key, pk=run.pk)


@require_POST
def import_stop(request: Asking, key: str, pk: int) -> HttpResponse:
    """Stop one that is under way; forget one that has not begun."""
    run = find_import(request, key, pk)
    if run.state == ImportState.DRAFT:
        discard(run, by=request.actor)
        return redirect("imports", key=run.space.key)
    stop(run, by=request.actor)
    return redirect("import", key=run.space.key, pk=run.pk)


@require_POST
def import_undo(request: Asking, key: str, pk: int) -> HttpResponse:
    """Take it back."""
    run = find_import(request, key, pk)
    undo(run, by=request.actor)
    return redirect("import", key=run.space.key, pk=run.pk)


@require_safe
def import_rejects(request: Asking, key: str, pk: int) -> FileResponse:
    """The rows that could not be taken, as a file to be mended and imported."""
    run = find_import(request, key, pk)
    if not run.rejects.exists():
        raise Http404("No row of this import was rejected, or they are not kept any more.")
    name = f"{run.file.rpartition('.')[0] or run.file} rejected.csv"
    return FileResponse(run.rejects.open("rb"), as_attachment=True, filename=name, content_type="text/csv")


@require_safe
def import_template(request: Asking, key: str, kind: str) -> HttpResponse:
    """An empty list with the columns that are known, and one row as an example."""
    place = find_place(request, key)
    if kind not in TEMPLATES:
        raise Http404("There is no such template.")
    response = HttpResponse(template(place.space, kind), content_type=TEMPLATES[kind])
    response.headers["Content-Disposition"] = f'attachment; filename="cards to import.{kind}"'
    return response


urlpatterns = [
    path("spaces/<slug:key>/imports/", imports, name="imports"),
    path("spaces/<slug:key>/imports/<int:pk>/", import_page, name="import"),
    path("spaces/<slug:key>/imports/<int:pk>/start/", import_start, name="import-start"),
    path("spaces/<slug:key>/imports/<int:pk>/stop/", import_stop, name="import-stop"),
    path("spaces/<slug:key>/imports/<int:pk>/undo/", import_undo, name="import-undo"),
    path("spaces/<slug:key>/imports/<int:pk>/rejects/", import_rejects, name="import-rejects"),
    path("spaces/<slug:key>/imports/template.<slug:kind>", import_template, name="import-template"),
]
