"""Files that are shipped with the program. Knows where they lie and how they are read, not what they mean."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

SCENARIOS = "scenarios.yaml"


def shipped_text(name: str) -> str:
    """The text of a shipped file."""
    return files("dispatch.links").joinpath("data", name).read_text(encoding="utf-8")


def shipped_yaml(name: str) -> Any:
    """A shipped YAML file with one document."""
    return yaml.load(shipped_text(name), Loader=_Loader)  # noqa: S506 a safe loader, in C where there is one


@cache
def world() -> Any:
    """The scenarios' world: the first document of the scenarios."""
    return next(iter(yaml.load_all(shipped_text(SCENARIOS), Loader=_Loader)))["world"]
