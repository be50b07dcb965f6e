"""Whatever people do to cards in whatever order: the log rebuilds the state, and the invariants hold."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from cashboard.activity.models import Event, Head
from cashboard.activity.refusals import Refused, StaleVersion
from cashboard.work.cards.models import Card
from cashboard.work.spaces.kinds import StatusKind
from tests.replaying import assert_replayed
from tests.story import Story, tell_story

pytestmark = pytest.mark.requirement("R18", "R19", "R25", "R27")
PICK = st.integers(0, 11)
TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=20).filter(
    str.strip
)


class CardLife(RuleBasedStateMachine):
    """Marco and Lena at work on a handful of cards; each run has a transaction that is rolled back."""

    story: Story

    def __init__(self) -> None:
        super().__init__()
        self.versions: dict[int, int] = {}

    @initialize()
    def begin(self) -> None:
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        self.story = tell_story()

    def teardown(self) -> None:
        if not hasattr(self, "transaction"):
            return
        try:
            self.holds()
        finally:
            transaction.set_rollback(True)
            self.transaction.__exit__(None, None, None)

    def card(self, pick: int) -> Card:
        cards = list(Card.objects.order_by("pk"))
        return cards[pick % len(cards)]

    def status(self, pick: int) -> Any:
        return (self.story.open, self.story.overdue, self.story.disputed, self.story.paid)[pick % 4]

    @rule(title=TEXT, pick=PICK)
    def create(self, title: str, pick: int) -> None:
        Card.create(self.story.space, title, by=self.story.by_marco, status=self.status(pick))

    @rule(pick=PICK, to=PICK)
    def move_to_the_end(self, pick: int, to: int) -> None:
        self.card(pick).move(self.status(to), by=self.story.by_marco)

    @rule(pick=PICK, other=PICK)
    def drop_above(self, pick: int, other: int) -> None:
        before = self.card(other)
        try:
            self.card(pick).move(before.status, before=before, by=self.story.by_marco)
        except Refused as refused:
            assert before.archived_at is not None, refused  # noqa: PT017 - the refusal is right only then

    @rule(pick=PICK, verb=st.sampled_from(["complete", "reopen", "archive", "restore"]))
    def go(self, pick: int, verb: str) -> None:
        getattr(self.card(pick), verb)(by=self.story.by_lena)

    @rule(pick=PICK, text=TEXT, verb=st.sampled_from(["retitle", "describe", "comment", "label"]))
    def write(self, pick: int, text: str, verb: str) -> None:
        getattr(self.card(pick), verb)(text, by=self.story.by_marco)

    @rule(pick=PICK)
    def take_a_label_off(self, pick: int) -> None:
        card = self.card(pick)
        for label in card.labels.all()[:1]:
            card.unlabel(label, by=self.story.by_lena)

    @rule(
        pick=PICK,
        which=st.sampled_from(["start", "due"]),
        on=st.none() | st.dates(date(1970, 1, 1), date(2100, 12, 31)),
    )
    def date(self, pick: int, which: Any, on: Any) -> None:
        self.card(pick).date(which, on, by=self.story.by_marco)

    @rule(pick=PICK, who=st.sampled_from(["lena", "marco", None]))
    def assign(self, pick: int, who: str | None) -> None:
        self.card(pick).assign(getattr(self.story, who) if who else None, by=self.story.by_marco)

    @rule(
        pick=PICK,
        who=st.sampled_from(["lena", "marco"]),
        verb=st.sampled_from(["add_coworker", "remove_coworker"]),
    )
    def share(self, pick: int, who: str, verb: str) -> None:
        getattr(self.card(pick), verb)(getattr(self.story, who), by=self.story.by_lena)

    @rule(pick=PICK)
    def take_the_last_move_back(self, pick: int) -> None:
        card = self.card(pick)
        moves = Event.objects.about("card", card.pk).filter(
            type__in=["card.moved", "card.completed", "card.ranked"]
        )
        last = moves.order_by("-seq").first()
        if last is None:
            return
        if card.rank == last.typed.rank:  # type: ignore[attr-defined]
            card.move_back(last, by=self.story.by_marco)
        else:
            with pytest.raises(Refused, match="was moved again since"):
                card.move_back(last, by=self.story.by_marco)

    @rule(pick=PICK)
    def come_too_late(self, pick: int) -> None:
        with pytest.raises(StaleVersion):
            self.card(pick).retitle("too late", by=self.story.by_marco, version=10**6)

    @rule(pick=PICK)
    def be_refused(self, pick: int) -> None:
        before = Head.objects.get().seq
        with pytest.raises(Refused, match="needs the role member"):
            self.card(pick).comment("no", by=self.story.by_vera)
        assert Head.objects.get().seq == before

    @invariant()
    def versions_grow(self) -> None:
        for pk, version in Card.objects.values_list("pk", "version"):
            assert version >= self.versions.get(pk, 1)
            self.versions[pk] = version

    def holds(self) -> None:
        """What must be so at the end of any sequence; a shorter one that breaks it is what Hypothesis shrinks
        to.
        """
        assert_replayed()
        seqs = list(Event.objects.order_by("seq").values_list("seq", flat=True))
        assert seqs == list(range(seqs[0], Head.objects.get().seq + 1))
        for card in Card.objects.select_related("status"):
            assert (card.completed_at is not None) is (card.status.kind == StatusKind.COMPLETED)
            assert card.status.kind != StatusKind.IN_PROGRESS or card.started_at is not None
            events = Event.objects.about("card", card.pk)
            assert card.version == events.exclude(type="card.spread").count()
            times = list(events.order_by("seq").values_list("at", flat=True))
            assert times == sorted(times)
        ranks = list(Card.objects.values_list("status", "rank"))
        assert len(set(ranks)) == len(ranks)


def test_any_sequence_of_verbs_keeps_the_invariants(transactional_db: None) -> None:
    run_state_machine_as_test(
        CardLife,
        settings=settings(
            max_examples=25, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
