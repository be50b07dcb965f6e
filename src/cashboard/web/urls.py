"""The addresses of the pages. A change of state is a noun."""

from django.urls import path

from cashboard.web.views import cards, fields, finding, home, insight, people, settings, spaces

urlpatterns = [
    path("", home.home, name="home"),
    path("workspaces/", home.workspaces, name="workspaces"),
    path("workspaces/<int:pk>/spaces/", home.spaces, name="spaces"),
    path("workspaces/<int:pk>/folders/", home.folders, name="folders"),
    path("search/", finding.search, name="search"),
    path("palette/", finding.palette, name="palette"),
    path("me/", people.me, name="me"),
    path("me/sessions/", people.sessions, name="sessions"),
    path("me/tokens/", people.tokens, name="tokens"),
    path("spaces/<slug:key>/", spaces.board, name="board"),
    path("spaces/<slug:key>/columns/<int:status>/", spaces.column, name="column"),
    path("spaces/<slug:key>/changes/", spaces.changes, name="changes"),
    path("spaces/<slug:key>/cards/", spaces.cards, name="cards"),
    path("spaces/<slug:key>/choices/<slug:what>/", spaces.choices, name="choices"),
    path("spaces/<slug:key>/activity/", spaces.activity, name="activity"),
    path("spaces/<slug:key>/people/", spaces.members, name="members"),
    path("spaces/<slug:key>/mentions/", people.mentions, name="mentions"),
    path("spaces/<slug:key>/times/", insight.times, name="times"),
    path("spaces/<slug:key>/forecast/", insight.forecast, name="forecast"),
    path("spaces/<slug:key>/ageing/", insight.ageing, name="ageing"),
    path("spaces/<slug:key>/rows/", insight.rows, name="rows"),
    path("cards/<slug:key>/", cards.card, name="card"),
    path("cards/<slug:key>/moves/", cards.moves, name="moves"),
    path("cards/<slug:key>/menu/", cards.menu, name="menu"),
    path("cards/<slug:key>/undo/", cards.undo, name="undo"),
    path("cards/<slug:key>/completion/", cards.completion, name="completion"),
    path("cards/<slug:key>/title/", cards.title, name="title"),
    path("cards/<slug:key>/description/", cards.description, name="description"),
    path("cards/<slug:key>/assignment/", cards.assignment, name="assignment"),
    path("cards/<slug:key>/coworkers/", cards.coworkers, name="coworkers"),
    path("cards/<slug:key>/dates/", cards.dates, name="dates"),
    path("cards/<slug:key>/labels/", cards.labels, name="labels"),
    path("cards/<slug:key>/comments/", cards.comments, name="comments"),
    path("comments/<int:pk>/", cards.comment, name="comment"),
    *settings.urlpatterns,
    *fields.urlpatterns,
]
