"""The C programs of the bench: compiled into a temporary folder when there is a compiler, spoken to line by line."""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

HERE = Path(__file__).parent
LEFT_OUT = "Left out: this machine has no C compiler (`cc`), which builds the limit and the receivers.\n"
LINE_BYTES = 1 << 20


def compiler() -> str | None:
    """The compiler, if there is one."""
    return shutil.which("cc")


@contextmanager
def built(name: str) -> Iterator[Path]:
    """A program made from ``name``.c. Raises ``RuntimeError`` when there is no compiler."""
    cc = compiler()
    if cc is None:
        raise RuntimeError("There is no C compiler.")
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        program = Path(folder) / name
        flags = ["-std=c11", "-O2", "-Wall", "-Wextra", "-Werror", "-I", str(HERE)]
        subprocess.run([cc, *flags, "-o", str(program), str(HERE / f"{name}.c")], check=True)
        yield program


class Pump:
    """A running program of these."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    @property
    def pid(self) -> int:
        """Its process."""
        return self._process.pid

    def tell(self, line: str) -> None:
        """One line to it."""
        assert self._process.stdin is not None
        self._process.stdin.write(line.encode() + b"\n")

    async def line(self) -> str:
        """One line from it. Raises ``RuntimeError`` when it has ended; what went wrong stands on standard error."""
        assert self._process.stdout is not None
        text = await self._process.stdout.readline()
        if not text:
            raise RuntimeError("A program of the bench ended early.")
        return text.decode().strip()

    async def ask(self, line: str) -> str:
        """A line to it, and its answer."""
        self.tell(line)
        return await self.line()


@asynccontextmanager
async def pump(program: Path, *words: str, core: int | None = None) -> AsyncIterator[Pump]:
    """Run a program, on one core if asked, and end it."""
    process = await asyncio.create_subprocess_exec(
        str(program),
        *words,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        limit=LINE_BYTES,
    )
    pin(process.pid, core)
    try:
        yield Pump(process)
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


def pin(pid: int, core: int | None) -> None:
    """Keep a process on one core, where the system can and there is more than one."""
    if core is not None and hasattr(os, "sched_setaffinity") and (os.cpu_count() or 1) > core:
        os.sched_setaffinity(pid, {core})
