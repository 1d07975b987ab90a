"""``dispatch serve`` and ``dispatch demo``: a node that serves until it is told to stop."""

from __future__ import annotations

import argparse
import asyncio
import errno
import socket
import sys
import time
from functools import partial

from dispatch import wiring
from dispatch.cli.running import run
from dispatch.desk.desk import Desk
from dispatch.links import demo
from dispatch.people.walls import wall_link
from dispatch.settings import Settings
from dispatch.web.app import create_app
from dispatch.web.server import Server, listen
from dispatch.wiring import Node, Trouble

DEMO_LOG = "pine-mesa"
LIVE_LOG = "main"


def add_parsers(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    serve = commands.add_parser("serve", help="serve the district in the data folder")
    serve.set_defaults(run=lambda _: run(serve_district))
    show = commands.add_parser("demo", help="load the fictional demo district")
    show.add_argument("--serve", action="store_true", help="then serve it")
    show.add_argument(
        "--past", action="store_true", help="with the month before, so that there are figures to look at"
    )
    show.add_argument("--quiet", action="store_true", help="a quiet shift: no incident under way")
    show.set_defaults(run=lambda given: run(partial(_demo, given)))


async def serve_district(settings: Settings) -> int:
    with _listener(settings) as listener:
        async with wiring.node(settings) as running:
            await _set_demo_passwords(running)
            return await _serve(running, listener)


async def _demo(given: argparse.Namespace, settings: Settings) -> int:
    show = serve_demo if given.serve else load_demo
    return await show(settings, past=given.past, quiet=given.quiet)


async def load_demo(settings: Settings, *, past: bool = False, quiet: bool = False) -> int:
    if past:
        await _tell_past(settings)
    async with wiring.node(settings, create=DEMO_LOG) as running:
        await _load(running, past=past, quiet=quiet)
    return 0


async def serve_demo(settings: Settings, *, past: bool = False, quiet: bool = False) -> int:
    with _listener(settings) as listener:
        if past:
            await _tell_past(settings)
        async with wiring.node(settings, create=DEMO_LOG) as running:
            await _load(running, past=past, quiet=quiet)
            return await _serve(running, listener)


async def _tell_past(settings: Settings) -> None:
    """Before the desk starts: its clock is that of today, and every timer of the past would fall at once."""
    async with wiring.records(settings) as found:
        clock = found.clock
        log = await wiring.live_log(found.store, settings.log, begin=(DEMO_LOG, clock.new_id()))
        told = await demo.tell_past(found.store, log, clock.now(), clock.salt, demo.month)
    if told:
        print(f"Told the demo's past month: {told} stories.", flush=True)


async def _load(running: Node, *, past: bool, quiet: bool) -> None:
    began = time.perf_counter()
    loaded = await demo.load(
        running.desk,
        running.people.administration,
        running.settings.demo_password,
        past=past,
        quiet=quiet,
    )
    for reason in loaded.refused:
        print(f"dispatch: part of the demo was refused: {reason}", file=sys.stderr)
    await demo.answer_forgotten_checks(running.desk, running.clock.now())
    if loaded.given:
        print(f"Loaded the demo district ({time.perf_counter() - began:.1f} s).", flush=True)


async def _serve(running: Node, listener: socket.socket) -> int:
    wiring.check_servable(running)
    settings, desk = running.settings, running.desk
    wall = await _demo_wall(running)
    server = Server(
        create_app(wiring.services(running)),
        trusted_proxy=settings.trusted_proxy,
        ready=lambda: print(greeting(running, wall), flush=True),
        farewell=desk.stop,
    )
    tasks = [asyncio.create_task(_end_with(desk, server), name="desk-ended")]
    home = desk.state.home
    if home is not None and home.demo:
        tasks.append(asyncio.create_task(demo.drive(desk, running.clock), name="demo-drive"))
    try:
        await server.serve(sockets=[listener])
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    if not server.asked_to_end:
        raise Trouble("The server has ended by itself; the log says why.")
    return 0


async def _end_with(desk: Desk, server: Server) -> None:
    """A desk that cannot go on takes the server with it: another node, or a newer program, takes over."""
    await desk.ended()
    server.should_exit = True


async def _set_demo_passwords(running: Node) -> None:
    """Whatever the passwords of a demo were when it was loaded: they are now what this run says."""
    home = running.desk.state.home
    if home is None or not home.demo:
        return
    chosen = running.settings.demo_password
    await running.people.administration.ensure_all(
        [(one, demo.password(one.username, chosen)) for one in demo.accounts(running.desk.log)]
    )


async def _demo_wall(running: Node) -> str | None:
    """The link of the demo's wall display: its code is good once, so that each start makes one. Everybody knows a demo's passwords."""
    desk, settings = running.desk, running.settings
    wall = demo.wall_of(desk.state) if desk.state.home is not None and desk.state.home.demo else None
    if wall is None or not settings.loopback:
        return None
    made = await running.people.walls.code(desk.log, wall, "demo")
    return wall_link(f"http://127.0.0.1:{settings.port}", made.code)


def greeting(running: Node, wall: str | None = None) -> str:
    """What a person at the terminal wants to know. ``wall``: where a wall display is let in."""
    settings = running.settings
    home = running.desk.state.home
    name = home.name if home is not None else running.desk.log
    first = f"http://{settings.host}:{settings.port}"
    if not settings.loopback or home is None or not home.demo:
        return f"\n{name} is served at {first}\n"
    lines = [
        f"{name} (demo) is served.",
        "",
        f"  Dispatcher's console:  http://127.0.0.1:{settings.port}",
        f"  A second person:       http://localhost:{settings.port}   (same browser, own sign-in)",
        *(
            [f"  A wall display:        {wall}   (in a window of its own: private, or another browser)"]
            if wall
            else []
        ),
        "",
    ]
    if settings.demo_password is None:
        lines.append("  Sign in as dispatcher with the password demo-dispatcher; the others alike:")
    else:
        lines.append("  Sign in as dispatcher with the password in DISPATCH_DEMO_PASSWORD; the others alike:")
    lines += [f"  {', '.join(demo.USERNAMES)}", "", "  Ctrl-C stops it. What was saved stays saved."]
    return "\n" + "\n".join(lines) + "\n"


def _listener(settings: Settings) -> socket.socket:
    """The port, before anything is started or written."""
    try:
        return listen(settings.host, settings.port)
    except OSError as problem:
        where = f"{settings.host} port {settings.port}"
        if problem.errno == errno.EADDRINUSE:
            raise Trouble(
                f"{where} is taken by another program. End it, or set DISPATCH_PORT to a free port."
            ) from None
        if problem.errno == errno.EACCES:
            raise Trouble(
                f"This user may not listen on {where}. Set DISPATCH_PORT to 1024 or more."
            ) from None
        raise Trouble(f"{where} cannot be listened on ({problem.strerror}). See DISPATCH_HOST.") from None
