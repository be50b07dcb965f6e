"""Where Django finds this app's models; each lives in its noun's folder."""

from cashboard.work.blockers.models import Blocker
from cashboard.work.cards.blocking import Block
from cashboard.work.cards.discussing import Comment
from cashboard.work.cards.labelling import Label
from cashboard.work.cards.models import Card
from cashboard.work.spaces.models import Folder, Space, SpaceMember, Status, Workspace, WorkspaceMember

__all__ = [
    "Block",
    "Blocker",
    "Card",
    "Comment",
    "Folder",
    "Label",
    "Space",
    "SpaceMember",
    "Status",
    "Workspace",
    "WorkspaceMember",
]
