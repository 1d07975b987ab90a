"""A form as a page that a screen reader reads block by block, and that prints as it stands. Everything a person typed is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from typing import assert_never
from urllib.parse import urlencode

from dispatch.domain.forms.sheet import Block, Box, Cell, Chart, Sheet, Sign, Sketch, Table, Text


def page(sheet: Sheet, query: Mapping[str, str]) -> bytes:
    """The whole page. ``query``: how it was asked for; its paper is asked for alike."""
    code = f" ({sheet.code})" if sheet.code else ""
    title = f"{sheet.title}{code}"
    paper = f"?{urlencode({**query, 'format': 'pdf'})}"
    marks = "".join(f"<strong>{escape(one)}</strong>" for one in sheet.marks)
    blocks = "\n".join(
        f'<div class="row">{"".join(_block(one, f"b{at}-{place}") for place, one in enumerate(row))}</div>'
        for at, row in enumerate(sheet.rows)
    )
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title)}, {escape(sheet.incident)}, {escape(sheet.number)}</title>
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/forms.css">
</head>
<body{' class="wide"' if sheet.landscape else ""}>
<header>
<p class="whose">{escape(sheet.district)}</p>
<p class="tools"><a href="{escape(paper)}" download>Save as PDF</a></p>
{f'<p class="marks">{marks}</p>' if marks else ""}
<h1>{escape(title)}</h1>
</header>
<main>
{blocks}
</main>
<footer><p>Made {escape(sheet.made)}. All times {escape(sheet.zone)}.</p>
<p>Head of the log <code>{escape(sheet.head)}</code></p></footer>
</body>
</html>
""".encode()


def _block(block: Block, name: str) -> str:
    number = f"{escape(block.no)}. " if block.no else ""
    heading = f'<h2 id="{name}">{number}{escape(block.label)}</h2>'
    return f'<div class="block s{block.span}">{heading}{_body(block, name)}</div>'


def _body(block: Block, name: str) -> str:
    match block:
        case Text():
            return f'<div class="said{" strong" if block.strong else ""}">{_cell(block.lines)}</div>'
        case Table():
            return _table(block, name)
        case Sign():
            return "".join(
                "<dl>"
                f"<div><dt>Name</dt><dd>{escape(one.name)}</dd></div>"
                f"<div><dt>Position/Title</dt><dd>{escape(one.title)}</dd></div>"
                '<div><dt>Signature</dt><dd class="line"></dd></div>'
                f"<div><dt>Date/Time</dt><dd>{escape(one.at)}</dd></div>"
                "</dl>"
                for one in block.who
            )
        case Chart():
            return _chart(block)
        case Sketch():
            return f'{_sketch(block)}<div class="said">{_cell(block.lines)}</div>'
        case _:
            assert_never(block)


def _table(block: Table, name: str) -> str:
    if not block.rows:
        return f'<p class="said">{escape(block.nothing)}</p>'
    head = "".join(f'<th scope="col">{escape(one.label)}</th>' for one in block.columns)
    rows = "\n".join(_row(row, block) for row in block.rows)
    # Scrolled sideways on a narrow screen, by keys too.
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-labelledby="{name}">'
        f'<table aria-labelledby="{name}"><thead><tr>{head}</tr></thead><tbody>\n{rows}</tbody></table></div>'
    )


def _row(row: tuple[Cell, ...], block: Table) -> str:
    first, *rest = row
    # The first column names the row, if it says anything.
    begin = f'<th scope="row">{_cell(first)}</th>' if first else "<td></td>"
    return f"<tr>{begin}{''.join(f'<td>{_cell(one)}</td>' for one in rest)}</tr>"


def _cell(lines: Cell) -> str:
    """Each line by itself; its direction is its own and turns nothing around it."""
    return "".join(
        f'<p dir="auto"><mark>{escape(one.text)}</mark></p>'
        if one.withheld
        else f'<p dir="auto">{escape(one.text)}</p>'
        for one in lines
    )


def _chart(block: Chart) -> str:
    sections = "".join(
        f"<li>{_box(one.head)}{_list(map(_box, one.below), 'below') if one.below else ''}</li>"
        for one in block.sections
    )
    return (
        f'<div class="chart"><ul class="top"><li>{_box(block.top)}'
        f'{_list(map(_box, block.staff), "staff")}<ul class="sections">{sections}</ul></li></ul>'
        '<p class="key">Solid: named for it. Dashed: nobody is named; held from above by whoever is shown.</p></div>'
    )


def _sketch(block: Sketch) -> str:
    """Shapes are drawn under marks; what a mark is stands beside its number below."""
    if not block.high:
        return ""
    shapes = "".join(
        f'<polygon class="{one.drawn}" points="{" ".join(f"{x},{y}" for x, y in one.points)}"/>'
        for one in block.outlines
    )
    labels = "".join(
        f'<text x="{sum(xs) // len(xs)}" y="{sum(ys) // len(ys) + 4}">{escape(one.label)}</text>'
        for one in block.outlines
        if one.fits
        for xs, ys in [tuple(zip(*one.points, strict=True))]
    )
    marks = "".join(
        f'<circle cx="{one.x}" cy="{one.y}" r="13"/><text class="no" x="{one.x}" y="{one.y + 5}">{escape(one.no)}</text>'
        for one in block.marks
    )
    foot = block.high - 14
    bar = (
        f'<path d="M20 {foot - 6}v6h{block.bar}v-6"/><text class="bar" x="{28 + block.bar}" y="{foot}">{block.metres} m</text>'
        f'<path d="M{block.wide - 24} 44v-28l-7 12m7-12l7 12"/><text class="no north" x="{block.wide - 24}" y="60">N</text>'
    )
    return (
        f'<svg class="sketch" role="img" aria-label="{escape(block.what)}" viewBox="0 0 {block.wide} {block.high}">'
        f"{shapes}{labels}{bar}{marks}</svg>"
    )


def _list(boxes: Iterable[str], kind: str) -> str:
    return f'<ul class="{kind}">{"".join(f"<li>{one}</li>" for one in boxes)}</ul>'


def _box(box: Box) -> str:
    names = "".join(f"<span>{escape(one)}</span>" for one in box.names)
    own = "" if box.own else " above"
    return f'<div class="box{own}"><b>{escape(box.title)}</b>{names}</div>'
