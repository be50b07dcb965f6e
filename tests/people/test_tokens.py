"""API tokens: shown once, kept as a digest, narrowed to scopes, ended at once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from cashboard.activity.actors import Actor
from cashboard.activity.models import Event, Head
from cashboard.activity.refusals import Invalid, NotAllowed
from cashboard.people.models import Token
from tests.story import Story

pytestmark = pytest.mark.requirement("R105")


def test_a_token_acts_for_its_person_within_its_scopes(story: Story) -> None:
    token, secret = Token.issue(story.marco, "Excel", ["write", "read"], by=story.by_marco)
    found = Token.objects.presented(secret)
    assert found == token
    by = found.acting()
    assert (by.kind, by.person, by.token, by.via) == ("token", story.marco.pk, token.pk, "api")
    assert by.scopes == frozenset({"read", "write"})
    event = story.card.move(story.paid, by=by)
    assert event is not None
    assert (event.actor_kind, event.actor_person, event.actor_token) == ("token", story.marco.pk, token.pk)


def test_only_its_digest_is_kept(story: Story) -> None:
    token, secret = Token.issue(story.marco, "Excel", ["read"], by=story.by_marco)
    assert secret not in str(Token.objects.filter(pk=token.pk).values())
    assert secret not in str(list(Event.objects.values()))


def test_a_read_only_token_writes_nothing(story: Story) -> None:
    token, _ = Token.issue(story.marco, "Reports", ["read"], by=story.by_marco)
    before = Head.objects.get().seq
    for act in (
        lambda: story.card.move(story.paid, by=token.acting()),
        lambda: story.card.comment("x", by=token.acting()),
        lambda: Token.issue(story.marco, "More", ["write"], by=token.acting()),
        lambda: token.revoke(by=token.acting()),
    ):
        with pytest.raises(NotAllowed, match=r"^This token may only read\. Make one with the scope write\.$"):
            act()
    assert Head.objects.get().seq == before
    assert Token.objects.count() == 1


def test_a_revoked_token_opens_nothing_and_twice_is_harmless(story: Story) -> None:
    token, secret = Token.issue(story.marco, "Excel", ["read"], by=story.by_marco)
    token.revoke(by=story.by_marco)
    token.revoke(by=story.by_marco)
    assert Token.objects.presented(secret) is None
    assert Event.objects.filter(type="token.revoked").count() == 1


@pytest.mark.parametrize(("after", "opens"), [(timedelta(minutes=1), True), (timedelta(minutes=-1), False)])
def test_a_token_expires(story: Story, after: timedelta, opens: bool) -> None:
    _, secret = Token.issue(
        story.marco, "Excel", ["read"], by=story.by_marco, expires_at=timezone.now() + after
    )
    assert (Token.objects.presented(secret) is not None) is opens


def test_the_token_of_an_account_that_is_switched_off_opens_nothing(story: Story) -> None:
    _, secret = Token.issue(story.marco, "Excel", ["read"], by=story.by_marco)
    type(story.marco).objects.filter(pk=story.marco.pk).update(is_active=False)
    assert Token.objects.presented(secret) is None


@pytest.mark.parametrize("secret", ["", "cb_", "cb_wrong", "\0", "é" * 500])
def test_a_wrong_secret_opens_nothing(story: Story, secret: str) -> None:
    Token.issue(story.marco, "Excel", ["read"], by=story.by_marco)
    assert Token.objects.presented(secret) is None


@pytest.mark.parametrize("scopes", [[], ["admin"], ["read", "everything"]])
def test_scopes_are_those_that_there_are(story: Story, scopes: list[str]) -> None:
    with pytest.raises(Invalid, match=r"^Choose scopes among read, write\.$"):
        Token.issue(story.marco, "Excel", scopes, by=story.by_marco)


@pytest.mark.parametrize("who", ["by_lena", "by_ada", "by_nils"])
def test_nobody_else_makes_or_ends_a_persons_token(story: Story, who: str) -> None:
    other: Actor = getattr(story, who)
    with pytest.raises(NotAllowed, match="Only the person themselves can make a token that acts for them"):
        Token.issue(story.marco, "Excel", ["read"], by=other)
    token, _ = Token.issue(story.marco, "Excel", ["read"], by=story.by_marco)
    with pytest.raises(NotAllowed, match=r"Only the person themselves can do that\."):
        token.revoke(by=other)


def test_a_person_sees_their_own_tokens(story: Story) -> None:
    token, _ = Token.issue(story.marco, "Excel", ["read"], by=story.by_marco)
    Token.issue(story.lena, "Phone", ["read"], by=story.by_lena)
    assert list(Token.objects.visible_to(story.by_marco)) == [token]
    assert not Token.objects.visible_to(Actor(kind="connector", name="ERP", via="sync")).exists()
