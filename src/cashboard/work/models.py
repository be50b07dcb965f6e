"""Where Django finds this app's models; each lives in its noun's folder."""

from cashboard.work.blockers.models import Blocker
from cashboard.work.calendar_feeds.models import CalendarFeed
from cashboard.work.cards.baselines import Baseline, Planned
from cashboard.work.cards.blocking import Block
from cashboard.work.cards.bookmarking import Bookmark
from cashboard.work.cards.checking_off import Checklist, Item
from cashboard.work.cards.contents import ChosenOption, FieldValue
from cashboard.work.cards.discussing import Comment
from cashboard.work.cards.labelling import Label
from cashboard.work.cards.models import Card
from cashboard.work.cards.reacting import Reaction
from cashboard.work.cards.relations import Relation
from cashboard.work.documents.models import Document, DocumentGroup, KeptFile, Version
from cashboard.work.fields.models import Field, Option
from cashboard.work.importing.runs import BoardImport, ImportedCard
from cashboard.work.spaces.models import Folder, Space, SpaceMember, Status, Workspace, WorkspaceMember
from cashboard.work.spaces.saved_views import SavedView

__all__ = [
    "Baseline",
    "Block",
    "Blocker",
    "BoardImport",
    "Bookmark",
    "CalendarFeed",
    "Card",
    "Checklist",
    "ChosenOption",
    "Comment",
    "Document",
    "DocumentGroup",
    "Field",
    "FieldValue",
    "Folder",
    "ImportedCard",
    "Item",
    "KeptFile",
    "Label",
    "Option",
    "Planned",
    "Reaction",
    "Relation",
    "SavedView",
    "Space",
    "SpaceMember",
    "Status",
    "Version",
    "Workspace",
    "WorkspaceMember",
]
