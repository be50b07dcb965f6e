"""Comments, mentions and their history."""

from __future__ import annotations

import pytest

from cashboard.activity.models import Event, Head, Involvement
from cashboard.activity.refusals import Invalid, NotAllowed, Refused, StaleVersion
from cashboard.people.models import Group
from cashboard.work.cards.discussing import Comment
from cashboard.work.cards.mentioning import called_in, not_reached
from tests.story import Story

pytestmark = [pytest.mark.requirement("R42"), pytest.mark.usefixtures("replayed")]


def test_a_comment_is_said_and_told(story: Story) -> None:
    said = story.card.comment(" They will pay on *Friday*. ", by=story.by_marco)
    assert (said.text, said.author, said.author_name) == (
        "They will pay on *Friday*.",
        story.marco,
        "Marco Rossi",
    )
    told = Event.objects.get(seq=Head.objects.get().seq)
    assert (told.type, told.at) == ("card.commented", said.created_at)
    assert (told.data["comment"], told.data["text"]) == (said.pk, said.text)


def test_a_mention_calls_people_in_once_each(story: Story) -> None:
    lena, vera = f"(person:{story.lena.pk})", f"(person:{story.vera.pk})"
    text = f"@[Lena]{lena} and @[L]{lena} and @[x]{vera}"
    story.card.comment(text, by=story.by_marco)
    seq = Head.objects.get().seq
    assert [one["name"] for one in Event.objects.get(seq=seq).data["mentions"]] == [
        "Lena Fischer",
        "Vera Visser",
    ]
    assert Involvement.objects.filter(seq=seq, kind="person").count() == 2


@pytest.mark.parametrize(
    "text",
    ["@[x](person:999999)", "@[x](person:0)", "@lena", "@[](person:1)", "@[x](person:" + "9" * 18 + ")"],
)
def test_what_names_nobody_calls_nobody(story: Story, text: str) -> None:
    assert called_in(text, story.space) == ([], [])


@pytest.mark.requirement("R3")
def test_the_number_of_a_stranger_tells_no_name(story: Story) -> None:
    assert called_in(f"@[x](person:{story.nils.pk})", story.space) == ([], [])


def test_its_author_edits_it_and_the_old_text_stays_in_the_log(story: Story) -> None:
    said = story.card.comment("Fryday", by=story.by_marco)
    said.edit("Friday", by=story.by_marco)
    assert (said.text, said.edited_at is not None) == ("Friday", True)
    told = Event.objects.get(seq=Head.objects.get().seq)
    assert (told.type, told.data["old"], told.data["new"]) == ("comment.edited", "Fryday", "Friday")
    said.edit("Friday ", by=story.by_marco)
    assert Head.objects.get().seq == told.seq


@pytest.mark.parametrize("who", ["by_lena", "by_vera", "by_nils", "by_ada"])
def test_nobody_else_edits_it(story: Story, who: str) -> None:
    said = story.card.comment("Friday", by=story.by_marco)
    with pytest.raises(NotAllowed, match=r"^Only the author of a comment can edit it\.$"):
        said.edit("Monday", by=getattr(story, who))


def test_an_author_who_has_left_edits_no_more(story: Story) -> None:
    said = story.card.comment("Friday", by=story.by_marco)
    story.workspace.remove_member(story.marco, by=story.by_lena)
    with pytest.raises(NotAllowed, match="You have no role here"):
        said.edit("Monday", by=story.by_marco)


def test_an_empty_or_endless_comment_is_refused(story: Story) -> None:
    said = story.card.comment("x", by=story.by_marco)
    for text, sentence in (
        (" \0\n", "A comment needs some text."),
        ("x" * 50_001, "A comment has at most 50,000"),
    ):
        with pytest.raises(Invalid, match=sentence):
            story.card.comment(text, by=story.by_marco)
        with pytest.raises(Invalid, match=sentence):
            said.edit(text, by=story.by_marco)


