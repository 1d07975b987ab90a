"""The running core of one log in one process: takes commands, decides, appends, folds, publishes.

What the edges (``web``, ``links``, ``wiring``) use:

``Desk(log=..., log_id=..., clock=..., data=..., settings=DeskSettings())`` - one per log in a process.

- ``await desk.start()`` reads the log and returns when the desk serves; ``await desk.stop(code, reason)`` says ``bye`` and ends.
- ``await desk.submit(who, Envelope(...)) -> Result`` never raises. ``who`` is an ``Actor`` or a function that returns the actor as
  he is *now* (None: the session has ended); it is called at the moment of deciding.
- ``desk.state`` the state, ``desk.seq``/``desk.head`` its seq and chain hash, ``desk.epoch``.
- ``desk.status() -> DeskStatus(db, writable, since, reason, seq, head, tail_age)``: ``db`` is "ok", "slow" or "down".
- ``desk.positions.report(unit, PositionView)`` telemetry in.

``desk.hub`` sends to screens:

- ``await hub.attach(outlet, who=..., session=..., since=(epoch, seq) | None) -> Connection``: writes ``welcome`` and then a snapshot per
  part or one resume frame per part. ``outlet`` is what ``web`` makes of a socket (``hub.Outlet``: ``write``, ``buffered``, ``close``,
  ``abort``). ``who`` as for ``submit``.
- ``await connection.command(envelope)`` submits and writes the ``result``; ``connection.send(message)`` writes any other message (for
  example ``error``); ``connection.seen(part, n)``, ``connection.resync(part)``, ``connection.beat()``, ``connection.drained()`` (from
  ``resume_writing``), ``connection.close()`` (the peer went away: forget it), ``await connection.closed()``.
- ``hub.close_session(session, code, reason)`` and ``hub.bye(code, reason, retry_after_ms)``.
- ``results.to_wire(result) -> dict`` is the message ``result`` (without ``type``) for both doors.

A client that resumes: ``unsaved`` is emptied at each ``welcome`` (the first frame brings what there is); parts that ``welcome`` does not
name are dropped, parts that it names and the client does not hold are asked for with ``resync``.
"""
