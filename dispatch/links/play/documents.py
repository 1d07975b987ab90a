"""A scenario file as YAML: its documents, each mapping with its line. Reads no more than a scenario can be long."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import yaml

from dispatch.links.play.faults import problem, shown

BYTES_MAX: Final = 1_000_000
LINE: Final = "\0line"
DEPTH_MAX: Final = 20


class _Loader(yaml.SafeLoader):
    """The safe loader, keeping the line of each mapping; aliases, which can make a small file huge, are refused."""

    _depth = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            raise problem("aliases are not used in scenarios", self._line())
        self._depth += 1
        if self._depth > DEPTH_MAX:
            raise problem("this is nested too deep for a scenario", self._line())
        node = super().compose_node(parent, index)
        self._depth -= 1
        return node

    def _line(self) -> int:
        event: yaml.Event = self.peek_event()  # type: ignore[no-untyped-call]
        return event.start_mark.line + 1 if event.start_mark is not None else 0

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        line = node.start_mark.line + 1
        seen = {LINE}
        for key, _ in node.value:
            if isinstance(key, yaml.ScalarNode) and key.value in seen:
                raise problem("a key stands twice", key.start_mark.line + 1, str(key.value))
            if isinstance(key, yaml.ScalarNode):
                seen.add(key.value)
        found: dict[Any, Any] = super().construct_mapping(node, deep=True)
        found[LINE] = line
        return found

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        try:
            return super().construct_object(node, deep)
        except (ValueError, OverflowError) as wrong:
            # A date that is none, a number without end.
            line = node.start_mark.line + 1
            raise problem(f"{shown(node.value)} is no value ({wrong}); put it in quotes", line) from None


def documents(data: bytes) -> list[dict[Any, Any]]:
    """The documents of a file that are mappings. Raises ``ScenarioProblem``."""
    if len(data) > BYTES_MAX:
        raise problem(f"the file is larger than {BYTES_MAX // 1000} kB, which no scenario is")
    try:
        found = list(yaml.load_all(data.decode("utf-8-sig"), Loader=_Loader))
    except yaml.YAMLError as wrong:
        mark = getattr(wrong, "problem_mark", None)
        why = getattr(wrong, "problem", None) or getattr(wrong, "reason", None) or str(wrong)
        raise problem(f"this is no YAML: {why}", mark.line + 1 if mark else 0) from wrong
    except (UnicodeDecodeError, RecursionError) as wrong:
        raise problem("this is no YAML in UTF-8") from wrong
    return [one for one in found if isinstance(one, dict)]


def plain(value: Any) -> Any:
    """Without the line numbers that the loader left in mappings."""
    if isinstance(value, dict):
        return {str(key): plain(one) for key, one in value.items() if key != LINE}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [plain(one) for one in value]
    return value
