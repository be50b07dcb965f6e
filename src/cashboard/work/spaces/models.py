"""Where the models of places are found; each lives in a file of its own."""

from cashboard.work.spaces.folders import Folder
from cashboard.work.spaces.naming import COLOURS, tidy_name
from cashboard.work.spaces.spaces import Space, SpaceMember
from cashboard.work.spaces.statuses import Status
from cashboard.work.spaces.workspaces import Workspace, WorkspaceMember

__all__ = ["COLOURS", "Folder", "Space", "SpaceMember", "Status", "Workspace", "WorkspaceMember", "tidy_name"]
