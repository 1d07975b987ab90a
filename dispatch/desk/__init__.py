"""The running core of one log in one process: takes commands, decides, appends, folds, publishes.

What the edges (``web``, ``links``, ``wiring``) use:

``Desk(...)`` (see ``desk.Desk``): one per log in a process.

- ``await desk.start()`` reads the log and returns when the desk serves; ``await desk.stop()`` says ``bye``
  and ends.
- ``await desk.submit(who, Envelope(...)) -> Result`` never raises for what a sender did. ``who`` is an
  ``Actor``, or a function that returns the actor as he is *now* (None: the session has ended); it is called
  at the moment of deciding.
- ``desk.state`` the state; ``desk.head`` its seq and chain hash; ``desk.epoch``.
- ``desk.status() -> DeskStatus(db, writable, since, reason, head, tail_age, ended)``; ``db`` is "ok", "slow"
  or "down". ``await desk.ended()`` returns when the desk has ended by itself (an event it cannot read).
- ``desk.positions.report(PositionView)`` telemetry in.

``desk.hub`` sends to screens:

- ``await hub.attach(outlet, who=..., session=..., since=Since(epoch, seq) | None) -> Connection | None``
  writes ``welcome``, then a snapshot per part, or one resume frame per part that changed. None: the session
  has ended. ``outlet`` is what ``web`` makes of a socket (``outlet.Outlet``).
- ``connection.send(message)`` writes a message of its own (``result``, ``error``), before the frames of the
  tick; ``connection.seen(part, n)``, ``connection.resync(part)``, ``connection.drained()`` (from
  ``resume_writing``), ``connection.detach()`` (the peer went away), ``await connection.ended()``.
- ``hub.close_session(session)`` (ended: bye 4403), ``hub.refresh(session)`` (role or unit changed),
  ``hub.bye(code, reason, retry_after_ms)``.
- ``results.to_wire(result, internal=...) -> dict`` is the message ``result`` (without ``type``).

A client that resumes: ``unsaved`` is emptied at each ``welcome`` (the first frame brings what there is);
parts that ``welcome`` does not name are dropped, parts that it names and the client does not hold are asked
for with ``resync``.
"""