def test_script_is_kept_word_for_word_and_nul_is_left_out(story: Story) -> None:
    said = story.card.comment("<script>alert('x')</script>\0 [a](javascript:alert(1))", by=story.by_marco)
    said.refresh_from_db()
    assert said.text == "<script>alert('x')</script> [a](javascript:alert(1))"


def test_a_visitor_is_refused_and_a_stale_version_too(story: Story) -> None:
    with pytest.raises(NotAllowed):
        story.card.comment("x", by=story.by_vera)
    said = story.card.comment("x", by=story.by_marco)
    with pytest.raises(StaleVersion):
        said.edit("y", by=story.by_marco, version=9)


def test_comments_are_seen_by_those_who_see_the_card(story: Story) -> None:
    said = story.card.comment("x", by=story.by_marco)
    assert list(Comment.objects.visible_to(story.by_vera)) == [said]
    assert not Comment.objects.visible_to(story.by_nils).exists()


def test_a_reply_stands_under_the_comment_and_so_does_an_answer_to_it(story: Story) -> None:
    said = story.card.comment("Friday?", by=story.by_marco)
    reply = story.card.comment("Yes", by=story.by_lena, reply_to=said)
    again = story.card.comment("Good", by=story.by_marco, reply_to=reply)
    assert (reply.reply_to, again.reply_to) == (said, said)
    told = Event.objects.get(seq=Head.objects.get().seq)
    assert (told.data["reply_to"], told.data["answered"]["name"]) == (said.pk, "Marco Rossi")
    assert told.typed.say() == "replied to Marco Rossi"
    with pytest.raises(Invalid, match="on another card"):
        story.cards[1].comment("Yes", by=story.by_lena, reply_to=said)


def test_a_removed_comment_is_empty_and_its_replies_stay(story: Story) -> None:
    said = story.card.comment("A secret", by=story.by_marco)
    story.card.comment("Oh", by=story.by_lena, reply_to=said)
    said.react("seen", by=story.by_lena)
    said.remove(by=story.by_marco)
    said.remove(by=story.by_marco)
    assert (said.text, said.reactions.count(), story.card.comments.count()) == ("", 0, 2)
    told = Event.objects.get(seq=Head.objects.get().seq)
    assert (told.type, told.data["text"]) == ("comment.removed", "A secret")
    for verb in (lambda: said.edit("x", by=story.by_marco), lambda: said.react("done", by=story.by_lena)):
        with pytest.raises(Refused, match="was removed"):
            verb()


@pytest.mark.parametrize(("who", "may"), [("by_lena", True), ("by_ada", False), ("by_vera", False)])
def test_an_owner_removes_what_others_said(story: Story, who: str, may: bool) -> None:
    said = story.card.comment("Rude", by=story.by_marco)
    if may:
        said.remove(by=getattr(story, who))
    else:
        with pytest.raises(NotAllowed, match="or an owner of the space"):
            said.remove(by=getattr(story, who))


def test_a_group_of_the_space_is_called_in_and_no_other(story: Story) -> None:
    sales, board = (Group.objects.create(name=name) for name in ("Sales", "Board"))
    story.space.members.create(group=sales, role="member")
    text = f"@[Sales](group:{sales.pk}) and @[Board](group:{board.pk})"
    story.card.comment(text, by=story.by_marco)
    told = Event.objects.get(seq=Head.objects.get().seq)
    assert (told.data["groups"], told.data["mentions"]) == ([{"id": sales.pk, "name": "Sales"}], [])


def test_whoever_was_not_reached_is_named_by_the_words_of_the_text_alone(story: Story) -> None:
    text = f"@[Nobody](person:{story.nils.pk}) @[Ghost](person:99999) @[L](person:{story.lena.pk})"
    assert not_reached(text, {story.lena.pk}, set()) == ["Nobody", "Ghost"]
