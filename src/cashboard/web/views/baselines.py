"""Baselines of a space: kept and removed by its owners, seen on its Gantt chart."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.views.decorators.http import require_POST

from cashboard.web.asking import Asking
from cashboard.web.views.spaces import find_space
from cashboard.work.cards.baselines import Baseline


@require_POST
def baselines(request: Asking, key: str) -> HttpResponse:
    """Keep the present dates under a name, and look at them."""
    made = Baseline.keep(find_space(request, key), request.POST.get("name", ""), by=request.actor)
    return redirect(f"{reverse('gantt', args=[made.space.key])}?baseline={made.pk}")


@require_POST
def baseline_removal(request: Asking, pk: int) -> HttpResponse:
    """Remove one."""
    seen = Baseline.objects.visible_to(request.actor).select_related("space__workspace")
    found = get_object_or_404(seen, pk=pk)
    found.remove(by=request.actor)
    return redirect("gantt", key=found.space.key)


urlpatterns = [
    path("spaces/<slug:key>/baselines/", baselines, name="baselines"),
    path("baselines/<int:pk>/removal/", baseline_removal, name="baseline_removal"),
]
