"""Where Django finds this app's models; each lives in its noun's folder."""

from cashboard.work.cards.discussing import Comment
from cashboard.work.cards.labelling import Label
from cashboard.work.cards.models import Card
from cashboard.work.spaces.models import Folder, Space, SpaceMember, Status, Workspace, WorkspaceMember
from cashboard.work.spaces.saved_views import SavedView

__all__ = [
    "Card",
    "Comment",
    "Folder",
    "Label",
    "SavedView",
    "Space",
    "SpaceMember",
    "Status",
    "Workspace",
    "WorkspaceMember",
]
