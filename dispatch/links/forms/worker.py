"""The process that sets a form's pages: its sheet comes as JSON on standard input, the paper goes to standard output.

Whatever a sheet makes of the typesetter, memory or a crash of the library, ends here and nowhere else. It has no network, reads its own
template and the fonts that the library brings, and nothing else.
"""

from __future__ import annotations

import json
import os
import re
import sys
from pathlib import Path
from typing import Final, Literal

import typst

TEMPLATE = Path(__file__).with_name("sheet.typ")
NICENESS = 10
"""Paper waits for the desk, never the desk for paper."""


MISSING: Final = "SIGNS THAT THE PAPER HAS NO LETTERS FOR STAND AS \ufffd: SEE THE PAGE"
# Latin, Greek and Cyrillic with their marks, and the signs of print: what the fonts of the library have for certain.
_UNKNOWN: Final = re.compile(
    "[^\u0000-\u052f\u1e00-\u1fff\u200b\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2190-\u21ff\u2200-\u22ff\ufffd]"
)


def paper(sheet: str) -> bytes:
    """A form as PDF that can be read aloud (PDF/UA-1).

    That has a letter for each sign or is not made. So what the fonts do not have is marked, and only if that is not enough is
    the paper made without the promise.
    """
    try:
        return _set(sheet, "ua-1")
    except typst.TypstError:
        spared = _spared(sheet)
    try:
        return _set(spared, "ua-1")
    except typst.TypstError:
        return _set(spared)


def _spared(sheet: str) -> str:
    told = json.loads(_UNKNOWN.sub("\ufffd", sheet))
    told["marks"].append(MISSING)
    return json.dumps(told)


def _set(sheet: str, *standards: Literal["ua-1"]) -> bytes:
    return typst.compile(
        TEMPLATE,
        root=TEMPLATE.parent,
        ignore_system_fonts=True,
        sys_inputs={"sheet": sheet},
        pdf_standards=list(standards),
    )


def main() -> None:
    """One sheet, one paper."""
    os.nice(NICENESS)
    sys.stdout.buffer.write(paper(sys.stdin.buffer.read().decode()))


if __name__ == "__main__":
    main()
