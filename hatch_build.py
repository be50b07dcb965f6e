"""The build hook: whoever builds or installs Cashboard from source gets the front end built first."""

import importlib.util
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class FrontEnd(BuildHookInterface[Any]):
    """Runs frontend/pipeline.py, which does nothing when the built files are fresh."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        del version, build_data
        path = Path(self.root) / "frontend" / "pipeline.py"
        spec = importlib.util.spec_from_file_location("pipeline", path)
        if not spec or not spec.loader:
            raise FileNotFoundError(path)
        pipeline = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(pipeline)
        pipeline.build()
