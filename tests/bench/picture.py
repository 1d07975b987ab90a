"""Line charts as plain SVG: panels side by side, axes from zero with their units, each line named where it ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from math import floor, log10
from typing import Final

_COLOURS: Final = ("#0b5ca8", "#9c3d00", "#0f6b45", "#6d2f91")
_DASHES: Final = ("", "6 4", "2 3", "9 3 2 3")
_WIDTH, _HEIGHT = 400, 300
_LEFT, _RIGHT, _TOP, _BOTTOM = 58, 20, 62, 46
_INK, _FAINT, _PAPER = "#1a2230", "#d5dbe3", "#ffffff"


@dataclass(frozen=True, slots=True)
class Line:
    """Points of one thing, by x."""

    name: str
    points: Sequence[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Panel:
    """One chart. ``unit`` belongs to y."""

    title: str
    unit: str
    along: str
    lines: Sequence[Line]


def draw(title: str, panels: Sequence[Panel]) -> str:
    """The picture."""
    width, height = _WIDTH * len(panels), _HEIGHT + 30
    shape = f'viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    words = f'font-family="system-ui, sans-serif" font-size="12" fill="{_INK}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {shape} {words} role="img" aria-label="{escape(title)}">',
        f'<rect width="{width}" height="{height}" fill="{_PAPER}"/>',
        f'<text x="16" y="24" font-size="16" font-weight="600">{escape(title)}</text>',
    ]
    for place, panel in enumerate(panels):
        parts += [f'<g transform="translate({place * _WIDTH} 30)">', *_panel(panel), "</g>"]
    return "\n".join([*parts, "</svg>\n"])


def _panel(panel: Panel) -> list[str]:
    across = _ticks(max(x for line in panel.lines for x, _ in line.points))
    up = _ticks(max(y for line in panel.lines for _, y in line.points))
    wide, high = _WIDTH - _LEFT - _RIGHT, _HEIGHT - _TOP - _BOTTOM

    def at(x: float, y: float) -> tuple[float, float]:
        return _LEFT + wide * x / across[-1], _TOP + high * (1 - y / up[-1])

    parts = [f'<text x="{_LEFT}" y="18" font-weight="600">{escape(panel.title)}, {escape(panel.unit)}</text>']
    for tick in up:
        _, y = at(0, tick)
        parts.append(f'<path d="M{_LEFT} {y:.1f}h{wide}" stroke="{_FAINT}"/>')
        parts.append(f'<text x="{_LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{tick:,g}</text>')
    for tick in across:
        x, _ = at(tick, 0)
        parts.append(f'<path d="M{x:.1f} {_TOP + high}v4" stroke="{_INK}"/>')
        parts.append(f'<text x="{x:.1f}" y="{_TOP + high + 18}" text-anchor="middle">{tick:,g}</text>')
    parts.append(f'<path d="M{_LEFT} {_TOP}v{high}h{wide}" fill="none" stroke="{_INK}"/>')
    parts.append(
        f'<text x="{_LEFT + wide / 2}" y="{_HEIGHT - 8}" text-anchor="middle">{escape(panel.along)}</text>'
    )
    for place, line in enumerate(panel.lines):
        colour, dash = _COLOURS[place % len(_COLOURS)], _DASHES[place % len(_DASHES)]
        spots = [at(x, y) for x, y in sorted(line.points)]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in spots)
        parts.append(
            f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2" stroke-dasharray="{dash}"/>'
        )
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in spots]
        parts += _legend(place, line.name, colour, dash) if len(panel.lines) > 1 else []
    return parts


def _legend(place: int, name: str, colour: str, dash: str) -> list[str]:
    x, y = _LEFT + 115 * place, 38
    return [
        f'<path d="M{x} {y - 4}h22" stroke="{colour}" stroke-width="2" stroke-dasharray="{dash}"/>',
        f'<text x="{x + 27}" y="{y}">{escape(name)}</text>',
    ]


def _ticks(most: float) -> list[float]:
    """Round numbers from zero to just above the largest value."""
    if most <= 0:
        return [0, 1]
    rough = most / 4
    size = 10 ** floor(log10(rough))
    step = next(size * one for one in (1, 2, 2.5, 5, 10) if size * one >= rough)
    count = int(-(-most // step))
    return [step * one for one in range(count + 1)]
